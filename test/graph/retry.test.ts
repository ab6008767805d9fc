import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/directory/failure.ts';
import { type Outcome, type Pace, retrying, type Wait } from '../../src/graph/retry.ts';
import { NetworkFault } from '../../src/graph/transport.ts';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const start = Date.UTC(2026, 10, 23, 10);

/** A clock that sleeping moves. */
function fakePace(limit: number): Pace & { waits: Wait[] } {
  let now = start;
  const waits: Wait[] = [];
  return {
    waits,
    now: () => now,
    random: () => 0.5,
    deadline: start + limit,
    onWait: (wait) => waits.push(wait),
    async sleep(milliseconds) {
      now += milliseconds;
    },
  };
}

const headers: [string | null, number | undefined][] = [
  ['5', 5_000],
  ['0', 0],
  ['1.5', 1_500],
  [' 7 ', 7_000],
  ['Mon, 23 Nov 2026 10:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 09:00:00 GMT', 0],
  [null, undefined],
  ['', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['1e3', undefined],
  ['Infinity', undefined],
];
for (const [header, expected] of headers) {
  test(`Retry-After ${JSON.stringify(header)} is ${expected} ms`, () => {
    assert.equal(parseRetryAfter(header, start), expected);
  });
}

/** Fails in the given ways, one try after the other, and succeeds then. */
function failing(...outcomes: (Outcome<string> | Error)[]): () => Promise<Outcome<string>> {
  return async () => {
    const next = outcomes.shift() ?? { done: 'yes' };
    if (next instanceof Error) throw next;
    return next;
  };
}

test('a fault is waited out as long as Retry-After says, with a little jitter', async () => {
  const pace = fakePace(60_000);
  const attempt = failing({ again: { reason: 'HTTP 429', retryAfter: '5', throttled: true } });
  assert.equal(await retrying(pace, 'testing', attempt), 'yes');
  assert.deepEqual(pace.waits, [{ milliseconds: 5_125, attempt: 1, reason: 'HTTP 429', throttled: true }]);
});

test('without Retry-After the waits grow, to 30 seconds at the most', async () => {
  const pace = fakePace(3_600_000);
  const fault = { again: { reason: 'HTTP 500' } };
  await retrying(pace, 'testing', failing(...Array.from({ length: 8 }, () => fault)));
  assert.deepEqual(
    pace.waits.map(({ milliseconds }) => milliseconds),
    [750, 1_500, 3_000, 6_000, 12_000, 22_500, 22_500, 22_500],
  );
});

test('a service that says "1" forever is believed four times', async () => {
  const pace = fakePace(3_600_000);
  const fault = { again: { reason: 'HTTP 429', retryAfter: '1', throttled: true } };
  await retrying(pace, 'testing', failing(...Array.from({ length: 7 }, () => fault)));
  assert.deepEqual(
    pace.waits.map(({ milliseconds }) => milliseconds),
    [1_125, 1_125, 1_125, 1_125, 12_125, 22_625, 22_625],
  );
});

test('a wait beyond the deadline is not begun', async () => {
  const pace = fakePace(60_000);
  const attempt = failing({ again: { reason: 'HTTP 429', retryAfter: '600', throttled: true } });
  await assert.rejects(retrying(pace, 'signing in', attempt), (error: Failure) => {
    assert.equal(error.code, 'time-limit');
    assert.deepEqual(error.facts, {
      doing: 'signing in',
      reason: 'The last of 1 tries met HTTP 429 (Retry-After: 600).',
    });
    return true;
  });
  assert.equal(pace.now(), start);
});

test('a name that DNS does not know is given up after four tries', async () => {
  const pace = fakePace(3_600_000);
  const fault = new NetworkFault('ENOTFOUND', 'graph.exmaple.com');
  await assert.rejects(retrying(pace, 'testing', failing(fault, fault, fault, fault)), (error: Failure) => {
    assert.equal(error.code, 'host-unknown');
    assert.equal(error.facts.host, 'graph.exmaple.com');
    return true;
  });
});

test('what is no passing fault is not tried again', async () => {
  const pace = fakePace(60_000);
  await assert.rejects(retrying(pace, 'testing', failing(new Failure('tls-refused'))), { code: 'tls-refused' });
  assert.deepEqual(pace.waits, []);
});
