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
  assert.deepEqual([without.status, without.body.error.code], [403, 'Authentication_MSGraphPermissionMissing']);
  assert.match(without.body.error.message, /AuditLog\.Read\.All$/);
  const roles = ['User.Read.All', 'AuditLog.Read.All'];
  const free = await createTestGraph({ roles, premium: false }).get(path);
  assert.equal(free.body.error.code, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant');
  const good = await createTestGraph({ roles }).get(path);
  assert.equal(good.status, 200);
  const activities = good.body.value.map((user: { signInActivity: object | null }) => user.signInActivity);
  assert.ok(activities.includes(null));
  assert.ok(activities.some((activity: { lastSignInDateTime?: string } | null) => activity?.lastSignInDateTime));
});

for (const [name, role, code] of [
  ['customSecurityAttributes', 'CustomSecAttributeAssignment.Read.All', 'Authorization_RequestDenied'],
  ['employeeLeaveDateTime', 'User-LifeCycleInfo.Read.All', 'Authorization_RequestDenied'],
  ['mailboxSettings', 'MailboxSettings.Read', 'ErrorAccessDenied'],
] as const) {
  test(`${name} takes ${role} as well`, async () => {
    const refused = createTestGraph({ users: 2 });
    const isSingle = name === 'mailboxSettings';
    const path = `/users${isSingle ? `/${refused.directory.value(0, 'id')}` : ''}?$select=id,${name.toUpperCase()}`;
    const { status, body } = await refused.get(path);
    assert.deepEqual([status, body.error.code], [403, code]);
    assert.equal((await createTestGraph({ users: 2, roles: ['User.Read.All', role] }).get(path)).status, 200);
  });
}

test('User.ReadBasic.All shows names and addresses, and nothing in place of the rest', async () => {
  const { get, directory } = createTestGraph({ users: 20, agentUsers: 1, roles: ['User.ReadBasic.All'] });
  const { body } = await get(
    '/users?$select=id,displayName,userPrincipalName,department,accountEnabled,assignedLicenses',
  );
  assert.equal(body.value.length, 21);
  for (const { '@odata.type': _type, ...user } of body.value) {
    const [displayName, userPrincipalName] = ['displayName', 'userPrincipalName'].map((name) =>
      directory.value(directory.find(user.id) as number, name),
    );
    const hidden = { department: null, accountEnabled: null, assignedLicenses: [] };
    assert.deepEqual(user, { id: user.id, displayName, userPrincipalName, ...hidden });
  }
  assert.match((await get('/users/$count', EVENTUAL)).text, /21$/);
  assert.equal((await get('/users?$expand=manager')).status, 403);
  const alsoFull = createTestGraph({ users: 20, roles: ['User.ReadBasic.All', 'User.Read.All'] });
  assert.ok(
    (await alsoFull.get('/users?$select=department')).body.value.some(
      (user: { department: unknown }) => user.department,
    ),
  );
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
