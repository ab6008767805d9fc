import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../../src/base/failure.ts';
import type { GraphClient } from '../../../src/graph/client.ts';
import { PartsRefused } from '../../../src/graph/parts/parts-refused.ts';
import { readParts } from '../../../src/graph/parts/read-parts.ts';
import { type Disobedience, fakeGraph, graphUrl, pageSize } from '../fake-graph.ts';

const query = { graphUrl, properties: ['id'], filter: '', includeManager: false, advanced: false };

async function read(
  dates: readonly number[],
  { undated = 0, sample = evenly(dates), ...ignores }: Disobedience & { undated?: number; sample?: number[] } = {},
) {
  const { client, asked } = fakeGraph(dates, ignores);
  const ids = new Set<string>();
  const begin = () => {
    const page: string[] = [];
    return { user: ({ id }: { id: string }) => page.push(id), end: () => page, drop() {} };
  };
  const plan = { concurrency: 16, expected: dates.length, undated, sample, now: 2_000_000_000 };
  const take = (page: string[]) => {
    for (const id of page) ids.add(id);
  };
  const parts = await readParts(client, query, plan, { begin, take });
  return { ids, asked, parts };
}

function evenly(dates: readonly number[]): number[] {
  return dates.filter((_, index) => index % Math.ceil(dates.length / 999) === 0);
}

const number = 12_000;
const year = 31_536_000;
const tenants: Record<string, (index: number) => number> = {
  'evenly spread': (index) => 1_500_000_000 + index * 10_000,
  'all in one second': () => 1_600_000_000,
  'all in two seconds years apart': (index) => 1_500_000_000 + (index % 2) * 5 * year,
  'bulk imports': (index) => (index % 4 === 0 ? 1_500_000_000 + index * 10_000 : 1_550_000_000 + (index % 3) * year),
};

for (const [what, dateOf] of Object.entries(tenants)) {
  const dates = Array.from({ length: number }, (_, index) => dateOf(index));

  test(`${what}: every user, with about as many requests as one list takes`, async () => {
    const { ids, asked, parts } = await read(dates);
    assert.equal(ids.size, number);
    assert.ok(asked.pages <= 3 * Math.ceil(number / pageSize), `${asked.pages} pages`);
    assert.ok(asked.counts <= 30, `${asked.counts} counts`);
    assert.equal(
      parts.every(({ count, received }) => received >= count),
      true,
    );
  });

  for (const ignores of [{ counts: true }, { lists: true }, { counts: true, lists: true }]) {
    test(`${what}, and Graph takes no notice of filters of ${Object.keys(ignores).join(' and ')}: that is seen soon`, async () => {
      const { client, asked } = fakeGraph(dates, ignores);
      const plan = { concurrency: 16, expected: number, undated: 0, sample: dates.slice(0, 999), now: 2_000_000_000 };
      const begin = () => ({ user() {}, end: () => ({ length: pageSize }), drop() {} });
      await readParts(client, query, plan, { begin, take() {} }).catch((error: unknown) =>
        assert.ok(error instanceof PartsRefused, String(error)),
      );
      assert.ok(asked.pages + asked.counts < 200, `${asked.pages} pages, ${asked.counts} counts`);
    });
  }
}

for (const [what, users, concurrency, isWaitedFor] of [
  ['the last page of a part', 5_000, 16, false],
  ['the last page of a part, behind which another is begun,', 3_500, 4, true],
  ['a page that others follow', 40_000, 16, true],
] as const) {
  test(`${what} is ${isWaitedFor ? '' : 'not '}waited for when it was handed over`, async () => {
    const dates = Array.from({ length: users }, (_, index) => 1_500_000_000 + index * 10_000);
    const { client } = fakeGraph(dates);
    const plan = { concurrency, expected: users, undated: 0, sample: evenly(dates), now: 2_000_000_000 };
    const begin = () => ({ user() {}, end: () => ({ length: pageSize }), drop() {} });
    const reading = readParts(client, query, plan, { begin, take: () => Promise.reject(new Error('no room')) });
    if (isWaitedFor) await assert.rejects(reading, /no room/);
    else assert.ok((await reading).length > 5);
  });
}

