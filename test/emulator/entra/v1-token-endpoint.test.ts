import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import type { Emulator } from '../../../emulator/index.ts';
import {
  type Answer,
  addCertificate,
  administratorSecret,
  assertionForm,
  createApp,
  createCertificate,
  fromHex,
  graphClient,
  signAssertion,
  start,
} from '../support.ts';

const RESOURCE = 'https://graph.microsoft.com/';

/** Asks the older endpoint as ADAL and roadlib do. */
async function requestV1(
  emulator: Emulator,
  form: Record<string, string>,
  tenant = emulator.tenantId,
): Promise<Answer> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', ...form });
  const response = await fetch(`${emulator.origin}/${tenant}/oauth2/token`, { method: 'POST', body });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

test('it answers in strings, and names the resource as it was asked for', async () => {
  const now = Date.UTC(2026, 10, 23, 10, 0, 0);
  await using emulator = await start({ clock: { now: () => now, advance: () => undefined } });

  const { status, body } = await requestV1(emulator, { ...administratorSecret(emulator), resource: RESOURCE });

  assert.equal(status, 200);
  const { access_token: token, ...rest } = body;
  assert.deepEqual(rest, {
    token_type: 'Bearer',
    expires_in: '3599',
    ext_expires_in: '3599',
    expires_on: String(now / 1000 + 3599),
    not_before: String(now / 1000),
    resource: RESOURCE,
  });
  const { aud, ver, iss } = decodeJwt(token);
  assert.deepEqual(
    { aud, ver, iss },
    { aud: RESOURCE, ver: '1.0', iss: `https://sts.windows.net/${emulator.tenantId}/` },
  );
});

test('Graph takes its token', async () => {
  await using emulator = await start();

  const { body } = await requestV1(emulator, { ...administratorSecret(emulator), resource: RESOURCE });
  const graph = await graphClient(emulator, body.access_token);

  assert.equal((await graph('GET', '/users?$top=1')).status, 200);
});

test('an assertion may be meant for it', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  const certificate = createCertificate();
  await addCertificate(app, certificate);
  const assertion = await signAssertion(
    emulator,
    app.appId,
    createPrivateKey(certificate.privateKeyPem),
    { alg: 'RS256', x5t: fromHex(certificate.sha1) },
    { aud: `https://login.microsoftonline.com/${emulator.tenantId}/oauth2/token` },
  );

  const { status, body } = await requestV1(emulator, {
    ...assertionForm(app.appId, assertion),
    resource: 'https://graph.microsoft.com',
  });

  assert.equal(status, 200, body.error_description);
});

test('without a resource the token is for Azure AD Graph, which no role of ours opens', async () => {
  await using emulator = await start();

  const { body } = await requestV1(emulator, administratorSecret(emulator));

  assert.equal(body.resource, '00000002-0000-0000-c000-000000000000');
  assert.equal(decodeJwt(body.access_token).roles, undefined);
  const graph = await graphClient(emulator, body.access_token);
  assert.equal((await graph('GET', '/users')).status, 401);
});

const refusals: [string, { form?: Record<string, string>; tenant?: string }, number, string][] = [
  ['an unknown resource', { form: { resource: 'https://vault.example' } }, 500011, 'invalid_resource'],
  ['a wrong secret', { form: { client_secret: 'nonsense' } }, 7000215, 'invalid_client'],
  ['another grant type', { form: { grant_type: 'password' } }, 70003, 'unsupported_grant_type'],
  ['common', { tenant: 'common' }, 50059, 'invalid_request'],
  ['another tenant', { tenant: 'fabrikam.example' }, 90002, 'invalid_request'],
];
for (const [name, { form = {}, tenant }, number, error] of refusals) {
  test(`${name} is ${number} there, too`, async () => {
    await using emulator = await start();

    const { body } = await requestV1(
      emulator,
      { ...administratorSecret(emulator), resource: RESOURCE, ...form },
      tenant,
    );

    assert.deepEqual(body.error_codes, [number], body.error_description);
    assert.equal(body.error, error);
  });
}

test('it takes POST alone', async () => {
  await using emulator = await start();
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const response = await fetch(`${emulator.origin}/${emulator.tenantId}/oauth2/token`, { method });

    assert.equal(response.status, 400);
    const { error_description } = (await response.json()) as { error_description: string };
    assert.match(error_description, new RegExp(`^AADSTS900561: .* Received a ${method} request\\.`));
  }
});
