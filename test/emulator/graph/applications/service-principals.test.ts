import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, graphClient, start } from '../../support.ts';

const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000';

test("Microsoft Graph's service principal is there with its app roles", async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);

  const { value } = (await graph('GET', `/servicePrincipals?$filter=appId eq '${MICROSOFT_GRAPH}'`)).body;

  assert.equal(value.length, 1);
  assert.equal(value[0].displayName, 'Microsoft Graph');
  const role = value[0].appRoles.find(({ value }: { value: string }) => value === 'User.Read.All');
  assert.equal(role.id, 'df021288-bdef-4463-88db-98f22de89214');
});

test('a service principal needs an application, and there is one of each', async () => {
  await using emulator = await start();
  const { graph, appId } = await createApp(emulator);

  const unknown = await graph('POST', '/servicePrincipals', { appId: '11111111-2222-4333-8444-555555555555' });
  const second = await graph('POST', '/servicePrincipals', { appId });

  assert.equal(unknown.status, 400);
  assert.match(unknown.body.error.message, /does not reference a valid application object/);
  assert.equal(second.status, 409);
  assert.equal(second.body.error.code, 'Request_MultipleObjectsWithSameKeyValue');
});

test('the consents of a client and those on a resource are one list', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  const { body: assignment } = await app.consent('User.Read.All');
  assert.equal(assignment.principalId, app.servicePrincipalId);
  assert.equal(assignment.resourceDisplayName, 'Microsoft Graph');

  const again = await app.consent('User.Read.All');
  assert.equal(again.status, 400);
  assert.equal(again.body.error.message, 'Permission being assigned already exists on the object');

  const onResource = `/servicePrincipals/${assignment.resourceId}/appRoleAssignedTo`;
  assert.equal((await app.graph('GET', `${onResource}/${assignment.id}`)).body.id, assignment.id);
  assert.equal((await app.graph('DELETE', `${onResource}/${assignment.id}`)).status, 204);
  const left = await app.graph('GET', `/servicePrincipals/${app.servicePrincipalId}/appRoleAssignments`);
  assert.deepEqual(left.body.value, []);
});

test('a role that the resource does not have cannot be assigned', async () => {
  await using emulator = await start();
  const { graph, servicePrincipalId } = await createApp(emulator);
  const { id: resourceId } = (await graph('GET', `/servicePrincipals(appId='${MICROSOFT_GRAPH}')`)).body;
  const assignment = { principalId: servicePrincipalId, resourceId, appRoleId: servicePrincipalId };

  const { status } = await graph('POST', `/servicePrincipals/${resourceId}/appRoleAssignedTo`, assignment);

  assert.equal(status, 400);
});

test('a service principal is found by one of its names', async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);
  const find = async (filter: string) => graph('GET', `/servicePrincipals?$filter=${encodeURIComponent(filter)}`);
  const appId = '00000003-0000-0000-c000-000000000000';
  for (const filter of [
    `servicePrincipalNames/any(c:c eq '${appId}')`,
    `servicePrincipalNames/any(x: startswith(x,'${appId.slice(0, 12)}'))`,
  ]) {
    const { body } = await find(filter);
    assert.deepEqual(
      body.value.map((principal: { appId: string }) => principal.appId),
      [appId],
      filter,
    );
  }
  assert.deepEqual((await find("servicePrincipalNames/any(c:c eq 'https://nobody.example')")).body.value, []);
  assert.equal((await find("servicePrincipalNames/any(c:d eq 'x')")).status, 400);
});
