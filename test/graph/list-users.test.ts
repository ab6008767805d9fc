import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { listUsers } from '../../src/graph/list-users.ts';
import type { SecondReadingSink, Written } from '../../src/graph/user-sink.ts';
import type { Reconciliation } from '../../src/users/reconcile.ts';
import { type Disobedience, fakeGraph, graphUrl } from './fake-graph.ts';

const everybody = { graphUrl, properties: ['id', 'createdDateTime'], filter: '', includeManager: false };
const options = { concurrency: 16, now: () => 2_000_000_000_000, creationDates: async () => [] };

/** Notes what is told of the list, in the order in which it is told. */
function witness(onFallback = () => {}) {
  const told: (string | number | Reconciliation)[] = [];
  const ids = new Set<string>();
  const again = new Set<string>();
  const sink = {
    begin() {
      const page: string[] = [];
      return { user: ({ id }: { id: string }) => page.push(id), end: () => page, drop() {} };
    },
    add(page: string[]) {
      for (const id of page) ids.add(id);
    },
    finish: async () => ({ users: ids.size }),
    async clear() {
      ids.clear();
      told.push('cleared');
    },
    secondReading: (): SecondReadingSink<string[], Written> => ({
      begin: sink.begin,
      add(page) {
        for (const id of page) again.add(id);
      },
      async compare() {
        const notListed = [...again].filter((id) => !ids.has(id)).length;
        const onlyListed = [...ids].filter((id) => !again.has(id)).length;
        const users = again.size;
        again.clear();
        return { users, notListed, onlyListed };
      },
    }),
  };
  const progress = {
    onCount: (count: number) => told.push(`count ${count}`),
    onPage: (received: number) => told.push(received),
    onReread: (reconciliation: Reconciliation) => told.push(reconciliation),
    onFallback(reason: string) {
      told.push(reason);
      onFallback();
    },
    onCountless: () => told.push('countless'),
    onSecondReading: (users: number) => told.push(`again ${users}`),
  };
  return { told, ids, sink, progress };
}

/** Seconds since the epoch. */
function datesOf(users: number): number[] {
  return Array.from({ length: users }, (_, index) => 1_500_000_000 + index * 10_000);
}

/** The client, but for addresses that something else answers. */
function instead(client: GraphClient, answer: (url: string) => string | undefined): GraphClient {
  return {
    ...client,
    async get(url, read, getOptions) {
      const body = answer(url);
      if (body === undefined) return client.get(url, read, getOptions);
      const reader = read();
      reader.take(Buffer.from(body));
      return { value: reader.end(), facts: () => ({}), retried: false };
    },
  };
}

test('a list that does not agree is read once more, plainly: no part of it is asked for', async () => {
  const { client, asked } = fakeGraph(datesOf(5_000));
  const { told, ids, sink, progress } = witness();
  let wrongCounts = 2;
  const wrong = instead(client, (url) => (url.endsWith('/$count') && wrongCounts-- > 0 ? '5001' : undefined));
  let askedBefore = 0;
  const clear = async () => {
    askedBefore = asked.urls.length;
    await sink.clear();
  };
  const list = await listUsers(wrong, everybody, { ...sink, clear }, progress, options);
  assert.ok(
    asked.urls.slice(0, askedBefore).some((url) => url.includes('filter')),
    'the first time in parts',
  );
  assert.deepEqual(
    asked.urls.slice(askedBefore).filter((url) => url.includes('filter')),
    [],
  );
  assert.equal(ids.size, 5_000);
  const { reads, reconciled, parts, fallback, counts } = list;
  assert.deepEqual([reads, reconciled, parts, fallback], [2, true, [], null]);
  assert.deepEqual(counts, { before: 5_000, after: 5_000 });
  const miscounted = { before: 5_001, after: 5_001 };
  const disagreement = { counts: miscounted, secondReading: null, listed: 5_000, reconciled: false };
  assert.deepEqual(told.slice(told.findIndex((each) => typeof each === 'object')), [
    disagreement,
    'cleared',
    'count 5000',
    ...[999, 1_998, 2_997, 3_996, 4_995, 5_000],
  ]);
});

