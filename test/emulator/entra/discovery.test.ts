import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get as httpGet } from 'node:http';
import { json } from 'node:stream/consumers';
import { test } from 'node:test';
import { start } from '../support.ts';

const get = async (url: string) => {
  const response = await fetch(url);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

test('discovery leads to endpoints on the host that was asked', async () => {
  await using emulator = await start();
  const origin = emulator.origin.replace('127.0.0.1', 'localhost');

  for (const name of [emulator.tenantId, emulator.domain]) {
    const { body } = await get(`${origin}/${name}/v2.0/.well-known/openid-configuration`);

    assert.equal(body.token_endpoint, `${origin}/${emulator.tenantId}/oauth2/v2.0/token`);
    assert.equal(body.issuer, `${origin}/${emulator.tenantId}/v2.0`);
  }
});

test('common and organizations answer discovery', async () => {
  await using emulator = await start();
  for (const name of ['common', 'organizations']) {
    const { status, body } = await get(`${emulator.origin}/${name}/v2.0/.well-known/openid-configuration`);

    assert.equal(status, 200);
    assert.equal(body.issuer, `${emulator.origin}/{tenantid}/v2.0`);
  }
});

test('discovery of another tenant is refused', async () => {
  await using emulator = await start();

  const { status, body } = await get(`${emulator.origin}/fabrikam.example/v2.0/.well-known/openid-configuration`);

  assert.equal(status, 400);
  assert.equal(body.error, 'invalid_tenant');
  assert.deepEqual(body.error_codes, [90002]);
});

test('the older metadata leads to the older endpoint, and its issuer is that of the tokens', async () => {
  await using emulator = await start();
  const origin = emulator.origin;

  const { body } = await get(`${origin}/${emulator.domain}/.well-known/openid-configuration`);

  assert.equal(body.token_endpoint, `${origin}/${emulator.tenantId}/oauth2/token`);
  assert.equal(body.issuer, `https://sts.windows.net/${emulator.tenantId}/`);
  const [older, newer] = await Promise.all([
    get(String(body.jwks_uri)),
    get(`${origin}/${emulator.tenantId}/discovery/v2.0/keys`),
  ]);
  const keyIds = ({ keys }: Record<string, unknown>) => (keys as { kid: string }[]).map(({ kid }) => kid);
  assert.deepEqual(keyIds(older.body), keyIds(newer.body));
  const common = await get(`${origin}/common/.well-known/openid-configuration`);
  assert.equal(common.body.issuer, 'https://sts.windows.net/{tenantid}/');
});

test('instance discovery knows this host and no stranger', async () => {
  await using emulator = await start();
  const instance = (endpoint: string) =>
    get(
      `${emulator.origin}/common/discovery/instance?api-version=1.1&authorization_endpoint=${encodeURIComponent(endpoint)}`,
    );

  const here = await instance(`${emulator.origin}/${emulator.tenantId}/oauth2/v2.0/authorize`);
  assert.equal(
    here.body.tenant_discovery_endpoint,
    `${emulator.origin}/${emulator.tenantId}/v2.0/.well-known/openid-configuration`,
  );
  const elsewhere = await instance('https://login.example/x/oauth2/v2.0/authorize');
  assert.equal(elsewhere.status, 400);
  assert.equal(elsewhere.body.error, 'invalid_instance');
});

test("instance discovery knows the names of Microsoft's clouds", async () => {
  await using emulator = await start();
  const endpoint = encodeURIComponent('https://login.windows.net/common/oauth2/v2.0/authorize');

  const { body } = await get(
    `${emulator.origin}/common/discovery/instance?api-version=1.1&authorization_endpoint=${endpoint}`,
  );

  const [cloud] = body.metadata as { preferred_network: string; aliases: string[] }[];
  assert.equal(cloud?.preferred_network, 'login.microsoftonline.com');
  assert.ok(cloud.aliases.includes('login.windows.net'));
});

test("on the public cloud's host, discovery names the public cloud's Graph", async () => {
  await using emulator = await start();
  const request = httpGet(`${emulator.origin}/common/v2.0/.well-known/openid-configuration`, {
    headers: { host: 'login.microsoftonline.com' },
  });

  const [response] = await once(request, 'response');
  const { msgraph_host, cloud_instance_name } = (await json(response)) as Record<string, string>;

  assert.equal(msgraph_host, 'graph.microsoft.com');
  assert.equal(cloud_instance_name, 'microsoftonline.com');
});

test('the cloud metadata names login and Graph endpoints', async () => {
  await using emulator = await start();

  const { body } = await get(`${emulator.origin}/metadata/endpoints?api-version=2022-09-01`);

  assert.equal(body.microsoftGraphResourceId, emulator.origin);
  assert.equal((body.authentication as { loginEndpoint: string }).loginEndpoint, emulator.origin);
});

test('the cloud metadata of the older version is a list, which the Azure CLI reads', async () => {
  await using emulator = await start();

  const { body } = await get(`${emulator.origin}/metadata/endpoints?api-version=2019-05-01`);

  const [cloud] = body as unknown as Record<string, unknown>[];
  assert.equal(cloud?.resourceManager, emulator.origin);
});
