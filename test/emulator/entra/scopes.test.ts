import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeJwt } from 'jose';
import { administratorSecret, GRAPH_SCOPE, requestToken, start } from '../support.ts';

/** MSAL Go, azidentity and MSAL4J put the scopes of OpenID Connect beside the resource's. */
const accepted = [
  `${GRAPH_SCOPE} openid offline_access profile`,
  `openid offline_access profile ${GRAPH_SCOPE}`,
  `${GRAPH_SCOPE} email`,
  ` ${GRAPH_SCOPE}  openid `,
  `${GRAPH_SCOPE} ${GRAPH_SCOPE}`,
];
for (const scope of accepted) {
  test(`'${scope}' names one resource`, async () => {
    await using emulator = await start();

    const { status, body } = await requestToken(emulator, { ...administratorSecret(emulator), scope });

    assert.equal(status, 200, body.error_description);
    assert.equal(decodeJwt(body.access_token).aud, 'https://graph.microsoft.com');
  });
}

test('a resource beside the scope may be the same one', async () => {
  await using emulator = await start();
  const form = { ...administratorSecret(emulator), resource: 'https://graph.microsoft.com/' };

  assert.equal((await requestToken(emulator, form)).status, 200);
});

/** Words: https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/6069 and /issues/1718 */
const refused: [string, number, RegExp][] = [
  [`${GRAPH_SCOPE} https://management.azure.com/.default`, 70011, /The scope \S+ \S+ is not valid\. Trace/],
  [`${GRAPH_SCOPE} https://vault.example/.default openid`, 70011, /The scope \S+ \S+ openid is not valid\. Trace/],
  [
    `${GRAPH_SCOPE} https://graph.microsoft.com/User.Read.All`,
    70011,
    /\.default scope can't be combined with resource-specific scopes/,
  ],
  ['openid profile', 1002012, /value for scope openid profile is not valid/],
  ['openid https://graph.microsoft.com/User.Read.All', 1002012, /must have a scope value with \/\.default/],
];
for (const [scope, number, words] of refused) {
  test(`'${scope}' is ${number}`, async () => {
    await using emulator = await start();

    const { status, body } = await requestToken(emulator, { ...administratorSecret(emulator), scope });

    assert.equal(status, 400);
    assert.equal(body.error, 'invalid_scope');
    assert.deepEqual(body.error_codes, [number], body.error_description);
    assert.match(body.error_description, words);
  });
}

test("Azure Resource Manager is a resource of every tenant, in which nobody holds Graph's roles", async () => {
  await using emulator = await start();
  for (const resource of ['https://management.core.windows.net/', 'https://management.azure.com']) {
    const form = { ...administratorSecret(emulator), scope: `${resource}/.default` };

    const { access_token: token } = (await requestToken(emulator, form)).body;

    assert.equal(decodeJwt(token).aud, resource);
    assert.equal(decodeJwt(token).roles, undefined);
  }
});
