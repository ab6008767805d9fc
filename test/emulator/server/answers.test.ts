import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administratorSecret, graphClient, requestToken, start } from '../support.ts';

test("Graph's answers carry its headers", async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);

  const { headers } = await graph('GET', '/organization');

  assert.match(headers.get('content-type') ?? '', /^application\/json;odata\.metadata=minimal;odata\.streaming=true/);
  assert.match(headers.get('request-id') ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(headers.get('client-request-id'), headers.get('request-id'));
});

test('client-request-id is echoed, in errors too', async () => {
  await using emulator = await start();

  const response = await fetch(`${emulator.origin}/v1.0/users`, { headers: { 'client-request-id': 'mine' } });

  const { error } = (await response.json()) as { error: { innerError: Record<string, string> } };
  assert.equal(response.status, 401);
  assert.equal(response.headers.get('client-request-id'), 'mine');
  assert.equal(error.innerError['client-request-id'], 'mine');
  assert.equal(error.innerError['request-id'], response.headers.get('request-id'));
});

test('the Date header follows the clock of the emulator', async () => {
  await using emulator = await start();
  emulator.clock.advance(10 * 24 * 60 * 60 * 1000);

  const response = await fetch(`${emulator.origin}/v1.0/organization`);

  assert.ok(Math.abs(Date.parse(response.headers.get('date') ?? '') - emulator.clock.now()) < 60_000);
});

test('unknown paths and methods are refused in the words of Graph', async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);

  const unknown = await graph('GET', '/nonsense/at/all');
  const method = await graph('PUT', '/applications', {});

  assert.equal(unknown.status, 400);
  assert.equal(unknown.body.error.code, 'BadRequest');
  assert.equal(unknown.body.error.message, "Resource not found for the segment 'nonsense'.");
  assert.equal(method.status, 405);
});

test('malformed JSON is a 400', async () => {
  await using emulator = await start();
  const { access_token } = (await requestToken(emulator, administratorSecret(emulator))).body;

  const response = await fetch(`${emulator.origin}/v1.0/applications`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: '{"displayName":',
  });

  assert.equal(response.status, 400);
  assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'BadRequest');
});

for (const compress of [true, false]) {
  test(`large answers are ${compress ? '' : 'not '}compressed with compress: ${compress}`, async () => {
    await using emulator = await start({ compress });
    const graph = await graphClient(emulator);

    const { headers, body } = await graph('GET', '/servicePrincipals');

    assert.equal(headers.get('content-encoding'), compress ? 'gzip' : null);
    assert.equal(body.value.length, 3);
  });
}
