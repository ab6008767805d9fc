import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uploadBlob } from '../../src/github/blob-upload.ts';

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
