import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../support.ts';

test('each of the reading permissions opens the list, the count and a user', async () => {
  for (const role of ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']) {
    const { get, directory } = createTestGraph({ roles: [role] });
    for (const path of ['/users', '/users/$count', `/users/${directory.value(0, 'id')}`]) {
      assert.equal((await get(path, EVENTUAL)).status, 200);
    }
  }
});

test('without one of them everything is refused', async () => {
  const { get } = createTestGraph({ roles: ['AuditLog.Read.All'] });
  for (const path of ['/users', '/users/$count', '/users/x', '/users/x/manager', '/users/x/y', '/users?$top=5000']) {
    const { status, body } = await get(path, EVENTUAL);
    assert.equal(status, 403);
    assert.equal(body.error.code, 'Authorization_RequestDenied');
  }
});

test('sign-ins take AuditLog.Read.All as well, and a premium tenant', async () => {
  const path = '/users?$select=id,signInActivity';
  const without = await createTestGraph().get(path);
  assert.deepEqual([without.status, without.body.error.code], [403, 'Authorization_RequestDenied']);
  const roles = ['User.Read.All', 'AuditLog.Read.All'];
  const free = await createTestGraph({ roles, premium: false }).get(path);
  assert.equal(free.body.error.code, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant');
  const good = await createTestGraph({ roles }).get(path);
  assert.equal(good.status, 200);
  const activities = good.body.value.map((user: { signInActivity: object | null }) => user.signInActivity);
  assert.ok(activities.includes(null));
  assert.ok(activities.some((activity: { lastSignInDateTime?: string } | null) => activity?.lastSignInDateTime));
});

test('pages with sign-ins are capped at 500', async () => {
  const { list } = createTestGraph({ users: 1100, roles: ['User.Read.All', 'AuditLog.Read.All'] });
  const { pages } = await list('/users?$select=id,signInActivity&$top=999');
  assert.deepEqual(
    pages.map((page) => page.body.value.length),
    [500, 500, 100],
  );
});

test('a filter on sign-ins stands alone', async () => {
  const { get } = createTestGraph({ roles: ['User.Read.All', 'AuditLog.Read.All'] });
  const filter = 'signInActivity/lastSignInDateTime le 2026-01-01T00:00:00Z';
  const { body } = await get(`/users?$select=id,signInActivity&$filter=${filter}`);
  assert.ok(body.value.length > 0);
  for (const user of body.value) {
    assert.ok(user.signInActivity.lastSignInDateTime <= '2026-01-01T00:00:00Z');
  }
  assert.equal((await get(`/users?$filter=${filter} and accountEnabled eq true`)).status, 400);
  const { get: unprivileged } = createTestGraph();
  assert.equal((await unprivileged(`/users?$filter=${filter}`)).status, 403);
});
