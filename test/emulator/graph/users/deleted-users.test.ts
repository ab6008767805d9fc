import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

const path = '/directory/deletedItems/microsoft.graph.user';

function withDeleted() {
  const graph = createTestGraph({ users: 30, agentUsers: 2 });
  const [first = '', second = '', agent = ''] = [3, 7, 30].map((index) => String(graph.directory.value(index, 'id')));
  for (const id of [first, second, agent]) {
    graph.directory.delete(id);
    graph.clock.advance(60_000);
  }
  return { ...graph, first, second, agent };
}

test('deleted users are listed with the moment, and no longer among the others', async () => {
  const { get, list, first, second, agent } = withDeleted();
  const { users, pages } = await list(`${path}?$select=id,deletedDateTime,displayName&$top=2&$count=true`, EVENTUAL);
  assert.deepEqual(ids(users).sort(), [first, second, agent].sort());
  assert.equal(pages.length, 2);
  assert.equal(pages[0]?.body['@odata.count'], 3);
  assert.equal(users.find(({ id }) => id === first)?.deletedDateTime, '2026-11-23T12:00:00Z');
  assert.equal(users.find(({ id }) => id === agent)?.['@odata.type'], '#microsoft.graph.agentUser');
  const { body } = await get('/users?$top=999&$select=id,deletedDateTime');
  assert.equal(body.value.length, 29);
  assert.ok(body.value.every((user: { deletedDateTime: unknown }) => user.deletedDateTime === null));
});

test('they are counted, filtered and sorted as users are', async () => {
  const { get, list, first, second, agent } = withDeleted();
  assert.match((await get(`${path}/$count`, EVENTUAL)).text, /(?<!\d)3$/);
  const since = await get(`${path}?$filter=deletedDateTime ge 2026-11-23T12:01:00Z`);
  assert.deepEqual(ids(since.body.value).sort(), [second, agent].sort());
  assert.deepEqual(ids((await get(`${path}?$filter=id eq '${first}'`)).body.value), [first]);
  assert.equal((await get(`${path}?$orderby=deletedDateTime desc`)).status, 400);
  const { users } = await list(`${path}?$orderby=deletedDateTime desc&$count=true&$top=1`, EVENTUAL);
  assert.deepEqual(ids(users), [agent, second, first]);
  assert.equal((await get(`${path}?$orderby=displayName`)).body.value.length, 3);
  const agents = await get('/directory/deletedItems/microsoft.graph.agentUser');
  assert.deepEqual(ids(agents.body.value), [agent]);
});

test('the name of a deleted user is free: the id stands before it, until the user is restored', async () => {
  const { get, directory, first } = withDeleted();
  const [deleted] = (await get(`${path}?$filter=id eq '${first}'&$select=userPrincipalName`)).body.value;
  const name = String(deleted.userPrincipalName).slice(32);
  assert.equal(deleted.userPrincipalName, first.replaceAll('-', '') + name);
  assert.equal(directory.find(name), undefined);
  directory.restore(directory.findDeleted(first) ?? -1);
  assert.equal((await get(`/users/${first}?$select=userPrincipalName`)).body.userPrincipalName, name);
  assert.equal(directory.value(directory.find(name) ?? -1, 'id'), first);
});

test('a tenant can begin with a recycle bin: everybody in it was deleted in the last four weeks', async () => {
  const { list, clock } = createTestGraph({ users: 10, deletedUsers: 250 });
  const { users } = await list(`${path}?$select=id,deletedDateTime&$top=999`);
  assert.equal(users.length, 250);
  const oldest = clock.now() - 29 * 86_400_000;
  assert.ok(users.every(({ deletedDateTime }) => Date.parse(String(deletedDateTime)) > oldest));
  assert.equal((await list('/users?$top=999')).users.length, 10);
});

test('after thirty days they are gone', async () => {
  const { get, clock } = withDeleted();
  clock.advance(31 * 86_400_000);
  assert.deepEqual((await get(path)).body.value, []);
});

test('basic profiles do not open them', async () => {
  const { get } = createTestGraph({ users: 3, roles: ['User.ReadBasic.All'] });
  assert.equal((await get(path)).status, 403);
});
