import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { partSizes } from '../../../src/graph/parts/part-sizes.ts';

test('a short list comes in pages that are not quite full, for no reader to need a second one', () => {
  const { parts, rest } = partSizes(10, 16);
  assert.deepEqual([parts.length, rest], [12, 0]);
  assert.ok(Math.max(...parts) < 0.85);
});

test('of a long list each reader gets a part of nearly whole pages, and the rest is cut later', () => {
  const { parts, rest } = partSizes(100, 16);
  assert.deepEqual(parts, Array(16).fill(4.9));
  assert.ok(Math.abs(rest - 21.6) < 1e-6);
});

test('of a very long list each reader gets several parts, one after the other', () => {
  const { parts, rest } = partSizes(1_000, 16);
  assert.equal(parts.length, 8 * 16);
  assert.ok(Math.abs(rest - 32) < 1e-6);
});

test('parts are no longer than a token lives, and the rest is a few pages for each reader', () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 2_000, noNaN: true }), fc.integer({ min: 2, max: 64 }), (pages, readers) => {
      const { parts, rest } = partSizes(pages, readers);
      assert.ok(Math.abs(parts.reduce((sum, size) => sum + size, rest) - pages) < 1e-6);
      assert.ok(Math.max(...parts) <= 8);
      assert.ok(parts.length >= Math.min(readers, pages));
      assert.ok(rest >= 0 && rest <= 3.2 * readers);
    }),
  );
});
