import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '../../../emulator/directory/directory.ts';
import { hostileNames } from '../../../emulator/directory/hostile-names.ts';

const now = () => Date.UTC(2026, 10, 23);

function hostileIn(users: number, seed: number): string[] {
  const directory = createDirectory({ users, seed, domain: 'contoso.example', now });
  const names = Array.from({ length: users }, (_, index) => String(directory.value(index, 'displayName')));
  return names.filter((name) => hostileNames.includes(name));
}

test('some of the first 200 users have hostile names, whatever the seed', () => {
  for (const seed of [1, 2, 99]) {
    const names = hostileIn(200, seed);
    assert.equal(names.length, 10);
    assert.ok(names.some((name) => name.startsWith('::')));
    assert.ok(names.some((name) => name.includes('<')));
  }
});

test('every hostile name turns up in a large directory, and about one user in two hundred has one', () => {
  const names = hostileIn(100_000, 1);
  assert.deepEqual(new Set(names), new Set(hostileNames));
  assert.ok(names.length > 400 && names.length < 600, String(names.length));
});

test('no name holds a NUL or half of a surrogate pair', () => {
  for (const name of hostileNames) {
    assert.ok(name.isWellFormed() && !name.includes('\0') && name.length <= 256, JSON.stringify(name));
  }
});
