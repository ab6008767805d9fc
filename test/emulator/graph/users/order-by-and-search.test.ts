import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserRecord } from '../../../../emulator/directory/directory.ts';
import { createTestGraph, EVENTUAL } from '../support.ts';

const { list, get, directory } = createTestGraph({ users: 400 });

for (const [name, direction] of [
  ['displayName', 'asc'],
  ['displayName', 'desc'],
  ['userPrincipalName', 'desc'],
  ['createdDateTime', 'asc'],
  ['createdDateTime', 'desc'],
] as const) {
  test(`$orderby=${name} ${direction} holds across pages`, async () => {
    const path = `/users?$select=id,${name}&$top=33&$orderby=${name} ${direction}`;
    const isAdvanced = name === 'createdDateTime';
    if (isAdvanced) assert.equal((await get(path)).body.error.code, 'Request_UnsupportedQuery');
    const { users } = await (isAdvanced ? list(`${path}&$count=true`, EVENTUAL) : list(path));
    assert.equal(new Set(users.map(({ id }) => id)).size, 400);
    const values = users.map((user) => user[name]).filter((value) => value !== null);
    const folded = values.map((value) => String(value).toLowerCase());
    const sorted = folded.toSorted();
    assert.deepEqual(folded, direction === 'asc' ? sorted : sorted.reverse());
  });
}

test('an advanced query may filter and sort', async () => {
  const filter = "userType eq 'Guest' and createdDateTime ge 2020-01-01T00:00:00Z";
  for (const name of ['displayName', 'createdDateTime']) {
    const { users } = await list(
      `/users?$select=id,${name}&$top=5&$count=true&$orderby=${name} desc&$filter=${filter}`,
      EVENTUAL,
    );
    const isWanted = ({ userType, createdDateTime }: UserRecord) =>
      userType === 'Guest' && String(createdDateTime) >= '2020' && createdDateTime !== null;
    assert.equal(users.length, [...directory.users()].filter(isWanted).length);
    const values = users.map((user) => String(user[name]).toLowerCase());
    assert.deepEqual(values, values.toSorted().reverse());
  }
});

test('$search finds names by the start of a word and addresses by their start', async () => {
  const search = async (text: string) =>
    (await get(`/users?$top=999&$count=true&$search=${text}&$select=displayName,mail`, EVENTUAL)).body.value;
  const found: { displayName: string; mail: string | null }[] = await search('"displayName:AN"');
  assert.ok(found.length > 0);
  assert.ok(found.every(({ displayName }) => /(^|\P{L})an/iu.test(displayName)));
  const both = await search('"displayName:an" AND "mail:a"');
  assert.ok(both.length > 0 && both.length < found.length);
  const either = await search('"displayName:an" OR "mail:a"');
  assert.ok(either.length > found.length);
});
