import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

const path = '/users?$select=id&$top=50';

async function listWith(fault: Parameters<ReturnType<typeof createTestGraph>['fault']>[0], most = 30) {
  const graph = createTestGraph({ users: 200 });
  graph.fault(fault);
  return { ...graph, ...(await graph.list(path, {}, most)), all: ids(graph.directory.users()).toSorted() };
}

test('repeat-users: a page begins with the last users of the one before', async () => {
  const { users, pages, all } = await listWith({ kind: 'repeat-users', n: 5, match: { times: 'always' } });
  const sizes = pages.map((page) => page.body.value.length);
  assert.ok(sizes.slice(0, -1).every((size) => size === 50));
  assert.equal(users.length, 200 + 5 * (pages.length - 1));
  for (let page = 1; page < pages.length; page++) {
    const previous = ids(pages[page - 1]?.body.value).slice(-5);
    assert.deepEqual(ids(pages[page]?.body.value).slice(0, 5), previous);
  }
  assert.deepEqual([...new Set(ids(users))].toSorted(), all);
});

test('missing-users: users are left out for good', async () => {
  const { users } = await listWith({ kind: 'missing-users', n: 3, match: { times: 2 } });
  assert.equal(users.length, 194);
});

test('empty-pages: an empty page comes before each page, and nobody is lost', async () => {
  const { users, pages, all } = await listWith({ kind: 'empty-pages', match: { times: 'always' } });
  assert.deepEqual(
    pages.map((page) => page.body.value.length),
    [0, 50, 0, 50, 0, 50, 0, 50],
  );
  assert.deepEqual(ids(users).toSorted(), all);
});

test('page-cap: pages are smaller than asked', async () => {
  const { pages, all, users } = await listWith({ kind: 'page-cap', size: 30, match: { times: 'always' } });
  assert.equal(pages.length, 7);
  assert.deepEqual(ids(users).toSorted(), all);
});

test('same-next-link: the list does not move', async () => {
  const { pages } = await listWith({ kind: 'same-next-link', match: { times: 'always' } }, 5);
  const [, second, third] = pages.map((page) => page.body['@odata.nextLink']);
  assert.equal(second, third);
  assert.deepEqual(ids(pages[1]?.body.value), ids(pages[4]?.body.value));
});

test('foreign-next-link: the nextLink leads elsewhere', async () => {
  const { pages } = await listWith({ kind: 'foreign-next-link', origin: 'https://attacker.example' }, 1);
  assert.match(pages[0]?.body['@odata.nextLink'], /^https:\/\/attacker\.example\/v1\.0\/users\?/);
});

for (const [kind, code] of [
  ['expired-page-token', 'Directory_ExpiredPageToken'],
  ['lost-page-token', 'DirectoryPageTokenNotFoundException'],
] as const) {
  test(`${kind}: a page is refused once, the first never`, async () => {
    const { get, fault } = createTestGraph();
    fault({ kind });
    const first = await get(path);
    assert.equal(first.status, 200);
    const refused = await get(first.body['@odata.nextLink']);
    assert.equal(refused.status, 400);
    assert.equal(refused.body.error.code, code);
    assert.equal((await get(first.body['@odata.nextLink'])).status, 200);
  });
}

test('filters-refused: filters fail, lists without one do not', async () => {
  const { get, fault } = createTestGraph();
  fault({ kind: 'filters-refused', match: { times: 'always' } });
  assert.equal((await get('/users')).status, 200);
  assert.equal((await get('/users?$filter=accountEnabled eq true')).status, 400);
  assert.equal((await get('/users/$count?$filter=accountEnabled eq true', EVENTUAL)).status, 400);
});

test('count-drift: counts are off before, after, or always', async () => {
  for (const [when, expected] of [
    ['before', [295, 300, 295]],
    ['after', [300, 295, 300]],
    ['always', [295, 295, 295]],
  ] as const) {
    const { get, fault } = createTestGraph();
    fault({ kind: 'count-drift', by: -5, when, match: { times: 'always' } });
    const count = async () => Number((await get('/users/$count', EVENTUAL)).text);
    const first = await count();
    await get('/users');
    assert.deepEqual([first, await count(), await count()], expected, when);
    const listed = await get('/users?$count=true', EVENTUAL);
    assert.equal(listed.body['@odata.count'], when === 'after' ? 300 : 295);
  }
});
