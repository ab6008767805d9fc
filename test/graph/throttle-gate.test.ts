import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createThrottleGate } from '../../src/graph/throttle-gate.ts';

/** A gate at a clock of its own, which moves only when somebody sleeps, and work that ends when it is told to. */
function world(width: number) {
  let now = 0;
  const sleeping: number[] = [];
  const gate = createThrottleGate(width, {
    now: () => now,
    random: () => 0,
    sleep: async (milliseconds) => {
      sleeping.push(milliseconds);
      now += milliseconds;
    },
  });
  const inside: (() => void)[] = [];
  const begin = () =>
    gate.pass(() => new Promise<{ done: undefined }>((resolve) => inside.push(() => resolve({ done: undefined }))));
  /** Lets everybody who can go on go on. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const endAll = async () => {
    for (const end of inside.splice(0)) end();
    await settle();
  };
  return { gate, begin, inside, settle, endAll, sleeping };
}

test('a limited number pass at once, the others in turn', async () => {
  const { begin, inside, settle, endAll } = world(3);
  const all = Promise.all(Array.from({ length: 7 }, begin));
  await settle();
  assert.equal(inside.length, 3);
  await endAll();
  assert.equal(inside.length, 3);
  await endAll();
  await endAll();
  await all;
});

test('while the service asks for patience nobody passes, and then half as many, and slowly more again', async () => {
  const { gate, begin, inside, settle, endAll, sleeping } = world(8);
  gate.slow(2_000);
  gate.slow(1_500);
  const waiting = Array.from({ length: 40 }, begin);
  await settle();
  assert.ok(
    sleeping.every((milliseconds) => milliseconds === 2_000),
    'one wait for all, not one each',
  );
  const widths: number[] = [];
  while (inside.length > 0) {
    widths.push(inside.length);
    await endAll();
  }
  await Promise.all(waiting);
  assert.equal(widths[0], 4, 'two refusals at the same time halve it once');
  assert.deepEqual(
    widths.slice(0, -1),
    widths.slice(0, -1).toSorted((a, b) => a - b),
  );
  assert.ok(Math.max(...widths) <= 8);
});

for (const [what, width, first, left] of [
  // Three, and one for the round that went well.
  ['half of those who were inside go on, however wide the door was', 15, 6, 4],
  ['a refusal of the very first request leaves the door open for half of the readers', 48, 1, 8],
] as const) {
  test(what, async () => {
    const { gate, begin, inside, settle, endAll } = world(width);
    const before = Promise.all(Array.from({ length: first }, begin));
    await settle();
    gate.slow(2_000);
    await endAll();
    await before;
    const others = Promise.all(Array.from({ length: 20 }, begin));
    await settle();
    assert.equal(inside.length, left);
    while (inside.length > 0) await endAll();
    await others;
  });
}

test('a refusal closes the door before the next one is let in', async () => {
  const { gate, sleeping } = world(1);
  const refused = gate.pass(async () => ({ again: { reason: 'HTTP 429', retryAfter: '2', throttled: true } }));
  const next = gate.pass(async () => ({ done: sleeping.length }));
  assert.deepEqual(await next, { done: 1 }, 'it had to wait');
  assert.deepEqual(sleeping, [2_000]);
  await refused;
});

test('whatever throws leaves its place to the next one', async () => {
  const { gate, begin, inside, settle, endAll } = world(2);
  const refused = new Error('HTTP 403');
  const thrown: unknown[] = [];
  for (let each = 0; each < 5; each += 1) {
    gate.pass(async () => Promise.reject(refused)).catch((error: unknown) => thrown.push(error));
  }
  await settle();
  assert.deepEqual(thrown, Array(5).fill(refused));
  const waiting = Promise.all(Array.from({ length: 4 }, begin));
  await settle();
  assert.equal(inside.length, 2);
  await endAll();
  await endAll();
  await waiting;
});

test('whoever waits behind something that throws is let in', async () => {
  const { gate, begin, inside, settle, endAll } = world(1);
  const first = gate.pass(async () => Promise.reject(new Error('HTTP 403')));
  const next = begin();
  await assert.rejects(first, /403/);
  await settle();
  assert.equal(inside.length, 1);
  await endAll();
  await next;
});

for (const [what, fault, sleeping] of [
  ['a fault that asks for no patience closes nothing', { reason: 'HTTP 500', retryAfter: '2' }, []],
  ['nor does one that says so', { reason: 'HTTP 500', throttled: false }, []],
  ['who is throttled without a time waits as long as a first try', { reason: 'HTTP 429', throttled: true }, [500]],
] as const) {
  test(what, async () => {
    const { gate, sleeping: slept } = world(1);
    const outcome = await gate.pass(async () => ({ again: fault }));
    assert.deepEqual(outcome, { again: fault });
    await gate.pass(async () => ({ done: undefined }));
    assert.deepEqual(slept, sleeping);
  });
}

test('a round that a refusal breaks into does not count for the next one', async () => {
  const { gate, begin, inside, settle, endAll } = world(8);
  gate.slow(1_000);
  const first = begin();
  await settle();
  await endAll();
  await first;
  gate.slow(1_000);
  const others = Promise.all(Array.from({ length: 5 }, begin));
  await settle();
  assert.equal(inside.length, 2);
  inside.shift()?.();
  await settle();
  assert.equal(inside.length, 2, 'one of two is no whole round');
  while (inside.length > 0) await endAll();
  await others;
});

test('each whole round widens the door by one, and whoever fits in then goes in at once', async () => {
  const { gate, begin, inside, settle, endAll } = world(8);
  gate.slow(2_000);
  const all = Promise.all(Array.from({ length: 40 }, begin));
  await settle();
  const widths: number[] = [];
  while (inside.length > 0) {
    widths.push(inside.length);
    await endAll();
  }
  await all;
  assert.deepEqual(widths, [4, 5, 6, 7, 8, 8, 2]);
});

test('a door as narrow as can be stays open for one, and a fault does not widen it, what goes well does', async () => {
  const { gate, begin, inside, settle, endAll } = world(4);
  const fault = { reason: 'HTTP 500' };
  for (let each = 0; each < 4; each += 1) {
    gate.slow(1_000);
    await gate.pass(async () => ({ again: fault }));
  }
  const all = Promise.all(Array.from({ length: 6 }, begin));
  await settle();
  const widths = [inside.length];
  await endAll();
  widths.push(inside.length);
  while (inside.length > 0) await endAll();
  await all;
  assert.deepEqual(widths, [1, 2]);
});
