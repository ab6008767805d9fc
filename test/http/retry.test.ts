import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';

import { NetworkFault } from '../../src/http/network-fault.ts';
import { type Outcome, type Pace, retrying, type Wait } from '../../src/http/retry.ts';

import { parseRetryAfter } from '../../src/http/retry-after.ts';
import { isTransientStatus } from '../../src/http/retry-policy.ts';

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

test('a service that asks for more patience than we would have is believed for ever', async () => {
  const pace = fakePace(3_600_000);
  const fault = { again: { reason: 'HTTP 429', retryAfter: '60', throttled: true } };
  await retrying(pace, 'testing', failing(...Array.from({ length: 7 }, () => fault)));
  assert.deepEqual(
    pace.waits.map(({ milliseconds }) => milliseconds),
    Array(7).fill(60_125),
  );
});

test('of a Retry-After that is long the beginning is told', async () => {
  const attempt = failing({ again: { reason: 'HTTP 429', retryAfter: 'x'.repeat(41) } });
  await assert.rejects(retrying(fakePace(1), 'testing', attempt), (error: Failure) => {
    assert.equal(error.facts.reason, `The first try met HTTP 429 (Retry-After: ${'x'.repeat(40)}).`);
    return true;
  });
});

test('a wait beyond the deadline is not begun', async () => {
  const pace = fakePace(60_000);
  const attempt = failing({ again: { reason: 'HTTP 429', retryAfter: '600', throttled: true } });
  await assert.rejects(retrying(pace, 'signing in', attempt), (error: Failure) => {
    assert.equal(error.code, 'time-limit');
    assert.deepEqual(error.facts, {
      doing: 'signing in',
      reason: 'The first try met HTTP 429 (Retry-After: 600).',
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

test('each try may be silent for longer than the one before, up to two minutes, and never beyond the deadline', async () => {
  const pace = fakePace(60_000);
  const timeouts: number[] = [];
  const tries = failing(...Array.from({ length: 5 }, () => ({ again: { reason: 'HTTP 500', retryAfter: '0' } })));
  const attempt = (_number: number, timeout: number) => {
    timeouts.push(timeout);
    return tries();
  };
  await retrying({ ...pace, deadline: start + 3_600_000 }, 'testing', attempt);
  assert.deepEqual(timeouts, [30_000, 60_000, 90_000, 120_000, 120_000, 120_000]);
  timeouts.length = 0;
  await retrying({ ...pace, deadline: pace.now() + 20_000 }, 'testing', attempt);
  await retrying({ ...pace, deadline: pace.now() - 1 }, 'testing', attempt);
  assert.deepEqual(timeouts, [20_000, 1]);
});

test('tries are numbered from 1', async () => {
  const numbers: number[] = [];
  const fault = { again: { reason: 'HTTP 500' } };
  const tries = failing(fault, fault);
  await retrying(fakePace(60_000), 'testing', (number) => {
    numbers.push(number);
    return tries();
  });
  assert.deepEqual(numbers, [1, 2, 3]);
});

const statuses: Record<string, readonly number[]> = {
  'may pass': [408, 423, 429, 500, 502, 503, 504, 506, 507, 508, 509, 520, 599],
  'does not pass': [200, 204, 302, 400, 401, 402, 403, 404, 405, 406, 409, 410, 412, 413, 422, 424, 428, 431, 501, 505],
};
for (const [what, list] of Object.entries(statuses)) {
  for (const status of list) {
    test(`HTTP ${status} ${what}`, () => assert.equal(isTransientStatus(status), what === 'may pass'));
  }
}

test('a name that DNS does not know three times, and then does, is no typing error', async () => {
  const fault = new NetworkFault('ENOTFOUND', 'graph.microsoft.com');
  assert.equal(await retrying(fakePace(60_000), 'testing', failing(fault, fault, fault)), 'yes');
});

for (const code of ['ECONNRESET', 'ECONNREFUSED', 'EAI_AGAIN', 'TIMEOUT', 'ERR_PROXY_TUNNEL']) {
  test(`${code} is tried again, more often than a name that is not found`, async () => {
    const pace = fakePace(3_600_000);
    const fault = new NetworkFault(code, 'graph.microsoft.com');
    assert.equal(await retrying(pace, 'testing', failing(fault, fault, fault, fault, fault)), 'yes');
    assert.deepEqual(new Set(pace.waits.map(({ reason }) => reason)), new Set([`graph.microsoft.com: ${code}`]));
    assert.ok(pace.waits.every(({ throttled }) => !throttled));
  });
}

test('a wait that ends with the deadline is not begun; one that ends before it is', async () => {
  const attempt = () => failing({ again: { reason: 'HTTP 429', retryAfter: '5', throttled: true } });
  await assert.rejects(retrying(fakePace(5_125), 'testing', attempt()), { code: 'time-limit' });
  assert.equal(await retrying(fakePace(5_126), 'testing', attempt()), 'yes');
});

test('at the deadline a fault with words of its own is told in them, others with their ids and the number of tries', async () => {
  const failure = new Failure('token-refused', { aadsts: 90033 });
  const ids = { correlationId: 'c-1' };
  await assert.rejects(
    retrying(fakePace(1), 'testing', failing({ again: { reason: 'x', facts: ids, failure } })),
    failure,
  );
  const fault = { again: { reason: 'HTTP 500', facts: ids } };
  await assert.rejects(retrying(fakePace(2_000), 'testing', failing(fault, fault)), (error: Failure) => {
    assert.equal(error.code, 'time-limit');
    assert.deepEqual(error.facts, { ...ids, doing: 'testing', reason: 'The last of 2 tries met HTTP 500.' });
    return true;
  });
});

test('statuses that may pass, and those that will not', () => {
  const passing = [408, 429, 500, 502, 503, 504, 507, 509, 599];
  const final = [200, 301, 400, 401, 403, 404, 407, 409, 410, 422, 424, 428, 430, 431, 499, 501, 505];
  for (const status of passing) assert.equal(isTransientStatus(status), true, String(status));
  for (const status of final) assert.equal(isTransientStatus(status), false, String(status));
});

test('a try is given no more time than is left, and a moment when there is none', async () => {
  const timeouts: number[] = [];
  const attempt = async (_: number, timeout: number) => {
    timeouts.push(timeout);
    return { done: 'yes' };
  };
  await retrying(fakePace(10_000), 'testing', attempt);
  await retrying(fakePace(0), 'testing', attempt);
  await retrying(fakePace(3_600_000), 'testing', attempt);
  assert.deepEqual(timeouts, [10_000, 1, 30_000]);
});

test('a fault that never passes is told in its own words, where it has some', async () => {
  const attempt = failing({
    again: { reason: 'HTTP 503', retryAfter: '600', failure: new Failure('graph-refused'), facts: { requestId: 'r' } },
  });
  await assert.rejects(retrying(fakePace(60_000), 'testing', attempt), { code: 'graph-refused' });
});

test('a wait that ends exactly at the deadline is not begun; an endless header is told in short', async () => {
  const retryAfter = `60.${'0'.repeat(60)}`;
  const pace = { ...fakePace(60_000), random: () => 0 };
  await assert.rejects(retrying(pace, 'testing', failing({ again: { reason: 'HTTP 429', retryAfter } })), {
    code: 'time-limit',
    facts: { doing: 'testing', reason: `The first try met HTTP 429 (Retry-After: ${retryAfter.slice(0, 40)}).` },
  });
  assert.equal(pace.now(), start);
});

test('at the deadline the ids of the last answer are told', async () => {
  const fault = { again: { reason: 'HTTP 500', facts: { requestId: 'r' } } };
  await assert.rejects(retrying(fakePace(500), 'testing', failing(fault)), {
    code: 'time-limit',
    facts: { requestId: 'r', doing: 'testing', reason: 'The first try met HTTP 500.' },
  });
});

test('a network that fails otherwise than by a name is tried on, told by host and code, and blames nobody', async () => {
  const pace = fakePace(3_600_000);
  const reset = new NetworkFault('ECONNRESET', 'graph.example');
  const notFound = new NetworkFault('ENOTFOUND', 'graph.example');
  await retrying(pace, 'testing', failing(notFound, notFound, notFound, reset, reset));
  assert.deepEqual(
    pace.waits.map(({ reason, throttled, attempt }) => [reason, throttled, attempt]),
    [
      ['graph.example: ENOTFOUND', false, 1],
      ['graph.example: ENOTFOUND', false, 2],
      ['graph.example: ENOTFOUND', false, 3],
      ['graph.example: ECONNRESET', false, 4],
      ['graph.example: ECONNRESET', false, 5],
    ],
  );
});
