import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

const { get, list, directory } = createTestGraph({ users: 40, agentUsers: 5 });
const type = '#microsoft.graph.agentUser';

test('agent users come among the others, with their type', async () => {
  const select = '$select=id,lastPasswordChangeDateTime,identityParentId';
  const { body } = await get(`/users?${select}&$top=999`);
  const agents = body.value.filter((user: Record<string, unknown>) => user['@odata.type'] === type);
  assert.equal(body.value.length, 45);
  assert.equal(agents.length, 5);
  for (const agent of agents) {
    assert.deepEqual(Object.keys(agent), ['@odata.type', 'id', 'lastPasswordChangeDateTime', 'identityParentId']);
    assert.equal(agent.lastPasswordChangeDateTime, null);
    assert.match(agent.identityParentId, /^[0-9a-f]{8}-/);
  }
  assert.equal(new Set(agents.map((agent: { identityParentId: string }) => agent.identityParentId)).size, 5);
  assert.equal(body.value.filter((user: { identityParentId: unknown }) => user.identityParentId === null).length, 40);
});

test('they are counted with all users, and alone', async () => {
  assert.match((await get('/users/$count', EVENTUAL)).text, /45$/);
  assert.match((await get('/users/microsoft.graph.agentUser/$count', EVENTUAL)).text, /(?<!\d)5$/);
});

test('a list that is cast to their type has them only, page by page', async () => {
  const { users, pages } = await list('/users/microsoft.graph.agentUser?$select=id&$top=2&$count=true', EVENTUAL);
  assert.equal(pages.length, 3);
  assert.equal(
    pages[0]?.body['@odata.context'],
    'http://graph.example/v1.0/$metadata#users/microsoft.graph.agentUser(id)',
  );
  assert.equal(pages[0]?.body['@odata.count'], 5);
  const expected = [...directory.users()].filter((user) => user['@odata.type'] === type);
  assert.deepEqual(ids(users).sort(), ids(expected).sort());
  assert.equal((await get('/users/microsoft.graph.user?$top=999')).body.value.length, 45);
});

test('a single one tells its type as well', async () => {
  const { body } = await get('/users/agent1@contoso.example?$select=displayName');
  assert.equal(body['@odata.type'], type);
  assert.equal(body.displayName, 'Helpdesk agent 1');
});

test('one is created with its parent, and not without', () => {
  const { directory: own } = createTestGraph({ users: 1 });
  assert.throws(() => own.create({ '@odata.type': type, displayName: 'x' }), /identityParentId/);
  const created = own.create({ '@odata.type': type, identityParentId: '7b3b5d0e-5d4e-4a8f-9d9c-0a4f3c5f1e11' });
  assert.equal(created['@odata.type'], type);
  assert.equal(own.size, 2);
});

test('without any, no user tells a type', async () => {
  const { get: plain } = createTestGraph({ users: 5 });
  assert.doesNotMatch((await plain('/users')).text, /@odata\.type/);
});
