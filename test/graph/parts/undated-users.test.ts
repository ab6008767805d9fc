import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PartsRefused } from '../../../src/graph/parts/parts-refused.ts';
import { readParts } from '../../../src/graph/parts/read-parts.ts';
import { type Disobedience, fakeGraph, graphUrl } from '../fake-graph.ts';

async function read(dates: readonly (number | null)[], ignores: Disobedience) {
  const { client, asked } = fakeGraph(dates, ignores);
  const query = { graphUrl, properties: ['id'], filter: '', includeManager: false, advanced: false };
  const sample = dates.filter((date) => date !== null).filter((_, index) => index % 50 === 0);
  const plan = { concurrency: 16, expected: dates.length, undated: 0, sample, now: 2_000_000_000 };
  const ids = new Set<string>();
  const begin = () => {
    const page: string[] = [];
    return { user: ({ id }: { id: string }) => page.push(id), end: () => page, drop() {} };
  };
  const take = (page: string[]) => {
    for (const id of page) ids.add(id);
  };
  const parts = await readParts(client, query, plan, { begin, take });
  return { ids, parts, asked };
}

const dated = Array.from({ length: 40_000 }, (_, index) => 1_500_000_000 + index * 1_000);
const withUndated = [...dated, ...Array<null>(1_500).fill(null)];

test('eq null is refused and everybody has a date: counts tell, nobody else is asked for', async () => {
  const { ids, parts } = await read(dated, { refuses: ['eq null'] });
  assert.equal(ids.size, dated.length);
  assert.equal(
    parts.some(({ filter }) => /null|not/.test(filter)),
    false,
  );
});

test('eq null is refused and some have no date: `not` finds them, and eq null is not asked for again', async () => {
  const { ids, parts, asked } = await read(withUndated, { refuses: ['eq null'] });
  assert.equal(ids.size, withUndated.length);
  const others = parts.filter(({ filter }) => filter.includes('not('));
  assert.deepEqual(
    others.map(({ filter, count, received }) => ({ filter, count, received })),
    [{ filter: 'not(createdDateTime le 9999-12-31T23:59:59Z)', count: 1_500, received: 1_500 }],
  );
  assert.equal(asked.urls.filter((url) => url.includes('eq%20null')).length, 1);
});

test('a short list, all parts of which are begun at once: the same', async () => {
  const few = withUndated.slice(-9_000);
  assert.equal((await read(few, { refuses: ['eq null'] })).ids.size, few.length);
});

test('eq null and not are refused, and everybody has a date: in parts all the same', async () => {
  assert.equal((await read(dated, { refuses: ['eq null', 'not('] })).ids.size, dated.length);
});

for (const ignores of [{ refuses: ['eq null', 'not('] }, { refuses: ['eq null'], notLeavesOutNull: true }]) {
  test(`some have no date and nothing finds them (${JSON.stringify(ignores)}): the list is read as one`, async () => {
    await assert.rejects(
      read(withUndated, ignores),
      (error) => error instanceof PartsRefused && /without a creation date/.test(error.reason),
    );
  });
}