test('a list that agrees neither the second time is handed over as it is', async () => {
  const { client } = fakeGraph(datesOf(20));
  const { told, sink, progress } = witness();
  const wrong = instead(client, (url) => (url.endsWith('/$count') ? '19' : undefined));
  const { reads, pages, reconciled, listed } = await listUsers(wrong, everybody, sink, progress, options);
  assert.deepEqual([reads, pages, reconciled, listed], [2, 2, false, 20]);
  assert.equal(told.filter((each) => each === 'cleared').length, 1);
});

test('where the parts come short, the list is read as one, and progress begins again behind the first page', async () => {
  const ignores: Disobedience = { lagging: { user: 4_000 } };
  const { client } = fakeGraph(datesOf(5_000), ignores);
  const { told, ids, sink, progress } = witness(() => {
    delete ignores.lagging;
  });
  const list = await listUsers(client, everybody, sink, progress, options);
  const reason = 'a part held fewer users than Graph counts in it, twice';
  const at = told.indexOf(reason);
  assert.ok(at > 3, 'parts of it had come');
  assert.deepEqual(told.slice(0, 2), ['count 5000', 999]);
  assert.deepEqual(told.slice(at + 1), [1_998, 2_997, 3_996, 4_995, 5_000]);
  assert.equal(ids.size, 5_000);
  assert.deepEqual([list.fallback, list.parts, list.reads, list.reconciled], [reason, [], 1, true]);
  assert.equal(list.pages, told.filter((each) => typeof each === 'number').length, 'pages of parts count, too');
});

test('whatever else goes wrong while parts are read fails the list', async () => {
  const { client } = fakeGraph(datesOf(5_000));
  const failure = new Failure('time-limit');
  const failing = instead(client, (url) => {
    if (url.includes('createdDateTime%20ge')) throw failure;
    return undefined;
  });
  const { told, sink, progress } = witness();
  await assert.rejects(listUsers(failing, everybody, sink, progress, options), failure);
  assert.deepEqual(
    told.filter((each) => typeof each !== 'number'),
    ['count 5000'],
    'no fallback',
  );
});

for (const [users, concurrency, inParts] of [
  [2_997, 16, false],
  [2_998, 16, true],
  [5_000, 1, false],
  [5_000, 2, true],
] as const) {
  test(`${users} users, ${concurrency} at once: ${inParts ? 'in parts' : 'as one'}`, async () => {
    const { client, asked } = fakeGraph(datesOf(users));
    const { told, ids, sink, progress } = witness();
    const list = await listUsers(client, everybody, sink, progress, { ...options, concurrency });
    const { pages, parts, fallback } = list;
    assert.equal(ids.size, users);
    assert.equal(pages, told.filter((each) => typeof each === 'number').length);
    assert.deepEqual([asked.urls.some((url) => url.includes('filter')), fallback], [inParts, null]);
    assert.equal(parts.length > 0, inParts);
  });
}

const unsupported = 'Request_UnsupportedQuery';
const byCompany = "companyName eq 'Contoso'";
/** What is asked for, what Graph says to it, and how often the list is asked for in all. */
const refusals: [string, Partial<typeof everybody>, Error, number][] = [
  ['a filter', { filter: byCompany }, refused(unsupported), 2],
  ['a filter beside include-manager', { filter: byCompany, includeManager: true }, refused(unsupported), 1],
  ['no filter', {}, refused(unsupported), 1],
  ['a filter that was sent as an advanced query', { filter: "companyName ne 'Contoso'" }, refused(unsupported), 1],
  ['a filter that cannot be read', { filter: 'x' }, refused('Request_BadRequest'), 1],
  ['a filter, where the connection fails', { filter: byCompany }, new TypeError('no connection'), 1],
];
for (const [what, query, error, times] of refusals) {
  test(`${what}, ${error.message}: ${times > 1 ? 'tried as an advanced query' : 'told as it is'}`, async () => {
    const { client } = fakeGraph(datesOf(3));
    const asked: [boolean, boolean | undefined][] = [];
    const refusing: GraphClient = {
      ...client,
      async get(url, read, getOptions) {
        if (url.includes('/$count')) return client.get(url, read, getOptions);
        asked.push([url.includes('&$count=true'), getOptions?.advanced]);
        throw error;
      },
    };
    const { sink, progress } = witness();
    await assert.rejects(listUsers(refusing, { ...everybody, ...query }, sink, progress, options), error);
    const advanced = times > 1 || query.filter?.includes(' ne ') === true;
    assert.equal(asked.length, times);
    assert.deepEqual(asked.at(-1), [advanced, advanced]);
  });
}

