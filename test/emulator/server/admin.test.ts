import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../../emulator/index.ts';
import { administratorSecret, graphClient, requestToken, start } from '../support.ts';

async function admin(emulator: Emulator, method: string, path: string, body?: unknown) {
  const payload =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${emulator.origin}/_emulator${path}`, { method, ...payload });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

test('/_emulator tells what a script needs', async () => {
  await using emulator = await start({ users: 7 });

  const { body } = await admin(emulator, 'GET', '');

  assert.equal(body.tenantId, emulator.tenantId);
  assert.equal(body.origin, emulator.origin);
  assert.deepEqual(body.administrator, emulator.administrator);
  assert.equal(body.users, 7);
});

test('clock and token lifetime are switches', async () => {
  await using emulator = await start();
  const before = emulator.clock.now();

  await admin(emulator, 'POST', '/clock', { advanceSeconds: 3600 });
  await admin(emulator, 'POST', '/token-lifetime', { seconds: 60 });

  assert.ok(emulator.clock.now() >= before + 3_600_000);
  assert.equal((await requestToken(emulator, administratorSecret(emulator))).body.expires_in, 60);
});

test('requests are logged without secrets, and forgotten on demand', async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);
  await graph('GET', '/organization?$select=id');

  const { body } = await admin(emulator, 'GET', '/requests');

  assert.deepEqual(
    body.map(({ method, path, query, status, appId }: Record<string, unknown>) => [method, path, query, status, appId]),
    [
      ['POST', `/${emulator.tenantId}/oauth2/v2.0/token`, '', 200, emulator.administrator.clientId],
      ['GET', '/v1.0/organization', '$select=id', 200, emulator.administrator.clientId],
    ],
  );
  assert.equal(body[1].headers.authorization, true);
  assert.equal(JSON.stringify(body).includes(emulator.administrator.clientSecret), false);
  await admin(emulator, 'DELETE', '/requests');
  assert.deepEqual((await admin(emulator, 'GET', '/requests')).body, []);
});

test('users come and go', async () => {
  await using emulator = await start({ users: 3 });
  const [first, second] = [...emulator.directory.users()].map(({ id }) => id);

  const { body } = await admin(emulator, 'POST', '/users', {
    create: [{ userPrincipalName: 'new@contoso.example', displayName: 'New' }],
    update: [{ id: first, department: 'Moved' }],
    delete: [second],
  });

  assert.equal(body.users, 3);
  assert.equal(emulator.directory.get(body.created[0])?.displayName, 'New');
  assert.equal(emulator.directory.get(first ?? '')?.department, 'Moved');
  assert.equal(emulator.directory.get(second ?? ''), undefined);
});

test('a fault is added, listed and removed', async () => {
  await using emulator = await start();

  const { body } = await admin(emulator, 'POST', '/faults', {
    kind: 'status',
    status: 503,
    match: { path: '/organization', times: 1 },
  });
  assert.equal((await admin(emulator, 'GET', '/faults')).body.length, 1);

  const graph = await graphClient(emulator);
  assert.equal((await graph('GET', '/organization')).status, 503);
  assert.equal((await graph('GET', '/organization')).status, 200);
  await admin(emulator, 'DELETE', `/faults/${body.ids[0]}`);
  assert.deepEqual((await admin(emulator, 'GET', '/faults')).body, []);
});

for (const [path, body] of [
  ['/clock', { advanceSeconds: 'soon' }],
  ['/latency', { milliseconds: -1 }],
  ['/replication', { rolesMising: 1 }],
  ['/token-lifetime', {}],
] as const) {
  test(`${path} refuses ${JSON.stringify(body)}`, async () => {
    await using emulator = await start();

    const answer = await admin(emulator, 'POST', path, body);

    assert.equal(answer.status, 400);
    assert.ok(answer.body.error.length > 0);
  });
}
