import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';

test('a failure carries its code, its facts, and the error underneath only where there is one', () => {
  const cause = new TypeError('fetch failed');
  const failure = new Failure('disk-full', { path: 'x' }, cause);
  assert.deepEqual(
    [failure.name, failure.message, failure.code, failure.facts, failure.cause],
    ['Failure', 'disk-full', 'disk-full', { path: 'x' }, cause],
  );
  const bare = new Failure('cancelled');
  assert.deepEqual(bare.facts, {});
  assert.ok(!('cause' in bare));
});
