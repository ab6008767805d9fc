import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readConfig } from '../config.ts';

const folder = new URL('../examples/', import.meta.url);
const stacks = readdirSync(folder).filter((name) => name.startsWith('Pulumi.'));

test('there are examples for a dev tenant, for production with OIDC, and for a key in an HSM', () => {
  assert.deepEqual(stacks.sort(), ['Pulumi.dev.yaml', 'Pulumi.hsm.yaml', 'Pulumi.production.yaml']);
});

for (const name of stacks) {
  test(`${name} is taken by the program`, () => {
    const { config } = parse(readFileSync(new URL(name, folder), 'utf8')) as { config: Record<string, unknown> };
    const entries = Object.entries(config).map(([key, value]) => [
      key,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]);
    const values = Object.fromEntries(entries);
    assert.doesNotThrow(() => readConfig({ values, project: 'entra-user-audit', environment: {} }));
  });
}
