import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Manifest } from '../../src/evidence/manifest.ts';
import { withholdFilter } from '../../src/evidence/withhold-filter.ts';
import { partFilter } from '../../src/graph/parts/intervals.ts';
import { countUrl, usersUrl } from '../../src/graph/query.ts';

const graphUrl = 'https://graph.example';
const own = "startsWith(displayName,'Secret & Sons') and city ne 'Nest'";

function manifestWith(filter: string | null): Manifest {
  const query = { graphUrl, properties: ['id'], includeManager: true, advanced: true };
  const parts = [{ from: 0 }, 'undated' as const].map((part) => partFilter(part, filter ?? '').filter);
  const shards = [...parts, filter ?? ''].map((text) => ({ filter: text, count: 1, received: 1, pages: 1 }));
  const filters = [filter ?? '', ...parts];
  const queries = filters.flatMap((text) => [
    usersUrl({ ...query, filter: text }),
    countUrl({ graphUrl, filter: text }),
  ]);
  return { filter, queries, read: { shards, pages: 3 } } as unknown as Manifest;
}

test('the text of the filter is nowhere, and what was added for parts stays', () => {
  const manifest = withholdFilter(manifestWith(own));
  assert.equal(manifest.filter, null);
  const text = JSON.stringify(manifest);
  for (const word of ['Secret', 'Sons', 'Nest', 'startsWith', 'city']) assert.ok(!text.includes(word), word);
  for (const query of manifest.queries) assert.match(query, /[?&]\$filter=\(withheld\)(&|$)/);
  assert.match(
    manifest.queries[0] ?? '',
    /^https:\/\/graph\.example\/v1\.0\/users\?\$select=id&\$top=999&.*&\$count=true$/,
  );
  assert.deepEqual(
    manifest.read.shards.map(({ filter }) => filter),
    ['(withheld) and createdDateTime ge 1970-01-01T00:00:00Z', '(withheld) and createdDateTime eq null', '(withheld)'],
  );
});

test('a manifest without a filter stays as it is, also where parts were read', () => {
  const manifest = manifestWith(null);
  assert.equal(withholdFilter(manifest), manifest);
});
