import { readFile } from 'node:fs/promises';
import { abortable } from '../base/abortable.ts';
import { Failure } from '../base/failure.ts';
import { day, daysBetween, plural } from '../base/numbers.ts';
import { version } from '../base/version.ts';
import { type Certificate, readCertificate } from '../entra/certificate.ts';
import { adminConsentUrl, type CloudName, clouds } from '../entra/clouds.ts';
import { type Credential, credentialNames } from '../entra/credential.ts';
import { waitForReplication } from '../entra/replication.ts';
import { rolesOf } from '../entra/token-roles.ts';
import { createTokenSource } from '../entra/token-source.ts';
import { requestIdToken } from '../github/oidc-token.ts';
import { createGraphClient, type GraphClient, type TokenSource } from '../graph/client.ts';
import { countUsers } from '../graph/count-users.ts';
import { requestsPerReader } from '../graph/throttle-gate.ts';
import type { Host } from '../host.ts';
import type { Pace } from '../http/retry.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { explain } from '../problems/explain.ts';

/**
 * Reads the credential that the inputs name, as far as that is possible without asking anybody.
 *
 * @param problems what is wrong with the inputs otherwise
 * @throws Failure when anything is wrong with the inputs or the credential: all of it together
 */
export async function checkCredential(
  inputs: Inputs<CloudName>,
  host: Host,
  problems: readonly Failure[],
): Promise<Credential> {
  try {
    const credential = await readCredential(inputs, host);
    if (problems.length === 0) return credential;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw asOne([...problems, error], inputs);
  }
  throw asOne(problems, inputs);
}

async function readCredential(inputs: Inputs<CloudName>, host: Host): Promise<Credential> {
  const given = inputs.credential;
  switch (given.kind) {
    case 'secret':
      return given;
    case 'oidc':
      return { kind: 'federated', assertion: () => fetchAssertion(inputs.cloud, host) };
    case 'certificate':
    case 'certificate-path': {
      const content = given.kind === 'certificate' ? given.content : await readCertificateFile(given.path);
      const source = { content, password: given.password, input: given.kind };
      const certificate = await readCertificate(source, host.pace.now());
      host.mask(certificate.privateKey);
      return { kind: 'certificate', certificate };
    }
  }
}

async function readCertificateFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = 'unreadable' } = error as { code?: string };
    throw new Failure(
      'input-wrong',
      {
        input: 'certificate-path',
        got: `${JSON.stringify(path)} (${code})`,
        takes: 'a file that can be read',
        hint: '',
      },
      error,
    );
  }
}

async function fetchAssertion(cloud: CloudName, { getIDToken, learn, signal }: Host): Promise<string> {
  const request = requestIdToken(getIDToken, clouds[cloud].tokenExchangeAudience);
  const { token, facts } = await abortable(request, signal);
  learn(facts);
  return token;
}

function asOne(problems: readonly Failure[], { clientId }: Inputs<CloudName>): Failure {
  const [first] = problems;
  if (problems.length === 1 && first) return first;
  const list = problems.map((problem) => `\n- ${explain(problem, { clientId }).what}`).join('');
  return new Failure('inputs-wrong', { number: problems.length, list });
}

/**
 * Tells who signs in, and makes the client that reads Graph; the first token is fetched with the first request,
 * or here when a new registration is to be waited for.
 *
 * @param onWait told before each wait for a service
 */
export async function signIn(
  inputs: Inputs<CloudName>,
  credential: Credential,
  host: Host,
  onWait: Pace['onWait'],
): Promise<{ client: GraphClient; graphUrl: string }> {
  const { tenantId, clientId } = inputs;
  const cloud = clouds[inputs.cloud];
  const authorityUrl = inputs.authorityUrl || cloud.authorityUrl;
  const graphUrl = inputs.graphUrl || cloud.graphUrl;
  const consentUrl = adminConsentUrl(authorityUrl, tenantId, clientId);
  host.learn({ tenantId, clientId, cloud: inputs.cloud, graphUrl, adminConsentUrl: consentUrl, doing: 'signing in' });
  introduce(inputs, credential, host);

  const pace: Pace = { ...host.pace, onWait };
  const { transport, mask } = host;
  const scope = `${cloud.graphUrl}/.default`;
  const identity = { tenantId, clientId, authorityUrl, knownAuthorityUrl: cloud.authorityUrl, scope, credential };
  const source = createTokenSource(identity, { transport, pace, mask });
  let roles: string[] = [];
  const tokens: TokenSource = {
    async getToken(refused) {
      const token = await source.getToken(refused);
      roles = rolesOf(token);
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
        await countUsers(client, { graphUrl, filter: '' });
      },
      hasNoRoles: () => roles.length === 0,
      onPending(failure) {
        const { what } = explain(failure, { clientId, tenantId });
        host.log.info(`Waiting for the registration to reach all of Entra ID. ${what}`);
      },
    });
  }
  return { client, graphUrl };
}

/** A certificate that ends this soon is pointed out at every run. */
const warningDays = 30;

function introduce({ tenantId, clientId, cloud }: Inputs<CloudName>, credential: Credential, host: Host): void {
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
