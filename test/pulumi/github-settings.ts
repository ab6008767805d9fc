import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The part of GitHub's REST API in which a repository's variables and secrets are written. */
export interface GitHubSettings extends AsyncDisposable {
  /** As `github:baseUrl` takes it. */
  origin: string;
  variables: ReadonlyMap<string, string>;
  /** Encrypted, as GitHub gets them. */
  secrets: ReadonlyMap<string, string>;
}

interface Written {
  name?: string;
  value?: string;
  encrypted_value?: string;
}

const date = '2026-01-01T00:00:00Z';

/**
 * Starts it, for whatever owner and repository is named. Sources: https://docs.github.com/rest/actions/variables and
 * https://docs.github.com/rest/actions/secrets
 */
export async function startGitHubSettings(): Promise<GitHubSettings> {
  const variables = new Map<string, string>();
  const secrets = new Map<string, string>();
  const key = Buffer.from(generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const answer = (method: string, path: string, body: Written): [status: number, body?: object] => {
    const [, kind, name = ''] = /\/actions\/(variables|secrets)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (kind === undefined) return [200, { id: 1, name: path.split('/').at(-1) }];
    if (name === 'public-key') return [200, { key_id: '1', key: key.toString('base64') }];
    const held = kind === 'variables' ? variables : secrets;
    if (method === 'GET') return held.has(name) ? [200, described(name, held)] : [404, { message: 'Not Found' }];
    if (method === 'DELETE') return [held.delete(name) ? 204 : 404];
    held.set(body.name ?? name, body.value ?? body.encrypted_value ?? '');
    return method === 'PATCH' ? [204] : [201, {}];
  };
  const described = (name: string, held: ReadonlyMap<string, string>) => ({
    name,
    ...(held === variables && { value: held.get(name) }),
    created_at: date,
    updated_at: date,
  });
  const server = createServer(async (request, response) => {
    const [status, body] = answer(request.method ?? '', request.url ?? '', await bodyOf(request));
    response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    variables,
    secrets,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Written> {
  const text = Buffer.concat(await request.toArray()).toString();
  return text === '' ? {} : JSON.parse(text);
}
