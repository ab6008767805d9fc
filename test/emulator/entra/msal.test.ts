import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfidentialClientApplication } from '@azure/msal-node';
import { addCertificate, createApp, createCertificate, GRAPH_SCOPE, graphClient, start } from '../support.ts';

test('MSAL signs in with a certificate and reads users', async () => {
  await using emulator = await start();
  const certificate = createCertificate();
  const app = await createApp(emulator);
  await addCertificate(app, certificate);
  await app.consent();
  const authority = `https://login.microsoftonline.com/${emulator.tenantId}`;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: app.appId,
      authority,
      authorityMetadata: JSON.stringify({
        token_endpoint: `${emulator.origin}/${emulator.tenantId}/oauth2/v2.0/token`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        issuer: `${authority}/v2.0`,
        jwks_uri: `${emulator.origin}/${emulator.tenantId}/discovery/v2.0/keys`,
      }),
      clientCertificate: { thumbprintSha256: certificate.sha256, privateKey: certificate.privateKeyPem },
    },
  });

  const result = await client.acquireTokenByClientCredential({
    scopes: [GRAPH_SCOPE],
    azureRegion: 'DisableMsalForceRegion',
  });

  const { status, body } = await (await graphClient(emulator, result?.accessToken))('GET', '/users');
  assert.equal(status, 200);
  assert.equal(body.value.length, 20);
});

test("MSAL's error carries the number and the correlation id of a refusal", async () => {
  await using emulator = await start();
  const authority = `https://login.microsoftonline.com/${emulator.tenantId}`;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: emulator.administrator.clientId,
      authority,
      authorityMetadata: JSON.stringify({
        token_endpoint: `${emulator.origin}/${emulator.tenantId}/oauth2/v2.0/token`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        issuer: `${authority}/v2.0`,
      }),
      clientSecret: 'wrong',
    },
  });
  const correlationId = '01234567-89ab-4cde-8f01-23456789abcd';

  await assert.rejects(
    client.acquireTokenByClientCredential({
      scopes: [GRAPH_SCOPE],
      azureRegion: 'DisableMsalForceRegion',
      correlationId,
    }),
    { errorCode: 'invalid_client', errorNo: 7000215, correlationId },
  );
});
