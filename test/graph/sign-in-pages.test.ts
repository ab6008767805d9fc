import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { readSignIns } from '../../src/graph/sign-in-pages.ts';

const graphUrl = 'https://graph.example';
const minute = 60_000;
/** It begins when a request has come there, which nobody here knows exactly. */
const minuteOfGraph = 61_000;

interface Situation {
  pages: number;
  /** Milliseconds. */
  deadline: number;
  pageSize?: number;
  /** How often each page has to be asked for. */
  tries?: number;
  /** How many pages without users come first. */
  empty?: number;
  /** What each request meets. */
  fails?: Failure;
}

/** A Graph with a given number of pages; the pass at a clock of its own, which only moves when somebody sleeps. */
async function pass({ pages, deadline, pageSize = 500, tries = 1, empty = 0, fails }: Situation) {
  let now = 0;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const asked: number[] = [];
  const deadlines = new Set<number | undefined>();
  const client: GraphClient = {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(url, read, { inTurn, deadline } = {}) {
      deadlines.add(deadline);
      if (fails) throw fails;
      for (let number = 1; number <= tries; number += 1) {
        await inTurn?.();
        asked.push(now);
      }
      const page = asked.length / tries;
      const next = page < pages ? { '@odata.nextLink': `${graphUrl}/v1.0/users?$skiptoken=${page}` } : {};
      const reader = read();
      reader.take(Buffer.from(JSON.stringify({ value: [{ id: String(page) }], ...next })));
      return { value: reader.end(), facts: { url }, retried: false };
    },
  };
  const plans: number[] = [];
  const outcome = await readSignIns(
    client,
    {
      graphUrl,
      expected: (pages - empty) * pageSize,
      pace: { now: () => now, sleep, deadline },
      onPlan: (_pages, milliseconds) => plans.push(milliseconds),
      onPage() {},
    },
    () => ({ user() {}, end: () => ({ length: asked.length <= empty ? 0 : pageSize }), drop() {} }),
    () => {},
  );
  return { outcome, asked, plans, deadlines };
}

test('never more than ten requests within a minute, and the first ten at once', async () => {
  const { outcome, asked, plans } = await pass({ pages: 35, deadline: 60 * minute });
  assert.deepEqual(outcome, { status: 'read', pages: 35, users: 17_500 });
  assert.deepEqual(plans, [3 * minuteOfGraph]);
  assert.deepEqual(
    asked.map((time) => time / minuteOfGraph),
    Array.from({ length: 35 }, (_, index) => Math.floor(index / 10)),
  );
});

test('a page that has to be asked for again counts as often as it is asked for', async () => {
  const { asked } = await pass({ pages: 12, deadline: 60 * minute, tries: 2 });
  assert.deepEqual(
    asked.map((time) => time / minuteOfGraph),
    Array.from({ length: 24 }, (_, index) => Math.floor(index / 10)),
  );
});

test('a pass that takes longer than time-limit leaves is not even begun, and the minutes are named', async () => {
  const { outcome, asked } = await pass({ pages: 200, deadline: 10 * minute });
  assert.equal(asked.length, 0);
  assert.deepEqual(outcome, {
    status: 'skipped',
    reason: 'at 10 requests a minute it takes longer than time-limit leaves; give it 22 minutes more',
  });
});

test('where Graph gives smaller pages, the time is told by those that it gives', async () => {
  const { outcome, plans } = await pass({ pages: 35, deadline: 60 * minute, pageSize: 120 });
  assert.equal(outcome.status, 'read');
  assert.deepEqual(plans, [3 * minuteOfGraph]);
});

test('where smaller pages take longer than there is time, that is seen with the first one', async () => {
  const { outcome, asked, plans } = await pass({ pages: 100, deadline: 6 * minute, pageSize: 120 });
  assert.equal(outcome.status, 'skipped');
  assert.deepEqual([asked.length, plans], [1, []]);
});

test('an empty page says nothing about the others', async () => {
  const { outcome, plans } = await pass({ pages: 14, deadline: 10 * minute, empty: 2 });
  assert.equal(outcome.status, 'read');
  assert.deepEqual(plans, [minuteOfGraph]);
});

for (const [minutes, left] of [
  [30, 1],
  [1, 0.5],
] as const) {
  test(`of ${minutes} min, no request takes the last ${left}: the list needs them`, async () => {
    const { deadlines } = await pass({ pages: 3, deadline: minutes * minute });
    assert.deepEqual([...deadlines], [(minutes - left) * minute]);
  });
}

test('a full disk is no reason to skip the pass: the list needs it too', async () => {
  await assert.rejects(pass({ pages: 3, deadline: 30 * minute, fails: new Failure('disk-full') }), {
    code: 'disk-full',
  });
});
