import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type FetchAnswer, fetchOverHttp } from '../../src/http/fetch-over-http.ts';

async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const server = http.createServer((request, response) => answer(response, request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/path`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function textOf({ body }: FetchAnswer): Promise<string> {
  assert.ok(body);
  return text(body);
}

const forever = () => new AbortController().signal;

test('an answer is what fetch makes of it, decompressed, with the address that it came from', async () => {
  await using server = await serve((response, { headers }) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'x-told': headers['x-asked'] });
    response.end(gzipSync('words'));
  });
  const response = await fetchOverHttp(server.url, { headers: { 'x-asked': 'this' }, signal: forever() });
  assert.deepEqual([response.ok, response.status, response.url], [true, 200, server.url]);
  assert.equal(response.headers.get('X-Told'), 'this');
  assert.equal(await textOf(response), 'words');
});

test('a redirection is not followed, and its body need not be read', async () => {
  await using server = await serve((response) => response.writeHead(302, { location: '/elsewhere' }).end('elsewhere'));
  const response = await fetchOverHttp(server.url, { headers: {}, signal: forever() });
  assert.deepEqual([response.status, response.headers.get('location')], [302, '/elsewhere']);
  await response.body?.cancel();
});

for (const status of [204, 304]) {
  test(`HTTP ${status} has no body`, async () => {
    await using server = await serve((response) => response.writeHead(status).end());
    const response = await fetchOverHttp(server.url, { headers: {}, signal: forever() });
    assert.deepEqual([response.status, response.body], [status, null]);
  });
}

test('a body that breaks off breaks off', async () => {
  await using server = await serve((response) => {
    response.writeHead(200, { 'content-length': 100 });
    response.write('a beginning', () => response.destroy());
  });
  const response = await fetchOverHttp(server.url, { headers: {}, signal: forever() });
  await assert.rejects(textOf(response), { code: 'ECONNRESET' });
});

test('what is stopped ends with the reason, before the answer, in the middle of it, and before it began', async () => {
  const controller = new AbortController();
  await using silent = await serve(() => controller.abort(new Error('over')));
  const stopped = { headers: {}, signal: controller.signal };
  await assert.rejects(fetchOverHttp(silent.url, stopped), /over/);
  await assert.rejects(fetchOverHttp(silent.url, stopped), /over/);
  const later = new AbortController();
  await using endless = await serve((response) => response.write('a beginning'));
  const response = await fetchOverHttp(endless.url, { headers: {}, signal: later.signal });
  later.abort(new Error('over'));
  await assert.rejects(textOf(response), /over/);
});

test('where nobody listens, and where a proxy answers for itself, is told by its code', async () => {
  await assert.rejects(fetchOverHttp('http://127.0.0.1:1/', { headers: {}, signal: forever() }), {
    code: 'ECONNREFUSED',
  });
  await using server = await serve((response) => response.writeHead(407).end());
  await assert.rejects(fetchOverHttp(server.url, { headers: {}, signal: forever() }), { code: 'proxy-refused' });
});
