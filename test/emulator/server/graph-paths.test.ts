import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administratorSecret, graphClient, requestToken, start } from '../support.ts';

test('doubled slashes, the tenant and myorganization lead to the same', async () => {
  await using emulator = await start({ users: 5, domain: 'contoso.example' });
  const graph = await graphClient(emulator);
  for (const path of [
    '/v1.0//users?$top=2',
    '/beta//users?$top=2',
    '/v1.0/contoso.example/users?$top=2',
    '/v1.0/MyOrganization/users?$top=2',
    `/v1.0/${emulator.tenantId.toUpperCase()}/users/?$top=2`,
  ]) {
    const { status, body } = await graph('GET', path);
    assert.deepEqual([status, body.value?.length], [200, 2], path);
    assert.ok(body['@odata.nextLink'].startsWith(`${emulator.origin}/`));
    assert.equal((await graph('GET', body['@odata.nextLink'].slice(emulator.origin.length))).body.value.length, 2);
  }
  const user = emulator.directory.value(0, 'userPrincipalName');
  assert.equal((await graph('GET', `/v1.0/myorganization/users('${user}')`)).body.userPrincipalName, user);
  assert.equal((await graph('GET', "/v1.0/myorganization/applications?$filter=displayName eq 'x'")).status, 200);
});

test('another tenant is no resource', async () => {
  await using emulator = await start({ users: 1 });
  const graph = await graphClient(emulator);
  assert.equal((await graph('GET', '/v1.0/fabrikam.example/users')).status, 400);
});

test('a byte order mark comes before a count where it is wanted', async () => {
  for (const countMark of [true, false]) {
    await using emulator = await start({ users: 7, countMark });
    const access = (await requestToken(emulator, administratorSecret(emulator))).body.access_token;
    const response = await fetch(`${emulator.origin}/v1.0/users/$count`, {
      headers: { authorization: `Bearer ${access}`, consistencylevel: 'eventual' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    assert.deepEqual([...bytes], [...(countMark ? [0xef, 0xbb, 0xbf] : []), 0x37]);
  }
});
