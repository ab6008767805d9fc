import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '../../../emulator/directory/directory.ts';

const october = Date.UTC(2026, 9, 2);

function usersOf(seed: number, now: number) {
  return [...createDirectory({ users: 500, seed, domain: 'contoso.example', now: () => now }).users()];
}

test('a seed gives the same users on any day', () => {
  assert.deepEqual(usersOf(7, october), usersOf(7, Date.UTC(2031, 3, 4)));
});

test('another seed gives other users', () => {
  const [one, other] = [usersOf(1, october), usersOf(2, october)];
  const shared = new Set(one.map(({ id }) => id)).intersection(new Set(other.map(({ id }) => id)));
  assert.equal(shared.size, 0);
  assert.notDeepEqual(
    one.map(({ displayName }) => displayName),
    other.map(({ displayName }) => displayName),
  );
});

test('the first users do not depend on how many there are', () => {
  const large = createDirectory({ users: 5000, seed: 7, domain: 'contoso.example', now: () => october });
  for (const user of usersOf(7, october)) {
    assert.deepEqual(large.get(user.id), user);
  }
});

test('nobody is created in the future of a clock that runs behind', () => {
  const now = Date.UTC(2020, 1, 1);
  for (const { createdDateTime } of usersOf(1, now)) {
    assert.ok(createdDateTime === null || Date.parse(String(createdDateTime)) < now);
  }
});
