import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDirectory } from '../../../emulator/directory/directory.ts';

function start() {
  return createDirectory({ users: 50, seed: 1, domain: 'contoso.example', now: () => Date.UTC(2026, 10, 23, 8, 1, 2) });
}

test('a created user is there with what was given, at the time of the clock', () => {
  const directory = start();
  const created = directory.create({ displayName: 'New', userPrincipalName: 'new@contoso.example', department: 'IT' });
  assert.equal(directory.size, 51);
  assert.equal(created.createdDateTime, '2026-11-23T08:01:02Z');
  assert.equal(created.mail, null);
  assert.deepEqual(created.assignedLicenses, []);
  assert.deepEqual(directory.get('NEW@contoso.example'), created);
  assert.deepEqual(directory.get(created.id), created);
});

test('a changed principal name is found, the old one is not', () => {
  const directory = start();
  const [user] = directory.users();
  assert.ok(user);
  directory.update(user.id, { userPrincipalName: 'renamed@contoso.example', jobTitle: null });
  assert.equal(directory.get('renamed@contoso.example')?.id, user.id);
  assert.equal(directory.get('renamed@contoso.example')?.jobTitle, null);
  assert.equal(directory.get(String(user.userPrincipalName)), undefined);
  directory.update(user.id, { userPrincipalName: user.userPrincipalName });
  assert.equal(directory.get('renamed@contoso.example'), undefined);
  assert.equal(directory.get(String(user.userPrincipalName))?.id, user.id);
});

test('a deleted user is gone, also as a manager', () => {
  const directory = start();
  const [root] = directory.users();
  assert.ok(root);
  assert.equal(directory.manager(1), 0);
  directory.delete(root.id);
  assert.equal(directory.size, 49);
  assert.equal(directory.get(root.id), undefined);
  assert.equal(directory.manager(1), undefined);
  assert.equal([...directory.users()].length, 49);
});

test('a manager is set by id or name and taken away by null', () => {
  const directory = start();
  const { id } = directory.create({ manager: null });
  const index = directory.find(id) as number;
  assert.equal(directory.manager(index), undefined);
  directory.update(id, { manager: directory.value(3, 'id') });
  assert.equal(directory.manager(index), 3);
});

test('what a directory refuses is refused with a reason', () => {
  const directory = start();
  const [user] = directory.users();
  assert.ok(user);
  assert.throws(() => directory.update(user.id, { createdDateTime: null }), /immutable/);
  assert.throws(() => directory.update(user.id, { id: 'x' }), /gives ids/);
  assert.throws(() => directory.update('nobody', {}), /no user 'nobody'/);
  assert.throws(() => directory.create({ favouriteColour: 'red' }), /no property 'favouriteColour'/);
  assert.throws(() => directory.create({ userPrincipalName: user.userPrincipalName }), /another user/);
  assert.equal(directory.size, 50);
});
