import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, graphClient, requestToken, start } from '../../support.ts';

test('an application is found by object id, by client id and by filter', async () => {
  await using emulator = await start();
  const { graph, id, appId } = await createApp(emulator, { displayName: "Ann's reader" });

  for (const path of [
    `/applications/${id}`,
    `/applications(appId='${appId}')`,
    `/beta/applications/${id}`,
    `/APPLICATIONS/${id}/`,
  ]) {
    assert.equal((await graph('GET', path)).body.id, id, path);
  }
  for (const filter of [`appId eq '${appId}'`, "displayName eq 'Ann''s reader'", "startswith(displayName,'ann')"]) {
    const { value } = (await graph('GET', `/applications?$filter=${encodeURIComponent(filter)}&$select=id`)).body;
    assert.deepEqual(value, [{ id }], filter);
  }
});

test('a list is paged by $top', async () => {
  await using emulator = await start();
  const graph = await graphClient(emulator);
  for (const displayName of ['one', 'two', 'three']) await graph('POST', '/applications', { displayName });

  const names: string[] = [];
  let path: string | undefined = '/applications?$top=2&$select=displayName';
  while (path !== undefined) {
    const { body } = await graph('GET', path);
    names.push(...body.value.map(({ displayName }: { displayName: string }) => displayName));
    path = body['@odata.nextLink']?.slice(emulator.origin.length);
  }

  assert.deepEqual(names, ["Administrator's script", 'Deployment pipeline', 'one', 'two', 'three']);
});

test('a PATCH changes what it names, and only that', async () => {
  await using emulator = await start();
  const { graph, id } = await createApp(emulator, { web: { homePageUrl: 'https://a.example' }, tags: ['x'] });

  const { status } = await graph('PATCH', `/applications/${id}`, {
    web: { logoutUrl: 'https://b.example' },
    notes: 'n',
  });

  const { web, tags, notes } = (await graph('GET', `/applications/${id}`)).body;
  assert.equal(status, 204);
  assert.equal(web.homePageUrl, 'https://a.example');
  assert.equal(web.logoutUrl, 'https://b.example');
  assert.deepEqual(tags, ['x']);
  assert.equal(notes, 'n');
});

test('a deleted application leaves the list, its service principal and its consents behind it', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  await app.consent();

  assert.equal((await app.graph('DELETE', `/applications/${app.id}`)).status, 204);

  assert.equal((await app.graph('GET', `/applications/${app.id}`)).status, 404);
  assert.equal((await app.graph('GET', `/servicePrincipals/${app.servicePrincipalId}`)).status, 404);
  const deleted = await app.graph('GET', `/directory/deletedItems/${app.id}`);
  assert.equal(deleted.body['@odata.type'], '#microsoft.graph.application');
  assert.equal((await app.graph('DELETE', `/directory/deletedItems/${app.id}`)).status, 204);
  assert.equal((await app.graph('GET', `/directory/deletedItems/${app.id}`)).status, 404);
});

test('a secret is shown once and ends with removePassword', async () => {
  await using emulator = await start();
  const app = await createApp(emulator);
  const { keyId, secretText, hint } = (await app.graph('POST', `/applications/${app.id}/addPassword`, {})).body;
  assert.equal(hint, secretText.slice(0, 3));
  const stored = (await app.graph('GET', `/applications/${app.id}`)).body.passwordCredentials;
  assert.deepEqual(
    stored.map((credential: { keyId: string; secretText: unknown }) => [credential.keyId, credential.secretText]),
    [[keyId, null]],
  );

  assert.equal((await app.graph('POST', `/applications/${app.id}/removePassword`, { keyId })).status, 204);

  const answer = await requestToken(emulator, { client_id: app.appId, client_secret: secretText });
  assert.deepEqual(answer.body.error_codes, [7000215]);
});

const refusals: [string, string, string, unknown, number, RegExp][] = [
  ['no name', 'POST', '/applications', {}, 400, /displayName/],
  [
    'an unknown property',
    'POST',
    '/applications',
    { displayName: 'x', colour: 'red' },
    400,
    /Invalid property 'colour'/,
  ],
  ['no body', 'POST', '/applications', undefined, 400, /JSON content expected/],
  ['an unknown selection', 'GET', '/applications?$select=colour', undefined, 400, /property named 'colour'/],
  ['an unsupported filter', 'GET', '/applications?$filter=tags/any()', undefined, 400, /filter clause/],
  ['a page of nothing', 'GET', '/applications?$top=0', undefined, 400, /Invalid page size/],
  ['what is not there', 'GET', '/applications/11111111-2222-4333-8444-555555555555', undefined, 404, /does not exist/],
];
for (const [name, method, path, body, status, words] of refusals) {
  test(`${name} is a ${status}`, async () => {
    await using emulator = await start();
    const graph = await graphClient(emulator);

    const answer = await graph(method, path, body);

    assert.equal(answer.status, status);
    assert.match(answer.body.error.message, words);
  });
}
