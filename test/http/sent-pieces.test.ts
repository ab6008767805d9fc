import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { type Exchange, sendRequest } from '../../src/http/send-request.ts';
import { createTransport, type HttpRequest } from '../../src/http/transport.ts';

const bytes = 20 << 20;

/** A server, and a request to it in pieces that lie in the same memory. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = http.createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const content = randomBytes(bytes);
  const seen = { given: 0, ended: Promise.withResolvers<void>() };
  async function* pieces() {
    const piece = Buffer.alloc(100_000);
    try {
      while (seen.given < bytes) {
        const copied = content.copy(piece, 0, seen.given);
        seen.given += copied;
        yield piece.subarray(0, copied);
      }
    } finally {
      seen.ended.resolve();
    }
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const headers = { 'content-length': String(bytes) };
  const request = (body: AsyncIterable<Uint8Array> = pieces()): HttpRequest => ({
    method: 'PUT',
    url,
    headers,
    secrets: [],
    body,
  });
  return {
    ...{ content, request, seen },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const open = () => createTransport(new AbortController().signal);

test('pieces that lie in the same memory arrive as they were, and nothing comes behind them', async () => {
  const arrived = Promise.withResolvers<Buffer>();
  await using server = await serve(async (request, response) => {
    arrived.resolve(await buffer(request));
    response.writeHead(201).end();
  });
  const { status } = await open()(server.request(), 5_000);
  assert.equal(status, 201);
  assert.ok((await arrived.promise).equals(server.content));
});

test('whoever answers before all has come gets no more of it', async () => {
  await using server = await serve((_request, response) => void response.writeHead(413).end('too much'));
  const { status, body } = await open()(server.request(), 5_000);
  assert.deepEqual([status, body], [413, 'too much']);
  await server.seen.ended.promise;
  assert.ok(server.seen.given < bytes, String(server.seen.given));
});

test('a piece that cannot be made is told as what it is', async () => {
  const reason = new Error('a reason');
  await using server = await serve((request) => void request.resume());
  // biome-ignore lint/correctness/useYield: it fails before
  async function* broken(): AsyncGenerator<Buffer> {
    throw reason;
  }
  await assert.rejects(sendRequest(server.request(broken()), { stop() {} }), reason);
});

test('where there is no answer, and no connection yet, nobody waits for a piece to leave', async (t) => {
  await using server = await serve(() => {});
  const connect = t.mock.method(http.globalAgent, 'createConnection', () => undefined);
  const exchange: Exchange = { stop() {} };
  const sending = sendRequest(server.request(), exchange);
  await new Promise(setImmediate);
  assert.equal(connect.mock.callCount(), 1);
  const reason = new Error('over');
  exchange.stop(reason);
  await assert.rejects(sending, reason);
  await server.seen.ended.promise;
});

test('each piece is told when it has left, and then the end', async () => {
  await using server = await serve(async (request, response) => {
    await buffer(request);
    response.writeHead(201).end();
  });
  const told: string[] = [];
  const exchange = { stop() {}, moved: () => told.push('moved'), sent: () => told.push('sent') };
  const answer = await sendRequest(server.request(), exchange);
  answer.resume();
  assert.deepEqual(told, [...Array.from({ length: Math.ceil(bytes / 100_000) }, () => 'moved'), 'sent']);
});
