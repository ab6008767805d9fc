import assert from 'node:assert/strict';
import { request } from 'node:https';
import { test } from 'node:test';
import { start } from '../support.ts';

function status(url: string, ca?: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false, ...(ca === undefined ? {} : { ca }) }, (response) => {
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
