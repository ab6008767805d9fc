import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

test('users created before 1970 are found where they belong', async () => {
  const { get, directory } = createTestGraph({ users: 0 });
  const created = (createdDateTime: string | null) => directory.create({ createdDateTime }).id;
  const [first, ntfs, epoch, today] = [
    '0001-01-01T00:00:00Z',
    '1601-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '2024-05-01T00:00:00Z',
  ].map(created);
  created(null);
  for (const [filter, expected] of [
    ['createdDateTime ge 1900-01-01T00:00:00Z', [epoch, today]],
    ['createdDateTime ge 1970-01-01T00:00:00Z', [epoch, today]],
    ['createdDateTime le 1600-01-01T00:00:00Z', [first]],
    ['createdDateTime le 1969-12-31T23:59:59Z', [first, ntfs]],
    ['createdDateTime le 1970-01-01T00:00:00Z', [first, ntfs, epoch]],
    ['createdDateTime ge 1600-01-01T00:00:00Z and createdDateTime le 1700-01-01T00:00:00Z', [ntfs]],
    ['createdDateTime eq 0001-01-01T00:00:00Z', [first]],
    ['createdDateTime ge 0001-01-01T00:00:00Z', [first, ntfs, epoch, today]],
  ] as const) {
    const { body } = await get(`/users?$filter=${filter}`);
    assert.deepEqual(ids(body.value).sort(), [...expected].sort(), filter);
    assert.equal((await get(`/users/$count?$filter=${filter}`, EVENTUAL)).text, String(expected.length), filter);
  }
});
