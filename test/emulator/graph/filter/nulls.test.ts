import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

const since = 'createdDateTime ge 1990-01-01T00:00:00Z';

function undated(graph: ReturnType<typeof createTestGraph>): string[] {
  return ids([...graph.directory.users()].filter((user) => user.createdDateTime === null)).sort();
}

test('with the switch, comparing createdDateTime with null is refused, advanced or not', async () => {
  const { get } = createTestGraph({ refuseEqNull: true });
  for (const filter of ['createdDateTime eq null', 'createdDateTime ne null', `${since} or createdDateTime eq null`]) {
    for (const path of [`/users?$filter=${filter}&$count=true`, `/users/$count?$filter=${filter}`]) {
      const { status, body } = await get(path, EVENTUAL);
      assert.deepEqual([status, body.error.code], [400, 'Request_UnsupportedQuery']);
    }
  }
  assert.equal((await get('/users?$filter=department eq null&$count=true', EVENTUAL)).status, 200);
});

test('not (createdDateTime ge ...) finds who has no date, in advanced mode', async () => {
  const graph = createTestGraph({ refuseEqNull: true });
  const expected = undated(graph);
  assert.ok(expected.length > 0);
  const { users, pages } = await graph.list(`/users?$filter=not (${since})&$count=true&$top=2`, EVENTUAL);
  assert.deepEqual(ids(users).sort(), expected);
  assert.equal(pages[0]?.body['@odata.count'], expected.length);
  assert.match(
    (await graph.get(`/users/$count?$filter=not(${since})`, EVENTUAL)).text,
    new RegExp(`${expected.length}$`),
  );
  assert.equal((await graph.get(`/users?$filter=not (${since})`)).status, 400);
});

test('with the other switch, not leaves out who has no value', async () => {
  const graph = createTestGraph({ notLeavesOutNull: true });
  const { users } = await graph.list(`/users?$filter=not (${since})&$count=true`, EVENTUAL);
  assert.deepEqual(users, []);
  const none = await graph.list(
    `/users?$select=id,mail&$filter=not startsWith(mail,'a')&$count=true&$top=999`,
    EVENTUAL,
  );
  assert.ok(none.users.length > 0);
  assert.ok(none.users.every((user) => user.mail !== null));
  const { users: equal } = await graph.list('/users?$filter=createdDateTime eq null&$count=true', EVENTUAL);
  assert.deepEqual(ids(equal).sort(), undated(graph));
});
