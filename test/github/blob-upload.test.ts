import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { uploadBlob } from '../../src/github/blob-upload.ts';
import type { HttpRequest } from '../../src/http/transport.ts';

const pace = { now: () => 0, random: () => 0, sleep: async () => {} };

/** Content that tells when it was read to its end, and whether whoever read it left before. */
function contentOf(pieces: number) {
  const made = Promise.withResolvers<void>();
  const seen = { read: 0, left: false };
  async function* content() {
    try {
      for (; seen.read < pieces; seen.read += 1) yield Buffer.alloc(1024 * 1024);
      made.resolve();
    } finally {
      seen.left = seen.read < pieces;
    }
  }
  return { content: content(), made: made.promise, seen };
}

test('what is uploaded is made while the address is on its way, and no request is sent before it', async () => {
  const address = Promise.withResolvers<string>();
  const sent: string[] = [];
  const transport = async ({ url }: { url: string }) => {
    sent.push(url);
    return { status: 201, headers: new Map(), body: '', secrets: [] };
  };
  const { content, made } = contentOf(10);
  const uploading = uploadBlob(address.promise, content, 'text/plain', { transport, pace });
  await made;
  assert.deepEqual(sent, []);
  address.resolve('https://storage.example/a?sig=x');
  const { bytes } = await uploading;
  assert.equal(bytes, 10 * 1024 * 1024);
  assert.equal(sent.length, 4, 'three blocks, and the list of them');
});

test('why there is no address is told, and the content is left', async () => {
  const transport = () => Promise.reject(new Error('nothing is sent'));
  const refused = new Error('no address');
  const { content, seen } = contentOf(1_000);
  await assert.rejects(uploadBlob(Promise.reject(refused), content, 'text/plain', { transport, pace }), refused);
  assert.ok(seen.left && seen.read < 100, JSON.stringify(seen));
});

test('a block stays what it is until it is answered, however many come behind it', async () => {
  const content = randomBytes(37 << 20);
  async function* pieces() {
    for (let offset = 0; offset < content.length; offset += 900_001) yield content.subarray(offset, offset + 900_001);
  }
  const blocks = new Map<string, Buffer>();
  const transport = async ({ url, body = [] }: HttpRequest) => {
    // As late as it is sent by a slow line.
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    const id = new URL(url).searchParams.get('blockid');
    if (id !== null) blocks.set(id, Buffer.concat(body as Uint8Array[]));
    return { status: 201, headers: new Map(), body: '', secrets: [] };
  };
  const address = Promise.resolve('https://storage.example/a?sig=x');
  const { bytes, sha256 } = await uploadBlob(address, pieces(), 'text/plain', { transport, pace });
  const inOrder = [...blocks].sort(([a], [b]) => (atob(a) < atob(b) ? -1 : 1)).map(([, block]) => block);
  assert.equal(bytes, content.length);
  assert.ok(Buffer.concat(inOrder).equals(content));
  assert.equal(sha256, hash('sha256', content));
});
