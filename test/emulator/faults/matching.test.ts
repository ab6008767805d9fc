import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../../emulator/directory/clock.ts';
import { createFaults, type Fault } from '../../../emulator/faults/faults.ts';

const list = { method: 'GET', url: '/v1.0/users?$top=5' };
const count = { method: 'GET', url: '/v1.0/users/$count' };

function start(fault: Fault, random = () => 0.5) {
  const faults = createFaults({ clock: createClock(() => 0), random });
  faults.add(fault);
  return { faults, strikes: (target = list) => faults.take('empty-pages', target) !== undefined };
}

test('a fault strikes once unless it says how often', () => {
  const once = start({ kind: 'empty-pages' });
  assert.deepEqual([once.strikes(), once.strikes()], [true, false]);
  const twice = start({ kind: 'empty-pages', match: { times: 2 } });
  assert.deepEqual([twice.strikes(), twice.strikes(), twice.strikes()], [true, true, false]);
});

test('after and every choose among the matching requests', () => {
  const { strikes } = start({ kind: 'empty-pages', match: { after: 2, every: 3, times: 'always' } });
  assert.deepEqual(
    Array.from({ length: 9 }, () => strikes()),
    [false, false, false, false, true, false, false, true, false],
  );
});

test('path is a part of the address or a regular expression, method any case', () => {
  const part = start({ kind: 'empty-pages', match: { path: '/users/$count', times: 'always' } });
  assert.deepEqual([part.strikes(list), part.strikes(count)], [false, true]);
  const pattern = start({ kind: 'empty-pages', match: { path: '/users(\\?|$)', method: 'get', times: 'always' } });
  assert.deepEqual([pattern.strikes(list), pattern.strikes(count)], [true, false]);
  const other = start({ kind: 'empty-pages', match: { method: 'POST' } });
  assert.equal(other.strikes(), false);
});

test('probability takes its chance from the random numbers given', () => {
  const numbers = [0.1, 0.9, 0.2];
  const { strikes } = start(
    { kind: 'empty-pages', match: { probability: 0.5, times: 'always' } },
    () => numbers.shift() ?? 1,
  );
  assert.deepEqual([strikes(), strikes(), strikes()], [true, false, true]);
});

test('faults are listed with what they did, removed and cleared', () => {
  const { faults, strikes } = start({ kind: 'empty-pages' });
  const id = faults.add({ kind: 'drop' });
  strikes();
  assert.deepEqual(faults.list(), [
    { kind: 'empty-pages', id: 'fault-1', matched: 1, struck: 1 },
    { kind: 'drop', id: 'fault-2', matched: 0, struck: 0 },
  ]);
  assert.equal(faults.remove(id), true);
  assert.equal(faults.remove(id), false);
  faults.clear();
  assert.deepEqual(faults.list(), []);
});

test('what is no fault is refused with a reason', () => {
  const { faults } = start({ kind: 'drop' });
  for (const [fault, words] of [
    [{ kind: 'earthquake' }, /no fault 'earthquake', only throttle, status/],
    [null, /no fault 'undefined'/],
    [{ kind: 'delay' }, /needs 'milliseconds'/],
    [{ kind: 'page-cap', size: 0 }, /'size' of the fault 'page-cap' cannot be 0/],
    [{ kind: 'drop', status: 500 }, /'status' is no parameter of the fault 'drop'/],
    [{ kind: 'drop', match: { times: 0 } }, /'times' of 'match' cannot be 0/],
    [{ kind: 'drop', match: { url: '/' } }, /'url' is no parameter of 'match'/],
  ] as const) {
    assert.throws(() => faults.add(fault as unknown as Fault), words);
  }
});
