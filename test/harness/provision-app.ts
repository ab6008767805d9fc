import { X509Certificate } from 'node:crypto';

export interface ProvisionAppOptions {
  /** The tenant's token endpoint and Graph. */
  origin: string;
  tenantId: string;
  /** An application that may register others. */
  administrator: { clientId: string; clientSecret: string };
  displayName?: string;
  /** Registered as a key credential. */
  certificatePem?: string;
  /** Adds a client secret. */
  secret?: boolean;
  federated?: { issuer: string; subject: string; audience: string };
  /** Gives the administrator's consent to User.Read.All. */
  consent: boolean;
  fetch?: typeof globalThis.fetch;
}

export interface ProvisionedApp {
  /** The application (client) id. */
  clientId: string;
  /** Object id of the application. */
  objectId: string;
  servicePrincipalId: string;
  /** With `secret` only. */
  clientSecret: string | undefined;
  /** Gives the consent that was left out. @param permission by default User.Read.All */
  grantConsent(permission?: string): Promise<void>;
}

const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000';

/**
 * Registers an application that reads users, over HTTP as an administrator's script does.
 * Source: https://learn.microsoft.com/graph/tutorial-applications-basics
 *
 * @throws Error with the request and the answer's text when a request is refused
 */
export async function provisionApp(options: ProvisionAppOptions): Promise<ProvisionedApp> {
  const graph = await signIn(options);
  const { id: objectId, appId: clientId } = await graph<{ id: string; appId: string }>('POST', '/applications', {
    displayName: options.displayName ?? 'entra-user-audit',
    signInAudience: 'AzureADMyOrg',
  });
  if (options.certificatePem !== undefined) {
    const key = new X509Certificate(options.certificatePem).raw.toString('base64');
    const keyCredentials = [{ type: 'AsymmetricX509Cert', usage: 'Verify', key, displayName: 'CN=entra-user-audit' }];
    await graph('PATCH', `/applications/${objectId}`, { keyCredentials });
  }
  const password = options.secret
    ? await graph<{ secretText: string }>('POST', `/applications/${objectId}/addPassword`, {
        passwordCredential: { displayName: 'audit' },
      })
    : undefined;
  if (options.federated !== undefined) {
    const { issuer, subject, audience } = options.federated;
    const credential = { name: 'github', issuer, subject, audiences: [audience] };
    await graph('POST', `/applications/${objectId}/federatedIdentityCredentials`, credential);
  }
  const { id: servicePrincipalId } = await graph<{ id: string }>('POST', '/servicePrincipals', { appId: clientId });
  const grantConsent = (permission = 'User.Read.All') => assignAppRole(graph, servicePrincipalId, permission);
  if (options.consent) await grantConsent();
  return { clientId, objectId, servicePrincipalId, clientSecret: password?.secretText, grantConsent };
}

type Graph = <T>(method: string, path: string, body?: object) => Promise<T>;

async function signIn(options: ProvisionAppOptions): Promise<Graph> {
  const { origin, tenantId, administrator, fetch = globalThis.fetch } = options;
  const request = async <T>(method: string, url: string, init: RequestInit): Promise<T> => {
    const response = await fetch(url, { method, ...init });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const { access_token } = await request<{ access_token: string }>('POST', `${origin}/${tenantId}/oauth2/v2.0/token`, {
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: administrator.clientId,
      client_secret: administrator.clientSecret,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const headers = { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' };
  return (method, path, body) =>
    request(method, `${origin}/v1.0${path}`, { headers, ...(body && { body: JSON.stringify(body) }) });
}

async function assignAppRole(graph: Graph, principalId: string, permission: string): Promise<void> {
  interface Resource {
    id: string;
    appRoles: { id: string; value: string }[];
  }
  const filter = encodeURIComponent(`appId eq '${MICROSOFT_GRAPH}'`);
  const { value } = await graph<{ value: Resource[] }>('GET', `/servicePrincipals?$filter=${filter}`);
  const [resource] = value;
  const role = resource?.appRoles.find((appRole) => appRole.value === permission);
  if (resource === undefined || role === undefined) throw new Error('The tenant has no Microsoft Graph to consent to');
  const assignment = { principalId, resourceId: resource.id, appRoleId: role.id };
  await graph('POST', `/servicePrincipals/${principalId}/appRoleAssignments`, assignment);
}
