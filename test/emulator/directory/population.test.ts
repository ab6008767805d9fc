import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '../../../emulator/directory/directory.ts';

const now = Date.UTC(2026, 10, 23);
const directory = createDirectory({ users: 20_000, seed: 3, domain: 'contoso.example', now: () => now });
const users = [...directory.users()];

function share(isSuch: (user: (typeof users)[number]) => boolean): number {
  return users.filter(isSuch).length / users.length;
}

function assertNear(actual: number, expected: number): void {
  assert.ok(actual > expected * 0.8 && actual < expected * 1.2, `${actual} is not near ${expected}`);
}

test('the directory has the shares that a real one has', () => {
  assertNear(
    share(({ userType }) => userType === 'Guest'),
    0.08,
  );
  assertNear(
    share(({ accountEnabled }) => accountEnabled === false),
    0.06,
  );
  assertNear(
    share(({ assignedLicenses }) => (assignedLicenses as unknown[]).length > 0),
    0.7,
  );
  assertNear(
    share(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled === true),
    0.6,
  );
  assertNear(
    share(({ createdDateTime }) => createdDateTime === null),
    0.01,
  );
});

test('ids and principal names are unique, and find their user in any case', () => {
  assert.equal(new Set(users.map(({ id }) => id)).size, users.length);
  assert.equal(new Set(users.map(({ userPrincipalName }) => userPrincipalName)).size, users.length);
  for (const user of users.slice(0, 5000)) {
    assert.match(user.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(directory.find(user.id.toUpperCase()), directory.find(String(user.userPrincipalName).toUpperCase()));
    assert.notEqual(directory.find(user.id), undefined);
  }
  assert.equal(directory.find('00000000-0000-4000-8000-000000000000'), undefined);
  assert.equal(directory.find('nobody.here@contoso.example'), undefined);
});

test('guests came by invitation', () => {
  for (const user of users) {
    const isGuest = user.userType === 'Guest';
    assert.equal(/^[a-z.-]+\d*_[a-z]+\.example#EXT#@contoso\.example$/.test(String(user.userPrincipalName)), isGuest);
    assert.equal(user.creationType, isGuest ? 'Invitation' : null);
    assert.equal(['PendingAcceptance', 'Accepted'].includes(String(user.externalUserState)), isGuest);
  }
});

test('days of bulk import hold thousands of users within seconds', () => {
  const days = Map.groupBy(
    users.filter(({ createdDateTime }) => createdDateTime !== null),
    ({ createdDateTime }) => String(createdDateTime).slice(0, 15),
  );
  const crowded = [...days.values()].filter((created) => created.length > 200);
  assert.ok(crowded.length >= 5, `${crowded.length} bulk imports`);
});

test('creation dates have seconds and spread over ten years before the first of October 2026', () => {
  const dates = users.map(({ createdDateTime }) => createdDateTime).filter((date) => date !== null) as string[];
  assert.ok(dates.every((date) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date)));
  const sorted = dates.toSorted();
  assert.match(sorted[0] as string, /^2016-1[0-2]/);
  assert.match(sorted.at(-1) as string, /^2026-09/);
});

test('managers form a tree with one root above everybody who has one', () => {
  for (let index = 0; index < users.length; index++) {
    let above = directory.manager(index);
    for (let steps = 0; above !== undefined; steps++) {
      assert.ok(steps < 20);
      above = directory.manager(above);
    }
  }
  assert.equal(directory.manager(0), undefined);
  assert.ok(users.filter((_user, index) => directory.manager(index) !== undefined).length > users.length * 0.8);
});
