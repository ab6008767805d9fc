import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as pulumi from '@pulumi/pulumi';
import { sourceOf } from './config-source.mts';
import { known, useMocks } from './deployment.mts';

test('the program puts out what the design promises; only the key is secret', async () => {
  await useMocks();
  pulumi.runtime.setAllConfig({ ...sourceOf({ displayName: 'Reader' }).values });
  const outputs = (await import('../index.ts')) as unknown as Record<string, pulumi.Output<string>>;
  const all = await Promise.all(
    Object.entries(outputs).map(async ([name, output]) => [name, await known(output)] as const),
  );
  assert.deepEqual(all.map(([name, { secret }]) => `${name}${secret ? ' (secret)' : ''}`).sort(), [
    'adminConsentUrl',
    'certificateExpiresOn',
    'certificatePem (secret)',
    'certificateThumbprint',
    'clientId',
    'githubSetup',
    'tenantId',
    'workflow',
  ]);
  for (const [name, { value }] of all.filter(([name]) => name !== 'certificatePem')) {
    assert.doesNotMatch(value ?? '', /PRIVATE KEY/, name);
  }
});
