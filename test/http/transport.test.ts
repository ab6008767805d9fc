import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { Failure } from '../../src/base/failure.ts';
import { NetworkFault } from '../../src/http/network-fault.ts';
import { createTransport, type HttpRequest } from '../../src/http/transport.ts';

/** A server that answers in some way. */
async function serve(answer: (response: ServerResponse, request: IncomingMessage) => void) {
  const server = http.createServer((request, response) => answer(response, request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const get = (url: string): HttpRequest => ({ method: 'GET', url, secrets: [] });
const open = () => createTransport(new AbortController().signal);
const isFault = (code: string) => (error: unknown) => error instanceof NetworkFault && error.code === code;
const words = 'Zoë and everybody else, '.repeat(20_000);

for (const [encoding, encode] of [
  ['gzip', gzipSync],
  ['X-GZip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['identity', Buffer.from],
] as const) {
  test(`a body comes out as it was before ${encoding}`, async () => {
    await using server = await serve((response) =>
      response.writeHead(200, { 'content-encoding': encoding, 'Retry-After': '7' }).end(encode(words)),
    );
    const { status, headers, body } = await open()(get(server.url), 5_000);
    assert.equal(status, 200);
    assert.equal(headers.get('retry-after'), '7');
    assert.equal(body, words);
  });
}

test('an empty body is empty, whatever its header says', async () => {
  await using server = await serve((response) => {
    response.writeHead(429, { 'content-encoding': 'gzip' });
    response.end();
  });
  const { status, body } = await open()(get(server.url), 5_000);
  assert.deepEqual([status, body], [429, '']);
});

test('a body that breaks off is a fault, packed or not', async () => {
  for (const packed of [true, false]) {
    await using server = await serve((response) => {
      const bytes = packed ? gzipSync(words) : Buffer.from(words);
      response.writeHead(200, { 'content-length': bytes.length, ...(packed ? { 'content-encoding': 'gzip' } : {}) });
      response.write(bytes.subarray(0, 200), () => response.destroy());
    });
    await assert.rejects(open()(get(server.url), 5_000), isFault('ECONNRESET'));
  }
});

test('gzip that ends too early is a fault', async () => {
  await using server = await serve((response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(words).subarray(0, 200)),
  );
  await assert.rejects(open()(get(server.url), 5_000), isFault('Z_BUF_ERROR'));
});

test('silence is a fault, before the answer and in the middle of it', async () => {
  for (const begin of [false, true]) {
    await using server = await serve((response) => {
      if (begin) response.write('a beginning');
    });
    await assert.rejects(open()(get(server.url), 50), isFault('TIMEOUT'));
  }
});

test('a connection that is closed without a word, and one that becomes something else', async () => {
  for (const answer of ['', 'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n']) {
    await using server = await serve((response) => response.socket?.end(answer));
    await assert.rejects(open()(get(server.url), 5_000), (error) => error instanceof NetworkFault);
  }
});

test('what is sent is sent as it is, and an answer is not followed elsewhere', async () => {
  const seen: unknown[] = [];
  await using server = await serve(async (response, request) => {
    const body = Buffer.concat(await request.toArray()).toString();
    seen.push([request.method, request.headers['content-length'], request.headers.authorization, body]);
    response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end('elsewhere');
  });
  const request: HttpRequest = {
    method: 'POST',
    url: server.url,
    headers: { authorization: 'x' },
    body: 'ä',
    secrets: [],
  };
  await assert.rejects(open()(request, 5_000), (error: unknown) => {
    assert.ok(error instanceof Failure);
    return error.code === 'unexpected-redirect';
  });
  assert.deepEqual(seen, [['POST', '2', 'x', 'ä']]);
});

test('when the audit is over, what is under way ends with the reason', async () => {
  const controller = new AbortController();
  await using server = await serve((response) => response.write('a beginning', () => controller.abort('over')));
  await assert.rejects(createTransport(controller.signal)(get(server.url), 5_000), (error) => error === 'over');
  await assert.rejects(createTransport(controller.signal)(get(server.url), 5_000), (error) => error === 'over');
});

test('the first bytes of all answers that have come are looked at before any is read on', async () => {
  const held: ServerResponse[] = [];
  await using server = await serve((response) => {
    held.push(response);
    if (held.length === 3) for (const each of held) each.end(words);
  });
  const transport = open();
  const seen: string[] = [];
  const receiver = {
    peek: () => seen.push('first bytes'),
    take: () => seen.push('body'),
  };
  await Promise.all([1, 2, 3].map(() => transport({ ...get(server.url), receiver }, 5_000)));
  assert.deepEqual(seen.slice(0, 4), ['first bytes', 'first bytes', 'first bytes', 'body']);
});

test('a body that waits for its turn stays in the network', async () => {
  const size = 64 * 1024 * 1024;
  let sent = 0;
  await using server = await serve((response) => {
    const piece = Buffer.alloc(256 * 1024);
    const write = () => {
      while (sent < size) {
        sent += piece.length;
        if (!response.write(piece)) return response.once('drain', write);
      }
      return response.end();
    };
    write();
  });
  const turn = Promise.withResolvers<void>();
  const receiver = { peek() {}, take() {} };
  const transport = open();
  // Four bodies are taken at once; these wait with their first bytes.
  await using blocked = new AsyncDisposableStack();
  const servers = await Promise.all(
    Array.from({ length: 4 }, () =>
      serve((response) => {
        response.write('x');
        turn.promise.then(() => response.end());
      }),
    ),
  );
  for (const blocking of servers) blocked.use(blocking);
  const begun = async (url: string) => {
    const peeked = Promise.withResolvers<void>();
    const done = transport({ ...get(url), receiver: { ...receiver, peek: () => peeked.resolve() } }, 5_000);
    await peeked.promise;
    return { done };
  };
  const first = await Promise.all(servers.map(({ url }) => begun(url)));
  const last = await begun(server.url);
  // Time enough for the whole of it, if anybody took it.
  await using other = await serve((response) => response.end());
  for (let trip = 0; trip < 300; trip += 1) await transport(get(other.url), 5_000);
  assert.ok(sent < size / 2, `${sent} bytes were sent`);
  turn.resolve();
  await Promise.all([...first, last].map(({ done }) => done));
  assert.equal(sent, size);
});

test('a body that is not what its header says is a fault, and its connection is let go', async () => {
  const letGo = Promise.withResolvers<string>();
  await using server = await serve((response) => {
    response.socket?.once('close', () => letGo.resolve('let go'));
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.write('x'.repeat(100_000));
  });
  await assert.rejects(open()(get(server.url), 5_000), isFault('Z_DATA_ERROR'));
  assert.equal(await Promise.race([letGo.promise, setTimeout(5_000, 'kept', { ref: false })]), 'let go');
});

test('https where nobody speaks TLS is told at once', async () => {
  await using server = await serve((response) => response.end());
  const url = server.url.replace('http:', 'https:');
  await assert.rejects(open()(get(url), 5_000), (error) => error instanceof Failure && error.code === 'tls-missing');
});

/** While `work` is done, https goes through a proxy. */
async function behind(proxy: string, work: () => Promise<void>): Promise<void> {
  const restore = http.setGlobalProxyFromEnv?.({ https_proxy: proxy });
  try {
    await work();
  } finally {
    restore?.();
  }
}

/** The same with a proxy of our own, which does something to each tunnel that is asked for. */
async function behindOwn(connect: (tunnel: Duplex) => void, work: () => Promise<void>): Promise<void> {
  const tunnels: Duplex[] = [];
  const proxy = http.createServer().on('connect', (_request, tunnel) => {
    tunnels.push(tunnel);
    connect(tunnel);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  try {
    await behind(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, work);
  } finally {
    for (const tunnel of tunnels) tunnel.destroy();
    proxy.close();
  }
}

test('a proxy that refuses is told as such, unless it may change its mind', async () => {
  let status = 407;
  const refuse = (tunnel: Duplex) => tunnel.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`);
  await behindOwn(refuse, async () => {
    await assert.rejects(open()(get('https://graph.example/'), 5_000), {
      code: 'proxy-refused',
      facts: { host: 'graph.example', status: 407 },
    });
    status = 502;
    await assert.rejects(open()(get('https://graph.example/'), 5_000), isFault('ERR_PROXY_TUNNEL'));
  });
});

test('where the name of the proxy is not found, that is the name that is told', async () => {
  // Too long for DNS: nobody is asked, so that it is not found without a network either.
  const name = `${'p'.repeat(64)}.invalid`;
  await behind(`http://${name}:3128`, async () => {
    await assert.rejects(open()(get('https://graph.example/'), 5_000), { message: `${name}: ENOTFOUND` });
  });
});

test('a proxy whose tunnel leads nowhere is a fault after a time, and no reason to wait for ever', async () => {
  const leadNowhere = (tunnel: Duplex) => tunnel.write('HTTP/1.1 200 OK\r\n\r\n');
  await behindOwn(leadNowhere, async () => {
    await assert.rejects(open()(get('https://graph.example/'), 100), isFault('TIMEOUT'));
    const controller = new AbortController();
    const stopped = createTransport(controller.signal)(get('https://graph.example/'), 60_000);
    controller.abort('over');
    await assert.rejects(stopped, (error) => error === 'over');
  });
});
