import { request } from 'node:https';
import type { Emulator } from '../../emulator/index.ts';

/** One HTTP exchange over https with the emulator's own authority trusted. */
function exchange(
  emulator: Emulator,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      new URL(path, emulator.origin),
      { method, headers, agent: false, ...(emulator.caCertificate && { ca: emulator.caCertificate }) },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject).end(body);
  });
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
export type Graph = (method: string, path: string, body?: object) => Promise<any>;

/** Graph as the administrator sees it, who looks at what a deployment did. Paths begin after `/v1.0`. */
export async function administratorGraph(emulator: Emulator): Promise<Graph> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: emulator.administrator.clientId,
    client_secret: emulator.administrator.clientSecret,
    scope: `${emulator.origin}/.default`,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await exchange(emulator, 'POST', `/${emulator.tenantId}/oauth2/v2.0/token`, headers, form.toString());
  const authorization = `Bearer ${JSON.parse(answer.text).access_token}`;
  return async (method, path, body) => {
    const type = { authorization, 'content-type': 'application/json' };
    const { status, text } = await exchange(emulator, method, `/v1.0${path}`, type, body && JSON.stringify(body));
    if (status >= 400) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
}

export interface PipelineOptions {
  /** Names of the application permissions of Graph that an administrator consented to. */
  permissions: readonly string[];
  /** The workflow runs that may sign in as it. */
  federated: { issuer: string; subject: string };
}

/** Registers an application that deploys others. */
export async function createPipeline(emulator: Emulator, { permissions, federated }: PipelineOptions) {
  const graph = await administratorGraph(emulator);
  const { id, appId: clientId } = await graph('POST', '/applications', { displayName: 'Pipeline' });
  const principal = await graph('POST', '/servicePrincipals', { appId: clientId });
  for (const permission of permissions) await consent(graph, principal.id, permission);
  const audiences = ['api://AzureADTokenExchange'];
  await graph('POST', `/applications/${id}/federatedIdentityCredentials`, { name: 'github', audiences, ...federated });
  const { secretText: clientSecret } = await graph('POST', `/applications/${id}/addPassword`, {});
  return { clientId, clientSecret };
}

/** An administrator consents to a permission of Graph. @param principal object id of who gets it */
export async function consent(graph: Graph, principal: string, permission: string): Promise<void> {
  const [resource] = (await graph('GET', "/servicePrincipals?$filter=displayName eq 'Microsoft Graph'")).value;
  const role = resource.appRoles.find(({ value }: { value: string }) => value === permission);
  const assignment = { principalId: principal, resourceId: resource.id, appRoleId: role.id };
  await graph('POST', `/servicePrincipals/${principal}/appRoleAssignments`, assignment);
}

/** Names of the applications, service principals and consents that a new tenant does not have. */
export async function leftovers(emulator: Emulator): Promise<string[]> {
  const graph = await administratorGraph(emulator);
  const applications = (await graph('GET', '/applications')).value;
  const principals = (await graph('GET', '/servicePrincipals')).value;
  const seeded = ["Administrator's script", 'Deployment pipeline', 'Microsoft Graph'];
  const found = [...applications, ...principals].map(({ displayName }: { displayName: string }) => displayName);
  return found.filter((name) => !seeded.includes(name));
}
