import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import type { Emulator } from '../../../emulator/index.ts';
import {
  addCertificate,
  assertionForm,
  createApp,
  createCertificate,
  fromHex,
  graphClient,
  requestToken,
  signAssertion,
  start,
} from '../support.ts';

const certificate = createCertificate();
const key = createPrivateKey(certificate.privateKeyPem);

/** What the app's next sign-in meets: an error number, or the roles of its token. */
async function signIn(emulator: Emulator, appId: string): Promise<unknown> {
  const assertion = await signAssertion(emulator, appId, key, { 'x5t#S256': fromHex(certificate.sha256) });
  const { body } = await requestToken(emulator, assertionForm(appId, assertion));
  return body.error_codes?.[0] ?? decodeJwt(body.access_token).roles ?? 'no roles';
}

test('a new registration meets the documented errors, sign-in by sign-in', async () => {
  const delay = { applicationMissing: 1, servicePrincipalMissing: 2, keyMissing: 1, rolesMissing: 1 };
  await using emulator = await start({ replication: delay });
  const app = await createApp(emulator);
  await addCertificate(app, certificate);
  await app.consent();

  const met: unknown[] = [];
  for (let attempt = 0; attempt < 7; attempt++) met.push(await signIn(emulator, app.appId));

  assert.deepEqual(met, [700016, 7000229, 7000229, 700027, 'no roles', ['User.Read.All'], ['User.Read.All']]);
});

test('the delay can run by the clock, too', async () => {
  await using emulator = await start({ replication: { unit: 'seconds', applicationMissing: 10, rolesMissing: 5 } });
  const app = await createApp(emulator);
  await addCertificate(app, certificate);
  await app.consent();

  assert.equal(await signIn(emulator, app.appId), 700016);
  emulator.clock.advance(11_000);
  assert.equal(await signIn(emulator, app.appId), 'no roles');
  emulator.clock.advance(5_000);
  assert.deepEqual(await signIn(emulator, app.appId), ['User.Read.All']);
});

test('Graph itself does not know at once what it has just created', async () => {
  await using emulator = await start({ replication: { objectMissing: 2 } });
  const graph = await graphClient(emulator);
  const application = (await graph('POST', '/applications', { displayName: 'New' })).body;
  const principal = (await graph('POST', '/servicePrincipals', { appId: application.appId })).body;

  for (const path of [`/applications/${application.id}`, `/servicePrincipals/${principal.id}`]) {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) statuses.push((await graph('GET', path)).status);
    assert.deepEqual(statuses, [404, 404, 200, 200], path);
  }
  assert.equal((await graph('GET', `/applications(appId='${emulator.administrator.clientId}')`)).status, 200);
});

test('that delay can run by the clock, too, and holds for changes', async () => {
  await using emulator = await start({ replication: { unit: 'seconds', objectMissing: 30 } });
  const graph = await graphClient(emulator);
  const { id } = (await graph('POST', '/applications', { displayName: 'New' })).body;

  assert.equal(
    (await graph('PATCH', `/applications/${id}`, { notes: 'x' })).body.error.code,
    'Request_ResourceNotFound',
  );
  emulator.clock.advance(30_000);
  assert.equal((await graph('PATCH', `/applications/${id}`, { notes: 'x' })).status, 204);
});
