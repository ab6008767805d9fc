import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { abortable } from '../../src/base/abortable.ts';
import { Failure } from '../../src/base/failure.ts';

const never = new Promise<string>(() => {});

test('work that ends in time is what it is, and leaves no listener behind', async () => {
  const { signal } = new AbortController();
  assert.equal(await abortable(Promise.resolve('done'), signal), 'done');
  await assert.rejects(abortable(Promise.reject(new RangeError('no')), signal), RangeError);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('work that never ends is left when the audit is over, also when it was over before', async () => {
  const controller = new AbortController();
  const left = abortable(never, controller.signal);
  controller.abort(new Failure('cancelled'));
  await assert.rejects(left, { code: 'cancelled' });
  await assert.rejects(abortable(never, controller.signal), { code: 'cancelled' });
});
