import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../support.ts';

const { get, list } = createTestGraph({ users: 30, b2c: true, roles: ['User.Read.All', 'AuditLog.Read.All'] });

for (const path of [
  '/users/$count',
  '/users?$count=true',
  "/users?$count=true&$filter=startswith(mobilePhone,'1')",
  '/users?$count=true&$filter=createdDateTime eq null',
]) {
  test(`${path} is refused in an Azure AD B2C tenant`, async () => {
    const { status, body } = await get(path, EVENTUAL);
    assert.equal(status, 400);
    assert.equal(body.error.code, 'Request_BadRequest');
    assert.equal(body.error.message, 'This request is not supported by the service');
  });
}

test('a search is answered as if the header were missing', async () => {
  const { status, body } = await get('/users?$count=true&$search="displayName:a"', EVENTUAL);
  assert.deepEqual([status, body.error.code], [400, 'Request_UnsupportedQuery']);
});

test('without the header a count is refused, and asking for one with a list is ignored', async () => {
  assert.equal((await get('/users/$count')).body.error.message, '$count is not currently supported.');
  const { body } = await get('/users?$count=true');
  assert.equal(body['@odata.count'], undefined);
});

test('lists and default filters work', async () => {
  assert.equal((await list('/users?$top=7', EVENTUAL)).users.length, 30);
  assert.equal((await get('/users?$filter=createdDateTime ge 1990-01-01T00:00:00Z', EVENTUAL)).status, 200);
});

test('there are no sign-ins', async () => {
  const { body } = await get('/users?$select=signInActivity');
  assert.equal(body.error.code, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant');
});