test('a filter that Graph takes only as an advanced query is sent as one to the end, and stands so in the evidence', async () => {
  const { client, asked } = fakeGraph(datesOf(1_500));
  const picky = instead(client, (url) => {
    if (!url.includes('count')) throw refused(unsupported);
    return undefined;
  });
  const { ids, sink, progress } = witness();
  const { queries } = await listUsers(picky, { ...everybody, filter: byCompany }, sink, progress, options);
  assert.equal(ids.size, 1_500);
  assert.equal(asked.pages, 2);
  const filter = "$filter=companyName%20eq%20'Contoso'";
  assert.deepEqual(queries, [
    `GET ${graphUrl}/v1.0/users?$select=id,createdDateTime&$top=999&${filter}&$count=true`,
    `GET ${graphUrl}/v1.0/users/$count?${filter}`,
  ]);
});

function refused(graphCode: string): Failure {
  return new Failure('graph-refused', { status: 400, graphCode });
}

test('a tenant that cannot count is read as one list, and held against its ids read once more', async () => {
  const { client, asked } = fakeGraph(datesOf(5_000), { countless: true });
  const { told, ids, sink, progress } = witness();
  const list = await listUsers(client, everybody, sink, progress, options);
  const { reconciled, listed, reads, counts, secondReading, queries } = list;
  assert.deepEqual([reconciled, listed, reads, counts], [true, 5_000, 1, null]);
  assert.deepEqual(secondReading, { users: 5_000, notListed: 0, onlyListed: 0 });
  assert.equal(ids.size, 5_000);
  assert.equal(told[0], 'countless');
  assert.deepEqual(queries, [
    'GET https://graph.example/v1.0/users?$select=id,createdDateTime&$top=999',
    'GET https://graph.example/v1.0/users?$select=id,createdDateTime&$top=999',
  ]);
  assert.equal(asked.counts, 0);
  assert.deepEqual(
    asked.urls.filter((url) => url.includes('filter')),
    [],
    'nothing of it needs an advanced query',
  );
});

test('a first reading that came short is noticed by the second, and the list is read once more', async () => {
  const { client } = fakeGraph(datesOf(2_000), { countless: true, lagging: { user: 7, times: 1 } });
  const { told, sink, progress } = witness();
  const { reconciled, listed, reads } = await listUsers(client, everybody, sink, progress, options);
  assert.deepEqual([reconciled, listed, reads], [true, 2_000, 2]);
  const met = told.find((each) => typeof each === 'object');
  assert.deepEqual(met?.secondReading, { users: 2_000, notListed: 1, onlyListed: 0 });
});

test('where the list is refused as well as the count, what is told is what the list met', async () => {
  const { client } = fakeGraph(datesOf(20), { countless: true });
  const refusing = instead(client, (url) => {
    if (url.includes('$count')) return undefined;
    throw new Failure('graph-refused', { status: 403, graphCode: 'Authorization_RequestDenied' });
  });
  const { sink, progress } = witness();
  await assert.rejects(
    listUsers(refusing, everybody, sink, progress, options),
    (error) => error instanceof Failure && error.facts.status === 403,
  );
});
