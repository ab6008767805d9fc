import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batchesOf } from '../../scripts/test-batches.ts';

test('every test file is in one batch and in no other', () => {
  const file = fc
    .tuple(fc.constantFrom('test/e2e', 'test/list', 'test/list/store', 'infra/test'), fc.nat(99))
    .map(([folder, number]) => `${folder}/${number}.test.ts`);
  fc.assert(
    fc.property(fc.uniqueArray(file, { maxLength: 120 }), (files) => {
      assert.deepEqual(batchesOf(files).flat().sort(), files.toSorted());
    }),
  );
});
