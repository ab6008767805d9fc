import { day, daysBetween, plural } from '../base/numbers.ts';
import { version } from '../base/version.ts';
import type { Certificate } from '../entra/certificate.ts';
import { adminConsentUrl, clouds } from '../entra/clouds.ts';
import { type Credential, credentialNames } from '../entra/credential.ts';
import { waitForReplication } from '../entra/replication.ts';
import { rolesOf } from '../entra/token-roles.ts';
import { createTokenSource } from '../entra/token-source.ts';
import { isTenantGuid, tenantOf } from '../entra/token-tenant.ts';
import { createGraphClient, type GraphClient } from '../graph/client.ts';
import { probeUsers } from '../graph/probe.ts';
import { requestsPerReader } from '../graph/throttle-gate.ts';
import type { Host } from '../host.ts';
import type { TokenSource } from '../http/access-tokens.ts';
import type { Pace } from '../http/retry.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { explain } from '../problems/explain.ts';

/** Graph, ready to be read. */
export interface Session {
  client: GraphClient;
  /** Graph's origin, without a trailing slash. */
  graphUrl: string;
  /** The permissions in the last token. */
  roles: () => readonly string[];
  /** The tenant's GUID, which the token knows where the workflow gives a domain; the domain where it does not say. */
  tenantId(): Promise<string>;
}

export interface SignInOptions {
  /** Told before each wait for a service. */
  onWait: Pace['onWait'];
  /** No token is handed out before it resolves, and none at all when it rejects. */
  mayAsk: Promise<unknown>;
}

/**
 * Tells who signs in, begins to fetch the first token, and makes the client that reads Graph. When a new registration is
 * to be waited for, that is done here.
 */
export async function signIn(
  inputs: Inputs,
  credential: Credential,
  host: Host,
  { onWait, mayAsk }: SignInOptions,
): Promise<Session> {
  const { tenantId, clientId } = inputs;
  const cloud = clouds[inputs.cloud];
  const authorityUrl = inputs.authorityUrl || cloud.authorityUrl;
  const graphUrl = inputs.graphUrl || cloud.graphUrl;
  const consentUrl = adminConsentUrl(authorityUrl, tenantId, clientId);
  host.learn({ tenantId, clientId, cloud: inputs.cloud, graphUrl, adminConsentUrl: consentUrl, doing: 'signing in' });
  host.learn({ credential: credential.kind });
  introduce(inputs, credential, host);

  const pace: Pace = { ...host.pace, onWait };
  const { transport, mask } = host;
  const scope = `${cloud.graphUrl}/.default`;
  const identity = { tenantId, clientId, authorityUrl, scope, credential };
  const source = createTokenSource(identity, { transport, pace, mask });
  // Begun at once: most of the program is loaded meanwhile. A refusal is told to all who ask, and not asked for again, but
  // by those who wait for it to end.
  let first = inputs.waitForReplication > 0 ? undefined : source.getToken();
  first?.then(
    () => {
      first = undefined;
    },
    () => {},
  );
  let roles: string[] = [];
  let tenant = isTenantGuid(tenantId) ? tenantId : undefined;
  const tokens: TokenSource = {
    async getToken(refused) {
      const signedIn = first ?? source.getToken(refused);
      // When both fail, what is told does not depend on which was faster.
      signedIn.catch(() => {});
      await mayAsk;
      const token = await signedIn;
      roles = rolesOf(token);
      tenant ??= tenantOf(token) ?? tenantId;
      host.learn({ roles: roles.join(', ') || 'none' });
      return token;
    },
  };
  const client = createGraphClient({
    transport,
    tokens,
    pace,
    userAgent: `entra-user-audit/${version}`,
    width: requestsPerReader * inputs.concurrency,
  });

  if (inputs.waitForReplication > 0) {
    let last: string | undefined;
    await waitForReplication({
      pace,
      window: inputs.waitForReplication,
      async probe() {
        // What a token lacks it goes on lacking: each probe signs in afresh.
        last = await tokens.getToken(last);
        await probeUsers(client, graphUrl);
      },
      hasNoRoles: () => roles.length === 0,
      onPending(failure) {
        const { what } = explain(failure, { clientId, tenantId });
        host.log.info(`Waiting for the registration to reach all of Entra ID. ${what}`);
      },
    });
  }
  return {
    client,
    graphUrl,
    roles: () => roles,
    tenantId: async () => tenant ?? tenantOf(await tokens.getToken()) ?? tenantId,
  };
}

/** A certificate that ends this soon is pointed out at every run. */
const warningDays = 30;

function introduce({ tenantId, clientId, cloud }: Inputs, credential: Credential, host: Host): void {
  const { log } = host;
  const application = `application ${clientId} in tenant ${tenantId} (cloud: ${cloud})`;
  if (credential.kind === 'certificate') introduceCertificate(application, credential.certificate, host);
  else log.info(`Signing in as ${application} with a ${credentialNames[credential.kind]}.`);
  if (credential.kind === 'secret') {
    log.warning(
      'client-secret works, but whoever reads it once can use it from anywhere until it expires. Move to a certificate, or to OIDC ("permissions: id-token: write" and no credential at all).',
    );
  }
}

function introduceCertificate(application: string, certificate: Certificate, { log, learn, pace }: Host): void {
  const { thumbprint, subject, notAfter } = certificate;
  const days = daysBetween(pace.now(), notAfter.getTime());
  learn({ thumbprint, notAfter: notAfter.toISOString() });
  log.info(
    `Signing in as ${application} with certificate ${thumbprint} (${subject}), valid until ${day(notAfter)}, ${plural(days, 'day')} left.`,
  );
  if (days > warningDays) return;
  log.warning(
    `The certificate ${thumbprint} expires on ${day(notAfter)}, in ${plural(days, 'day')}. Register a new one beside it now; the old one keeps working until then.`,
  );
}
