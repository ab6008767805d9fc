import { entraError } from './errors.ts';
import type { Tenant } from './tenant.ts';

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domainName = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;
const multiTenantNames = new Set(['common', 'organizations', 'consumers']);

/**
 * Checks the tenant segment of a URL of the token endpoint: this tenant's GUID or domain.
 *
 * @throws EntraError 90002 for a tenant that is not here, 900023 for what is no tenant name, 50059 for `common` and its
 * like, which cannot tell where an application signs in
 */
export function requireTenant(name: string, tenant: Tenant): void {
  const lower = name.toLowerCase();
  if (lower === tenant.id || lower === tenant.domain) return;
  if (multiTenantNames.has(lower)) {
    throw entraError(
      50059,
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    );
  }
  if (guid.test(name) || domainName.test(name)) {
    throw entraError(
      90002,
      `Tenant '${name}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    );
  }
  throw entraError(
    900023,
    `Specified tenant identifier '${name}' is neither a valid DNS name, nor a valid external domain.`,
  );
}

/** As {@link requireTenant}, but discovery also answers for `common` and its like. */
export function requireTenantOrCommon(name: string, tenant: Tenant): void {
  if (!multiTenantNames.has(name.toLowerCase())) requireTenant(name, tenant);
}
