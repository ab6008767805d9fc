import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { createIdSet } from '../../src/findings/id-set.ts';

test('an id is new once, however many there are', () => {
  const set = createIdSet();
  const ids = Array.from({ length: 20_000 }, () => randomUUID());
  assert.ok(ids.every(set.add));
  assert.ok(!ids.some(set.add));
});
