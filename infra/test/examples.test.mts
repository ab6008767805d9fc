import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { readConfig } from '../config.ts';
import { exampleConfig } from './pulumi-files.mts';

const stacks = readdirSync(new URL('../examples/', import.meta.url)).filter((name) => name.startsWith('Pulumi.'));

test('there are examples for a dev tenant, for production with OIDC, and for a key in an HSM', () => {
  assert.deepEqual(stacks.sort(), ['Pulumi.dev.yaml', 'Pulumi.hsm.yaml', 'Pulumi.production.yaml']);
});

for (const name of stacks) {
  test(`${name} is taken by the program`, async () => {
    const [, stack = ''] = name.split('.');
    const entries = Object.entries(await exampleConfig(stack)).map(([key, value]) => [
      key,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]);
    const values = Object.fromEntries(entries);
    assert.doesNotThrow(() => readConfig({ values, project: 'entra-user-audit', environment: {} }));
  });
}
