import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphClient } from '../../src/graph/client.ts';
import { readSignIns } from '../../src/graph/sign-ins.ts';

const graphUrl = 'https://graph.example';
const minute = 60_000;

/** A Graph of so many pages; the pass at a clock of its own, which only moves when somebody sleeps. */
async function pass({ pages, deadline }: { pages: number; deadline: number }) {
  let now = 0;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const asked: number[] = [];
  const client: GraphClient = {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(url, read) {
      asked.push(now);
      const next =
        asked.length < pages ? { '@odata.nextLink': `${graphUrl}/v1.0/users?$skiptoken=${asked.length}` } : {};
      const reader = read();
      reader.take(Buffer.from(JSON.stringify({ value: [{ id: String(asked.length) }], ...next })));
      return { value: reader.end(), facts: { url }, retried: false };
    },
  };
  const plans: number[] = [];
  const outcome = await readSignIns(
    client,
    {
      graphUrl,
      expected: pages * 500,
      pace: { now: () => now, sleep, deadline },
      onPlan: (_pages, milliseconds) => plans.push(milliseconds),
      onPage() {},
    },
    () => ({ user() {}, end: () => ({ length: 1 }), drop() {} }),
    () => {},
  );
  return { outcome, asked, plans };
}

test('never more than ten requests within a minute, and the first ten at once', async () => {
  const { outcome, asked, plans } = await pass({ pages: 35, deadline: 60 * minute });
  assert.deepEqual(outcome, { status: 'read', pages: 35, users: 35 });
  assert.deepEqual(plans, [25 * 6_000]);
  assert.deepEqual(
    asked.map((time) => time / minute),
    Array.from({ length: 35 }, (_, index) => Math.floor(index / 10)),
  );
});

test('a pass that takes longer than time-limit leaves is not even begun, and the minutes are named', async () => {
  const { outcome, asked } = await pass({ pages: 200, deadline: 10 * minute });
  assert.equal(asked.length, 0);
  assert.deepEqual(outcome, {
    status: 'skipped',
    reason: 'at 10 requests a minute it takes longer than time-limit leaves; give it 21 minutes more',
  });
});
