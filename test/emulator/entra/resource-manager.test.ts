import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Emulator } from '../../../emulator/index.ts';
import { administratorSecret, requestToken, start } from '../support.ts';

async function ask(emulator: Emulator, path: string, scope?: string) {
  const token = scope && (await requestToken(emulator, { ...administratorSecret(emulator), scope })).body.access_token;
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(`${emulator.origin}${path}?api-version=2022-12-01`, { headers });
  // biome-ignore lint/suspicious/noExplicitAny: bodies of two shapes
  return { status: response.status, body: (await response.json()) as any };
}

test('Azure Resource Manager knows the tenant and no subscription, as the Azure CLI asks', async () => {
  await using emulator = await start();
  // Two slashes, as the CLI sends it: its resource ends with one.
  const scope = 'https://management.core.windows.net//.default';

  assert.deepEqual((await ask(emulator, '/subscriptions', scope)).body.value, []);
  assert.equal((await ask(emulator, '/tenants', scope)).body.value[0].tenantId, emulator.tenantId);
});

test("Azure Resource Manager refuses Graph's token, and none", async () => {
  await using emulator = await start();

  const foreign = await ask(emulator, '/subscriptions', 'https://graph.microsoft.com/.default');
  assert.equal(foreign.status, 401);
  assert.equal(foreign.body.error.code, 'InvalidAuthenticationTokenAudience');

  const none = await ask(emulator, '/subscriptions');
  assert.equal(none.status, 401);
  assert.equal(none.body.error.code, 'AuthenticationFailed');
});
