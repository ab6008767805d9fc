import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph } from '../support.ts';

test('$select answers exactly the properties, in their proper case', async () => {
  const { get, directory } = createTestGraph();
  const { body } = await get('/users?$select=ID,userprincipalname, displayName,onPremisesProvisioningErrors&$top=999');
  assert.equal(
    body['@odata.context'],
    'http://graph.example/v1.0/$metadata#users(id,userPrincipalName,displayName,onPremisesProvisioningErrors)',
  );
  for (const user of body.value) {
    const names = ['id', 'userPrincipalName', 'displayName', 'onPremisesProvisioningErrors'];
    const all = directory.get(user.id);
    assert.deepEqual(user, Object.fromEntries(names.map((name) => [name, all?.[name]])));
  }
});

test('every property that the directory knows can be read back as JSON', async () => {
  const { get, directory } = createTestGraph({ roles: ['User.Read.All', 'AuditLog.Read.All'] });
  const { body } = await get(`/users?$top=999&$select=${directory.properties.join(',')}`);
  assert.equal(body.value.length, 300);
  for (const user of body.value) {
    assert.deepEqual(user, directory.get(user.id));
  }
});

test('$expand=manager answers the manager, and nothing where there is none', async () => {
  const { get, directory } = createTestGraph();
  const { body } = await get('/users?$select=id&$top=999&$expand=manager($select=id,userPrincipalName)');
  assert.equal(body['@odata.context'], 'http://graph.example/v1.0/$metadata#users(id,manager(id,userPrincipalName))');
  for (const user of body.value) {
    const manager = directory.manager(directory.find(user.id) as number);
    if (manager === undefined) {
      assert.deepEqual(user, { id: user.id });
    } else {
      const [id, userPrincipalName] = ['id', 'userPrincipalName'].map((name) => directory.value(manager, name));
      assert.deepEqual(user.manager, { '@odata.type': '#microsoft.graph.user', id, userPrincipalName });
    }
  }
  const all = await get('/users?$expand=manager&$top=999');
  assert.ok(all.body.value.some((user: { manager?: object }) => Object.keys(user.manager ?? {}).length === 12));
});

test('resource units follow from the query', async () => {
  const { get } = createTestGraph();
  const units = async (path: string) => Number((await get(path)).headers['x-ms-resource-unit']);
  assert.equal(await units('/users'), 2);
  assert.equal(await units('/users?$select=id&$top=999'), 1);
  assert.equal(await units('/users?$top=19'), 1);
  assert.equal(await units('/users?$select=id&$top=19'), 1);
  assert.equal(await units('/users?$expand=manager'), 3);
  assert.equal(await units('/users?$select=id&$expand=manager&$top=20'), 2);
});
