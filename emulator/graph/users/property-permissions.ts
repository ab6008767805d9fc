import type { GraphCaller } from '../../entra/caller.ts';
import { GraphError } from '../errors.ts';
import { denied } from '../refusals.ts';

/** What of a tenant decides about sign-ins. */
export interface TenantLicence {
  premium?: boolean | undefined;
  b2c?: boolean | undefined;
}

/**
 * Properties that take a permission beside the one to read users.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties and
 * https://learn.microsoft.com/graph/api/user-get-mailboxsettings#permissions
 */
const permissions: Readonly<Record<string, readonly string[]>> = {
  signInActivity: ['AuditLog.Read.All'],
  customSecurityAttributes: ['CustomSecAttributeAssignment.Read.All'],
  employeeLeaveDateTime: ['User-LifeCycleInfo.Read.All'],
  mailboxSettings: ['MailboxSettings.Read'],
};

/** @throws GraphError 403 for the first property that the caller may not read */
export function authorizeProperties(names: Iterable<string>, { roles }: GraphCaller, tenant: TenantLicence): void {
  for (const name of names) {
    const needed = permissions[name];
    if (needed !== undefined && !needed.some((role) => roles.includes(role))) throw refusal(name);
    if (name === 'signInActivity' && (tenant.premium === false || tenant.b2c)) {
      throw new GraphError(
        403,
        'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
        "Neither tenant is B2C or tenant doesn't have premium license",
      );
    }
  }
}

/**
 * Each service behind Graph has words of its own.
 * Source: https://github.com/microsoftgraph/microsoft-graph-explorer-v4/issues/2731 for sign-ins, and
 * https://learn.microsoft.com/graph/errors; which words the others use could not be confirmed
 */
function refusal(name: string): GraphError {
  if (name === 'signInActivity') {
    return new GraphError(
      403,
      'Authentication_MSGraphPermissionMissing',
      'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
    );
  }
  return name === 'mailboxSettings'
    ? new GraphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
    : denied();
}
