import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../support.ts';

const guests = "/users?$filter=userType eq 'Guest'&$select=id&$top=999";

test('guests come with their sponsors, some with none', async () => {
  const { get, directory } = createTestGraph();
  const { body } = await get(`${guests}&$expand=sponsors($select=id,userPrincipalName)`);
  for (const { id, sponsors } of body.value) {
    const expected = directory.sponsors(directory.find(id) as number).map((sponsor) => ({
      '@odata.type': '#microsoft.graph.user',
      id: directory.value(sponsor as number, 'id'),
      userPrincipalName: directory.value(sponsor as number, 'userPrincipalName'),
    }));
    assert.deepEqual(sponsors, expected);
  }
  const sizes = new Set(body.value.map(({ sponsors }: { sponsors: object[] }) => sponsors.length));
  assert.ok(sizes.has(0) && sizes.has(1), [...sizes].join());
});

test('a group tells its id and nothing else; who is deleted is no sponsor any more', async () => {
  const { get, directory } = createTestGraph({ users: 30 });
  const [boss, other] = [1, 2].map((index) => String(directory.value(index, 'id')));
  const group = '08143e93-989e-4771-ac78-803bcdac52d2';
  const { id } = directory.create({ userType: 'Guest', sponsors: [boss, { group }, other] });
  directory.delete(String(other));
  const { body } = await get(`/users/${id}?$select=id&$expand=sponsors($select=id,displayName)`);
  assert.deepEqual(body.sponsors[1], { '@odata.type': '#microsoft.graph.group', id: group, displayName: null });
  assert.deepEqual([body.sponsors.length, body.sponsors[0].id], [2, boss]);
  const listed = await get(`/users/${id}/sponsors?$select=id`);
  assert.deepEqual(
    listed.body.value.map((sponsor: { id: string }) => sponsor.id),
    [boss, group],
  );
});

test('one relationship is expanded at a time, and none in an advanced query', async () => {
  const { get } = createTestGraph({ users: 30 });
  assert.equal((await get(`${guests}&$expand=sponsors,manager`)).status, 400);
  assert.equal((await get(`${guests}&$expand=sponsors&$count=true`, EVENTUAL)).status, 400);
});
