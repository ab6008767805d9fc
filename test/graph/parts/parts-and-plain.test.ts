import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { GraphClient } from '../../../src/graph/client.ts';
import { listUsers } from '../../../src/graph/list-users.ts';

/** When a user was created, in milliseconds since the epoch. */
type Created = number | null;

const graphUrl = 'https://graph.example';

/** A Graph that keeps to filters by creation date, and compares them to the millisecond. */
function graphOf(tenant: readonly Created[]): GraphClient {
  const matching = (filter: string): ((created: Created) => boolean) => {
    if (filter === '') return () => true;
    if (filter.includes('eq null')) return (created) => created === null;
    const bound = (operator: string) => {
      const date = new RegExp(`createdDateTime ${operator} (\\S+)`).exec(filter)?.[1];
      return date === undefined ? undefined : Date.parse(date);
    };
    const [from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY] = [bound('ge'), bound('le')];
    return (created) => created !== null && created >= from && created <= to;
  };
  const answer = (url: URL) => {
    const filter = url.searchParams.get('$filter') ?? '';
    const matches = matching(filter);
    const found = tenant.flatMap((created, id) => (matches(created) ? [{ id, created }] : []));
    if (url.pathname.endsWith('/$count')) return String(found.length);
    const [skip, top] = ['skip', '$top'].map((name) => Number(url.searchParams.get(name))) as [number, number];
    const value = found.slice(skip, skip + top).map(({ id, created }) => ({
      id: String(id),
      createdDateTime: created === null ? null : new Date(created).toISOString(),
    }));
    url.searchParams.set('skip', String(skip + top));
    return JSON.stringify({ '@odata.nextLink': skip + top < found.length ? url.href : undefined, value });
  };
  return {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(address, read) {
      const reader = read();
      reader.take(Buffer.from(answer(new URL(address))));
      return { value: reader.end(), facts: () => ({}), retried: false };
    },
  };
}

async function list(
  tenant: readonly Created[],
  concurrency: number,
  creationDates: readonly string[] = [],
  graph: GraphClient = graphOf(tenant),
) {
  const ids = new Set<string>();
  const sink = {
    begin() {
      const page: string[] = [];
      return { user: ({ id }: { id: string }) => page.push(id), end: () => page, drop() {} };
    },
    add(page: readonly string[]) {
      for (const id of page) ids.add(id);
    },
    finish: async () => ({ users: ids.size }),
    clear: async () => ids.clear(),
    secondReading: () => assert.fail('Graph counts here'),
  };
  const progress = {
    onCount() {},
    onPage() {},
    onReread() {},
    onFallback() {},
    onCountless() {},
    onSecondReading() {},
  };
  const query = { graphUrl, properties: ['id', 'createdDateTime'], filter: '', includeManager: false };
  const options = { concurrency, now: () => Date.UTC(2026, 0), creationDates: async () => creationDates };
  const { parts, reconciled, reads, fallback } = await listUsers(graph, query, sink, progress, options);
  return { ids, parts, told: { reconciled, reads, fallback } };
}

const usualTime = fc.integer({ min: Date.UTC(2005, 1), max: Date.UTC(2025, 6) });
const oddTime = fc.constantFrom(
  ...['0001-01-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'].map(Date.parse),
);

/** Users who came together: in one moment, within some seconds, or one by one over months. */
const crowd = fc
  .record({ users: fc.integer({ min: 1, max: 3_000 }), from: usualTime, gap: fc.constantFrom(0, 1, 400, 3_600_000) })
  .map(({ users, from, gap }) => Array.from({ length: users }, (_, index) => from + index * gap));
const loners = fc.array(oddTime, { maxLength: 5 });
const undated = fc.integer({ min: 1, max: 2_000 }).map((users): Created[] => Array(users).fill(null));
const tenant = fc
  .tuple(fc.array(crowd, { minLength: 2, maxLength: 6 }), loners, fc.option(undated, { nil: [], freq: 3 }))
  .map(([crowds, ...others]): Created[] => [...crowds.flat(), ...others.flat()])
  // A shorter list is read as one anyway.
  .filter(({ length }) => length > 3 * 999);
/** Dates that an earlier audit knew: right or not, they only say where to cut. */
const earlier = fc
  .array(fc.oneof(usualTime, oddTime), { maxLength: 50 })
  .map((dates) => dates.map((date) => new Date(date).toISOString()));

test('a list that is read in parts holds the users that one plain list holds, whenever they were created', async () => {
  await fc.assert(
    fc.asyncProperty(tenant, fc.integer({ min: 2, max: 32 }), earlier, async (users, concurrency, dates) => {
      const inParts = await list(users, concurrency, dates);
      const plain = await list(users, 1);
      assert.deepEqual(plain.parts, []);
      assert.ok(inParts.parts.length > 0);
      assert.deepEqual(inParts.told, { ...plain.told, reads: 1, fallback: null });
      assert.ok(inParts.ids.symmetricDifference(plain.ids).size === 0);
    }),
    // Made smaller, a tenant is no easier to understand.
    { numRuns: 30, endOnFailure: true },
  );
});

for (const [when, moment] of [
  ['long before the directory', Date.UTC(1970, 0, 1, 0, 0, 7)],
  ['a month from now', Date.UTC(2026, 1)],
  ['at the end of all dates', Date.parse('9999-12-29T00:00:00Z')],
] as const) {
  test(`thousands of users who were created ${when} are found in a few rounds`, async () => {
    const users = Array.from({ length: 10_000 }, (_, index) =>
      index < 5_000 ? moment : Date.UTC(2010, 0) + index * 3_600_000,
    );
    const graph = graphOf(users);
    let requests = 0;
    const counting: GraphClient = {
      ...graph,
      get(...asked) {
        requests += 1;
        // Far more than ten thousand users are worth: without an end, this is one.
        if (requests > 2_000) throw new Error('it asks again and again');
        return graph.get(...asked);
      },
    };
    const { ids, told } = await list(users, 16, ['2012-01-01T00:00:00Z'], counting);
    assert.equal(ids.size, users.length);
    assert.deepEqual(told, { reconciled: true, reads: 1, fallback: null });
  });
}
