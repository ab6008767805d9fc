import assert from 'node:assert/strict';
import { hash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { uploadBlob } from '../../src/github/blob-upload.ts';
import type { Content } from '../../src/host.ts';
import { NetworkFault } from '../../src/http/network-fault.ts';
import type { HttpRequest } from '../../src/http/transport.ts';

const pace = { now: () => 0, random: () => 0, sleep: async () => {} };

/** Nothing of it is there before it is all there. */
function contentOf(bytes: Buffer): Content & { readonly asked: number } {
  let asked = 0;
  return {
    get asked() {
      return asked;
    },
    async until() {
      asked += 1;
      return bytes.length;
    },
    // In memory that is used again, as of a file.
    async *part(from, to) {
      const block = Buffer.alloc(900_001);
      for (let at = from; at < to; at += block.length)
        yield block.subarray(0, bytes.copy(block, 0, at, Math.min(to, at + block.length)));
    },
    sha256: () => hash('sha256', bytes),
  };
}

/** A storage that takes everything, as late as a slow line brings it. @param fault which request breaks off in the middle */
function createStorage(fault?: number) {
  const blocks = new Map<string, Buffer>();
  const sent: string[] = [];
  const transport = async ({ url, body = [] }: HttpRequest) => {
    const number = sent.push(url);
    const pieces: Buffer[] = [];
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      await nextTurn();
      pieces.push(Buffer.from(piece));
      if (number === fault && pieces.length === 2) throw new NetworkFault('ECONNRESET', 'storage.example');
    }
    const id = new URL(url).searchParams.get('blockid');
    if (id !== null) blocks.set(id, Buffer.concat(pieces));
    return { status: 201, headers: new Map(), body: '', secrets: [] };
  };
  const whole = () =>
    Buffer.concat([...blocks].sort(([a], [b]) => (atob(a) < atob(b) ? -1 : 1)).map(([, block]) => block));
  return { transport, sent, whole };
}

test('no request is sent before there is an address', async () => {
  const address = Promise.withResolvers<string>();
  const { transport, sent } = createStorage();
  const uploading = uploadBlob(address.promise, contentOf(Buffer.alloc(10 << 20)), 'text/plain', { transport, pace });
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  assert.deepEqual(sent, []);
  address.resolve('https://storage.example/a?sig=x');
  const { bytes } = await uploading;
  assert.equal(bytes, 10 << 20);
  assert.equal(sent.length, 4, 'three blocks, and the list of them');
});

test('why there is no address is told, and no more of the content is asked for than can be sent at once', async () => {
  const transport = () => Promise.reject(new Error('nothing is sent'));
  const refused = new Error('no address');
  const content = contentOf(Buffer.alloc(100 << 20));
  await assert.rejects(uploadBlob(Promise.reject(refused), content, 'text/plain', { transport, pace }), refused);
  assert.ok(content.asked < 12, String(content.asked));
});

for (const [what, bytes] of [
  ['of blocks and a part of one', (37 << 20) + 1],
  ['that ends with a block', 8 << 20],
  ['of nothing', 0],
] as const) {
  test(`content ${what} arrives as it is`, async () => {
    const content = randomBytes(bytes);
    const storage = createStorage();
    const address = Promise.resolve('https://storage.example/a?sig=x');
    const uploaded = await uploadBlob(address, contentOf(content), 'text/plain', {
      transport: storage.transport,
      pace,
    });
    assert.deepEqual(uploaded, { bytes, sha256: hash('sha256', content) });
    assert.ok(storage.whole().equals(content));
    assert.equal(storage.sent.length, Math.ceil(bytes / (4 << 20)) + 1);
  });
}

test('a block that broke off goes once more as it is', async () => {
  const content = randomBytes(37 << 20);
  const storage = createStorage(3);
  const address = Promise.resolve('https://storage.example/a?sig=x');
  await uploadBlob(address, contentOf(content), 'text/plain', { transport: storage.transport, pace });
  assert.ok(storage.whole().equals(content));
  assert.equal(storage.sent.length, 10 + 1 + 1, 'ten blocks, one of them twice, and the list');
});

test('content that breaks is told as what it is, and asked for no second time', async () => {
  const reason = new Error('the disk');
  let requests = 0;
  const transport = async ({ body = [] }: HttpRequest) => {
    requests += 1;
    // As the network's client takes what it does not know.
    await Array.fromAsync(body as AsyncIterable<Uint8Array>).catch(() => {
      throw new NetworkFault('UNKNOWN', 'storage.example');
    });
    return { status: 201, headers: new Map(), body: '', secrets: [] };
  };
  const content: Content = {
    ...contentOf(Buffer.alloc(5 << 20)),
    async *part(from) {
      yield Buffer.alloc(1);
      if (from > 0) throw reason;
    },
  };
  const address = Promise.resolve('https://storage.example/a?sig=x');
  await assert.rejects(uploadBlob(address, content, 'text/plain', { transport, pace }), reason);
  assert.equal(requests, 2);
});
