import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGate } from '../../src/graph/gate.ts';

/** A gate at a clock of its own, which moves only when somebody sleeps, and work that ends when it is told to. */
function world(width: number) {
  let now = 0;
  const sleeping: number[] = [];
  const gate = createGate(width, {
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

test('so many pass at once, the others in turn', async () => {
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