test('a list that is longer than two pages for each reader: hardly a page that is not full, and few counts', async () => {
  const dates = Array.from({ length: 100_000 }, (_, index) => 1_500_000_000 + index * 1_000);
  const { ids, asked } = await read(dates);
  assert.equal(ids.size, dates.length);
  assert.ok(asked.pages <= 1.15 * (dates.length / pageSize), `${asked.pages} pages`);
  assert.ok(asked.counts <= 90, `${asked.counts} counts`);
});

for (const size of [3_500, 12_000]) {
  test(`${size} users of whose dates nothing is known: nobody is too old or too new to be read`, async () => {
    const dates = Array.from({ length: size }, (_, index) => 1_500_000_000 + index * 1_000);
    const [ancient, future] = [Date.parse('0001-01-01T00:00:00Z') / 1000, Date.parse('9999-12-31T23:59:59Z') / 1000];
    const { ids } = await read([...dates, ancient, future], { sample: [] });
    assert.equal(ids.size, size + 2);
  });
}

test('a guess that nobody has a date, which is wrong, does not make small parts', async () => {
  const dates = Array.from({ length: 100_000 }, (_, index) => 1_500_000_000 + index * 1_000);
  const { ids, asked, parts } = await read(dates, { undated: dates.length });
  assert.equal(ids.size, dates.length);
  assert.ok(parts.length <= 50, `${parts.length} parts`);
  assert.ok(asked.pages <= 1.5 * (dates.length / pageSize), `${asked.pages} pages`);
});

test('a part that comes short once is read again; one that stays short is not taken for whole', async () => {
  const dates = Array.from({ length: number }, (_, index) => 1_500_000_000 + index * 10_000);
  const { ids } = await read(dates, { lagging: { user: 7_000, times: 1 } });
  assert.equal(ids.size, number);
  await assert.rejects(read(dates, { lagging: { user: 7_000 } }), PartsRefused);
});

test('whoever is deleted while a part is read is not missing from it', async () => {
  const dates = Array.from({ length: number }, (_, index) => 1_500_000_000 + index * 10_000);
  const { ids, parts } = await read(dates, { leaving: 7_000 });
  assert.equal(ids.size, number - 1);
  assert.ok(!ids.has('7000'));
  assert.ok(parts.every(({ count, received }) => received >= count));
});

test('when a part is refused, nobody takes a page any more, and whoever still reads is waited for', async () => {
  const dates = Array.from({ length: number }, (_, index) => 1_500_000_000 + index * 10_000);
  const { client } = fakeGraph(dates);
  const refusal = Promise.withResolvers<void>();
  const rest = Promise.withResolvers<void>();
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const late: GraphClient = {
    ...client,
    async get(url, read, options) {
      const isUndated = url.includes('null');
      await (isUndated ? refusal : rest).promise;
      if (isUndated) throw new Failure('graph-refused', { graphCode: 'Request_BadRequest', words: 'No.' });
      return client.get(url, read, options);
    },
  };
  const begin = () => ({ user() {}, end: () => ({ length: pageSize }), drop() {} });
  const taken: unknown[] = [];
  const sink = { begin, take: (page: unknown) => void taken.push(page) };
  const plan = { concurrency: 16, expected: number, undated: 0, sample: evenly(dates), now: 2_000_000_000 };
  const ended: unknown[] = [];
  const reading = readParts(late, query, plan, sink).catch((error: unknown) => ended.push(error));
  refusal.resolve();
  await settle();
  assert.equal(ended.length, 0, 'others are still reading');
  rest.resolve();
  await reading;
  const [error] = ended;
  assert.ok(error instanceof PartsRefused, String(error));
  assert.deepEqual([error.reason, error.message], ['Request_BadRequest', 'Request_BadRequest: No.']);
  assert.deepEqual(taken, []);
});
