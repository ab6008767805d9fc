import assert from 'node:assert/strict';
import { request } from 'node:https';
import { test } from 'node:test';
import { start } from '../support.ts';

function status(url: string, ca?: string, servername?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const trust = { ...(ca !== undefined && { ca }), ...(servername !== undefined && { servername }) };
    request(url, { agent: false, ...trust }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('https is trusted through the CA alone, by name and by address', async () => {
  await using emulator = await start({ https: true });
  const path = `/${emulator.tenantId}/v2.0/.well-known/openid-configuration`;
  const { port } = new URL(emulator.origin);

  assert.equal(emulator.origin, `https://localhost:${port}`);
  assert.equal(await status(`https://localhost:${port}${path}`, emulator.caCertificate), 200);
  assert.equal(await status(`https://127.0.0.1:${port}${path}`, emulator.caCertificate), 200);
  await assert.rejects(status(`https://localhost:${port}${path}`), { code: 'SELF_SIGNED_CERT_IN_CHAIN' });
});

test('the certificate is good for further names', async () => {
  await using emulator = await start({ https: true, hostNames: ['login.microsoftonline.com'] });
  const url = `${emulator.origin}/${emulator.tenantId}/v2.0/.well-known/openid-configuration`;

  assert.equal(await status(url, emulator.caCertificate, 'login.microsoftonline.com'), 200);
  await assert.rejects(status(url, emulator.caCertificate, 'graph.microsoft.com'), {
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
});
