import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { createServerIdentity } from '../../../emulator/server/tls.ts';
import { readProxies, type Variables } from '../../../src/http/proxies/proxies.ts';
import { type HttpModules, routeRequests } from '../../../src/http/proxies/route-requests.ts';
import { startProxy } from '../../harness/proxy.ts';

/** Modules of our own: those of this process go on as they are. */
function routed(env: Variables): HttpModules {
  const modules = { http: { ...http }, https: { ...https } };
  const proxies = readProxies(env);
  if (proxies) routeRequests(proxies, modules);
  return modules;
}

/** Says the same to everybody. */
async function serve(server: http.Server | https.Server) {
  server.on('request', (_request, response: http.ServerResponse) => response.end('words'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answerTo(request: http.ClientRequest): Promise<string> {
  request.end();
  const [response] = await once(request, 'response');
  return text(response);
}

test('http goes through the proxy whichever way it is asked for, and whoever brings an agent', async () => {
  await using proxy = await startProxy({ login: 'me:secret' });
  await using server = await serve(http.createServer());
  const { port } = server;
  const { http: through } = routed({ http_proxy: `me:secret@${proxy.host}` });
  const agent = new http.Agent();
  const url = `http://127.0.0.1:${port}`;
  const said: string[] = [];
  const ask = (request: http.ClientRequest) => answerTo(request).then((words) => said.push(words));
  await ask(through.request(`${url}/1`));
  await ask(through.request(new URL(`${url}/2`), { agent }));
  await ask(through.request({ host: '127.0.0.1', port, path: '/3', agent }));
  await ask(through.request({ hostname: '127.0.0.1', port: String(port), path: '/4' }));
  await ask(through.request(`${url}/5`, () => said.push('called')));
  await ask(through.request(`${url}/6`, {}, () => said.push('called')));
  await ask(through.get(`${url}/7`));
  assert.deepEqual(said, ['words', 'words', 'words', 'words', 'called', 'words', 'called', 'words', 'words']);
  assert.deepEqual(
    proxy.forwarded,
    [1, 2, 3, 4, 5, 6, 7].map((path) => `GET ${url}/${path}`),
  );
});

test('https goes through a tunnel, and what is exempt does not', async () => {
  const identity = await createServerIdentity(['127.0.0.1'], Date.now());
  await using proxy = await startProxy({ login: 'me:secret' });
  const tls = { key: identity.key, cert: identity.certificate };
  await using server = await serve(https.createServer(tls));
  const { port } = server;
  const ca = identity.caCertificate;
  const env = { HTTPS_PROXY: `http://me:secret@${proxy.host}` };
  const { https: through } = routed(env);
  assert.equal(await answerTo(through.request(`https://127.0.0.1:${port}/`, { ca })), 'words');
  assert.equal(await answerTo(through.get({ host: '127.0.0.1', port, ca })), 'words');
  const tunnels = [...proxy.tunnels];
  assert.deepEqual(new Set(tunnels), new Set([`127.0.0.1:${port}`]));
  const { https: past } = routed({ ...env, NO_PROXY: `127.0.0.1:${port}` });
  assert.equal(await answerTo(past.request(`https://127.0.0.1:${port}/`, { ca })), 'words');
  assert.deepEqual(proxy.tunnels, tunnels);
});

test('it can be taken back', () => {
  const modules = { http: { ...http }, https: { ...https } };
  const proxies = readProxies({ ALL_PROXY: 'proxy.example:1' });
  assert.ok(proxies);
  const restore = routeRequests(proxies, modules);
  assert.notEqual(modules.http.request, http.request);
  restore();
  for (const name of ['request', 'get'] as const) {
    assert.equal(modules.http[name], http[name]);
    assert.equal(modules.https[name], https[name]);
  }
});
