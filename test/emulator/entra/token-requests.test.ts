import assert from 'node:assert/strict';
import { test } from 'node:test';
import { administratorSecret, requestToken, start } from '../support.ts';

const unknown = '11111111-2222-4333-8444-555555555555';
const cases: [string, { form?: Record<string, string | undefined>; tenant?: string }, number, number, string][] = [
  ['a tenant id that does not exist', { tenant: unknown }, 90002, 400, 'invalid_request'],
  ['a domain that does not exist', { tenant: 'fabrikam.example' }, 90002, 400, 'invalid_request'],
  ['what is no tenant name', { tenant: 'nonsense' }, 900023, 400, 'invalid_request'],
  ['common', { tenant: 'common' }, 50059, 400, 'invalid_request'],
  ['no grant type', { form: { grant_type: undefined } }, 900144, 400, 'invalid_request'],
  ['another grant type', { form: { grant_type: 'password' } }, 70003, 400, 'unsupported_grant_type'],
  ['no client id', { form: { client_id: undefined } }, 900144, 400, 'invalid_request'],
  ['no scope', { form: { scope: undefined } }, 900144, 400, 'invalid_request'],
  [
    'a scope of one permission',
    { form: { scope: 'https://graph.microsoft.com/User.Read.All' } },
    1002012,
    400,
    'invalid_scope',
  ],
  [
    'two resources',
    { form: { scope: 'https://graph.microsoft.com/.default https://management.azure.com/.default' } },
    70011,
    400,
    'invalid_scope',
  ],
  [
    "a resource that is not the scope's",
    { form: { resource: 'https://management.azure.com' } },
    9010010,
    400,
    'invalid_request',
  ],
  ['an unknown resource', { form: { scope: 'https://vault.example/.default' } }, 500011, 400, 'invalid_resource'],
  ['an unknown client', { form: { client_id: unknown } }, 700016, 400, 'unauthorized_client'],
];

for (const [name, { form = {}, tenant }, number, status, error] of cases) {
  test(`${name} is ${number}`, async () => {
    await using emulator = await start();

    const answer = await requestToken(
      emulator,
      { ...administratorSecret(emulator), ...form },
      tenant === undefined ? {} : { tenant },
    );

    assert.deepEqual(answer.body.error_codes, [number], answer.body.error_description);
    assert.equal(answer.status, status);
    assert.equal(answer.body.error, error);
  });
}

test('the domain stands for the tenant', async () => {
  await using emulator = await start({ domain: 'Fabrikam.example' });

  const answer = await requestToken(emulator, administratorSecret(emulator), { tenant: 'fabrikam.EXAMPLE' });

  assert.equal(answer.status, 200);
});

test('JSON is a request without parameters', async () => {
  await using emulator = await start();

  const response = await fetch(`${emulator.origin}/${emulator.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grant_type: 'client_credentials' }),
  });

  assert.equal(response.status, 400);
  assert.match(
    ((await response.json()) as { error_description: string }).error_description,
    /^AADSTS900144: .*'grant_type'/,
  );
});

test('a parameter that comes twice is refused', async () => {
  await using emulator = await start();

  const response = await fetch(`${emulator.origin}/${emulator.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams([
      ['grant_type', 'client_credentials'],
      ['grant_type', 'client_credentials'],
    ]),
  });

  assert.match(((await response.json()) as { error_description: string }).error_description, /^AADSTS9000411/);
});

test('an error has the shape of an Entra error and echoes the correlation id', async () => {
  const now = Date.UTC(2026, 10, 23, 10, 0, 0);
  await using emulator = await start({ clock: { now: () => now, advance: () => undefined } });
  const correlationId = '01234567-89ab-4cde-8f01-23456789abcd';

  const { body, headers } = await requestToken(
    emulator,
    { client_id: unknown },
    { headers: { 'client-request-id': correlationId, 'return-client-request-id': 'true' } },
  );

  assert.deepEqual(Object.keys(body), [
    'error',
    'error_description',
    'error_codes',
    'timestamp',
    'trace_id',
    'correlation_id',
    'error_uri',
  ]);
  assert.equal(body.correlation_id, correlationId);
  assert.equal(body.timestamp, '2026-11-23 10:00:00Z');
  assert.equal(body.error_uri, 'https://login.microsoftonline.com/error?code=700016');
  assert.ok(
    body.error_description.endsWith(
      ` Trace ID: ${body.trace_id} Correlation ID: ${correlationId} Timestamp: 2026-11-23 10:00:00Z`,
    ),
  );
  assert.equal(headers.get('x-ms-request-id'), body.trace_id);
  assert.equal(headers.get('client-request-id'), correlationId);
  assert.match(headers.get('cache-control') ?? '', /no-store/);
});
