import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../graph/support.ts';

test('a million users are counted, found and read at the end of a shard without a list of them', async () => {
  const { directory, get } = createTestGraph({ users: 1_000_000 });
  assert.equal(directory.size, 1_000_000);
  assert.equal((await get('/users/$count', EVENTUAL)).text, '1000000');

  const count = async (filter: string) => Number((await get(`/users/$count?$filter=${filter}`, EVENTUAL)).text);
  const before = await count('createdDateTime le 2022-01-01T00:00:00Z');
  const after = await count('createdDateTime ge 2022-01-01T00:00:01Z');
  const never = await count('createdDateTime eq null');
  assert.equal(before + after + never, 1_000_000);
  assert.ok(never > 9000 && never < 11_000);

  const last = directory.get(String(directory.value(999_999, 'userPrincipalName')));
  assert.equal(last?.id, directory.value(999_999, 'id'));
});
