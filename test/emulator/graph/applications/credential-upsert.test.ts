import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administratorSecret, createApp, requestToken, start } from '../../support.ts';

const body = {
  issuer: 'https://issuer.example',
  subject: 'first',
  audiences: ['api://AzureADTokenExchange'],
};

test('a PATCH by name creates what is missing only when it is preferred', async () => {
  await using emulator = await start();
  const { graph, id, appId } = await createApp(emulator);
  const token = (await requestToken(emulator, administratorSecret(emulator))).body.access_token;
  const upsert = (change: object, prefer?: string) =>
    fetch(`${emulator.origin}/v1.0/applications(appId='${appId}')/federatedIdentityCredentials(name='main')`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(prefer !== undefined && { prefer }),
      },
      body: JSON.stringify({ ...body, ...change }),
    });

  assert.equal((await upsert({})).status, 404);
  const created = await upsert({}, 'create-if-missing');
  assert.equal(created.status, 201);
  assert.match(await created.text(), /"name":"main"/);
  assert.equal((await upsert({ subject: 'second' }, 'create-if-missing')).status, 204);
  const { value } = (await graph('GET', `/applications/${id}/federatedIdentityCredentials`)).body;
  assert.deepEqual(
    value.map((credential: { name: string; subject: string }) => [credential.name, credential.subject]),
    [['main', 'second']],
  );
});
