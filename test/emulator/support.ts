import { createHash, generateKeyPairSync, randomUUID, X509Certificate } from 'node:crypto';
import { SignJWT } from 'jose';
import forge from 'node-forge';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/index.ts';

export const GRAPH_SCOPE = 'https://graph.microsoft.com/.default';
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
}

export function start(options: EmulatorOptions = {}): Promise<Emulator> {
  return startEmulator({ users: 20, ...options });
}

/** Asks the token endpoint; `form` adds or replaces fields, undefined leaves one out. */
export async function requestToken(
  emulator: Emulator,
  form: Record<string, string | undefined>,
  { tenant = emulator.tenantId, headers = {} }: { tenant?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const fields = { grant_type: 'client_credentials', scope: GRAPH_SCOPE, ...form };
  const body = new URLSearchParams(
    Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return read(await fetch(`${emulator.origin}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body, headers }));
}

export type Graph = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Graph as the administrator's script sees it, or as the holder of `token`. Paths begin after `/v1.0`. */
export async function graphClient(emulator: Emulator, token?: string): Promise<Graph> {
  const bearer = token ?? (await requestToken(emulator, administratorSecret(emulator))).body.access_token;
  return async (method, path, body) => {
    const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
    const payload = body === undefined ? {} : { body: JSON.stringify(body) };
    const url = `${emulator.origin}${/^\/(v1\.0|beta)\//.test(path) ? '' : '/v1.0'}${path}`;
    return read(await fetch(url, { method, headers, ...payload }));
  };
}

export function administratorSecret({ administrator }: Emulator): Record<string, string> {
  return { client_id: administrator.clientId, client_secret: administrator.clientSecret };
}

export interface App {
  graph: Graph;
  id: string;
  appId: string;
  servicePrincipalId: string;
  consent(role?: string): Promise<Answer>;
}

/** An application with its service principal, without any credential or consent. */
export async function createApp(emulator: Emulator, properties: object = {}): Promise<App> {
  const graph = await graphClient(emulator);
  const { id, appId } = (await graph('POST', '/applications', { displayName: 'Reader', ...properties })).body;
  const servicePrincipalId = (await graph('POST', '/servicePrincipals', { appId })).body.id;
  return {
    graph,
    id,
    appId,
    servicePrincipalId,
    async consent(role = 'User.Read.All') {
      const microsoftGraph = (await graph('GET', "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')"))
        .body;
      const { id: appRoleId } = microsoftGraph.appRoles.find(({ value }: { value: string }) => value === role);
      const assignment = { principalId: servicePrincipalId, resourceId: microsoftGraph.id, appRoleId };
      return graph('POST', `/servicePrincipals/${servicePrincipalId}/appRoleAssignments`, assignment);
    },
  };
}

export interface TestCertificate {
  privateKeyPem: string;
  certificatePem: string;
  /** base64 of DER */
  der: string;
  /** hex, upper case */
  sha1: string;
  sha256: string;
}

/** A self-signed RSA certificate. @param dates milliseconds since the epoch; a day back and a year ahead by default */
export function createCertificate(dates: { notBefore?: number; notAfter?: number } = {}): TestCertificate {
  const day = 24 * 60 * 60 * 1000;
  const { privateKey: privateKeyPem, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date(dates.notBefore ?? Date.now() - day);
  certificate.validity.notAfter = new Date(dates.notAfter ?? Date.now() + 365 * day);
  certificate.setSubject([{ name: 'commonName', value: 'reader' }]);
  certificate.setIssuer([{ name: 'commonName', value: 'reader' }]);
  certificate.sign(forge.pki.privateKeyFromPem(privateKeyPem), forge.md.sha256.create());
  const certificatePem = forge.pki.certificateToPem(certificate);
  const raw = new X509Certificate(certificatePem).raw;
  const thumbprint = (hash: string) => createHash(hash).update(raw).digest('hex').toUpperCase();
  const der = raw.toString('base64');
  return { privateKeyPem, certificatePem, der, sha1: thumbprint('sha1'), sha256: thumbprint('sha256') };
}

export function addCertificate(app: App, { der }: TestCertificate, more: object = {}): Promise<Answer> {
  const keyCredential = { type: 'AsymmetricX509Cert', usage: 'Verify', key: der, ...more };
  return app.graph('PATCH', `/applications/${app.id}`, { keyCredentials: [keyCredential] });
}

/** A good client assertion, with what a test wants otherwise; claims of undefined are left out. */
export async function signAssertion(
  emulator: Emulator,
  appId: string,
  key: Parameters<SignJWT['sign']>[0],
  header: Record<string, unknown>,
  claims: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(emulator.clock.now() / 1000);
  const payload = {
    aud: `${emulator.origin}/${emulator.tenantId}/oauth2/v2.0/token`,
    iss: appId,
    sub: appId,
    jti: randomUUID(),
    nbf: now,
    exp: now + 600,
    ...claims,
  };
  const present = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
  return new SignJWT(present).setProtectedHeader({ typ: 'JWT', alg: 'PS256', ...header }).sign(key);
}

/** The form fields that present an assertion. */
export function assertionForm(appId: string, assertion: string): Record<string, string> {
  return { client_id: appId, client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
}

/** base64url of hex */
export function fromHex(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url');
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(text) : text };
}
