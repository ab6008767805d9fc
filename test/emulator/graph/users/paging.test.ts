import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

for (const top of [1, 7, 100, 150, 299, 300, 999]) {
  test(`pages of ${top} end in the whole directory`, async () => {
    const { list, directory } = createTestGraph({ users: 300 });
    const { users, pages } = await list(`/users?$select=id&$top=${top}`);
    assert.deepEqual(ids(users).toSorted(), ids(directory.users()).toSorted());
    assert.equal(pages.length, Math.ceil(300 / top));
    assert.ok(pages.slice(0, -1).every((page) => page.body.value.length === top));
  });
}

test('a page has 100 users and the default properties unless asked otherwise', async () => {
  const { get } = createTestGraph();
  const { body, headers } = await get('/users');
  assert.equal(body.value.length, 100);
  assert.deepEqual(Object.keys(body.value[0]).toSorted(), [
    'businessPhones',
    'displayName',
    'givenName',
    'id',
    'jobTitle',
    'mail',
    'mobilePhone',
    'officeLocation',
    'preferredLanguage',
    'surname',
    'userPrincipalName',
  ]);
  assert.equal(body['@odata.context'], 'http://graph.example/v1.0/$metadata#users');
  assert.match(String(headers['content-type']), /^application\/json;odata\.metadata=minimal/);
});

test('a nextLink repeats the query, stays in its version and says nothing about the position', async () => {
  const { get, app } = createTestGraph();
  const path = '/users?$top=50&$select=id,mail&$filter=accountEnabled eq true&tracking=a b';
  const [one, two] = [await get(path), await get(path)];
  const link = new URL(one.body['@odata.nextLink']);
  assert.equal(link.origin + link.pathname, 'http://graph.example/v1.0/users');
  assert.equal(link.searchParams.get('$top'), '50');
  assert.equal(link.searchParams.get('$select'), 'id,mail');
  assert.equal(link.searchParams.get('$filter'), 'accountEnabled eq true');
  assert.equal(link.searchParams.get('tracking'), 'a b');
  assert.notEqual(two.body['@odata.nextLink'], one.body['@odata.nextLink']);
  const beta = await app.inject({ url: '/beta/users?$top=1' });
  assert.match(beta.json()['@odata.nextLink'], /^http:\/\/graph\.example\/beta\/users\?/);
});

test('users who come and go meanwhile move nobody to another page', async () => {
  const { get, list, directory } = createTestGraph({ users: 200 });
  const before = ids(directory.users());
  const first = await get('/users?$top=50&$select=id');
  for (const { id } of first.body.value.slice(0, 20)) {
    directory.delete(id);
  }
  const created = Array.from({ length: 30 }, () => directory.create({}).id);
  const { users } = await list(first.body['@odata.nextLink']);
  const read = [...ids(first.body.value), ...ids(users)];
  assert.equal(new Set(read).size, read.length);
  assert.deepEqual(read.filter((id) => !created.includes(id)).toSorted(), before.toSorted());
});

test('the bytes of a list are the same for the same seed', async () => {
  const read = async () => (await createTestGraph({ seed: 5, users: 90 }).get('/users?$top=999')).text;
  assert.equal(await read(), await read());
});

test('a page token expires after an hour of the clock', async () => {
  const { get, clock } = createTestGraph();
  const { body } = await get('/users');
  clock.advance(3_599_000);
  assert.equal((await get(body['@odata.nextLink'])).status, 200);
  clock.advance(1_000);
  const late = await get(body['@odata.nextLink']);
  assert.equal(late.status, 400);
  assert.equal(late.body.error.code, 'Directory_ExpiredPageToken');
});

test('a page token of another query, or of none, is refused', async () => {
  const { get } = createTestGraph();
  const link: string = (await get('/users?$top=50')).body['@odata.nextLink'];
  const { get: other } = createTestGraph();
  for (const answer of [
    await get(link.replace('$top=50', '$top=60')),
    await get(link.replace('/v1.0/', '/beta/')),
    await get(`${link}x`),
    await get('/users?$skiptoken=abc'),
    await other(link),
  ]) {
    assert.equal(answer.status, 400);
    assert.equal(answer.body.error.code, 'DirectoryPageTokenNotFoundException');
  }
});

test('pages of an advanced query need the header again', async () => {
  const { get } = createTestGraph();
  const { body } = await get('/users?$count=true&$filter=accountEnabled ne false', EVENTUAL);
  assert.ok(body['@odata.count'] > 250);
  const bare = await get(body['@odata.nextLink']);
  assert.equal(bare.status, 400);
  assert.equal(bare.body.error.code, 'Request_UnsupportedQuery');
  const next = await get(body['@odata.nextLink'], EVENTUAL);
  assert.equal(next.status, 200);
  assert.equal(next.body['@odata.count'], undefined);
});

test('a page of a plain list with $count=true needs the header only if its first page had it', async () => {
  const { get } = createTestGraph();
  const plain = await get('/users?$count=true');
  assert.equal(plain.body['@odata.count'], undefined);
  assert.equal((await get(plain.body['@odata.nextLink'])).status, 200);
  const advanced = await get('/users?$count=true', EVENTUAL);
  assert.equal(advanced.body['@odata.count'], 300);
  assert.equal((await get(advanced.body['@odata.nextLink'])).status, 400);
});

test('a server may cap its pages', async () => {
  const { list } = createTestGraph({ pageCap: 40 });
  const { users, pages } = await list('/users?$top=999');
  assert.equal(users.length, 300);
  assert.equal(pages.length, 8);
});

test('an empty directory is an empty page', async () => {
  const { get } = createTestGraph({ users: 0 });
  const { body } = await get('/users');
  assert.deepEqual(body.value, []);
  assert.equal(body['@odata.nextLink'], undefined);
});
