import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as pulumi from '@pulumi/pulumi';

const mark = '4dabf18193072939515e22adb298388d';
const allOutputs = { tenantId: 'the-tenant', clientId: 'the-client', certificatePem: 'key and certificate' };

/** What the program asks for; `*` stands before the value of a secret input. */
async function resources(config: Record<string, string>, outputs: object = allOutputs): Promise<string[]> {
  const found: string[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs }) {
        if (type === 'pulumi:pulumi:StackReference') {
          return { id: name, state: { ...inputs, outputs, secretOutputNames: ['certificatePem'] } };
        }
        const { value, environment, repository } = inputs;
        const shown = mark in Object(value) ? `*${value.value}` : value;
        found.push(`${type.split(':').at(-1)} ${name} of ${repository} ${environment ?? '(all)'}: ${shown}`);
        return { id: name, state: inputs };
      },
      call: () => ({}),
    },
    'entra-user-audit-github',
    'prod',
  );
  const named = Object.entries(config).map(([name, value]) => [`entra-user-audit-github:${name}`, value]);
  pulumi.runtime.setAllConfig(Object.fromEntries(named));
  await import(`../index.ts?${Object.values(config)}`);
  await pulumi.runtime.disconnect();
  return found.sort();
}

const where = { reader: 'organization/entra-user-audit/prod', repository: 'audit' };

test('ids become variables, and the certificate a secret, of the repository', async () => {
  assert.deepEqual(await resources(where), [
    'ActionsSecret ENTRA_CERTIFICATE of audit (all): *key and certificate',
    'ActionsVariable ENTRA_CLIENT_ID of audit (all): the-client',
    'ActionsVariable ENTRA_TENANT_ID of audit (all): the-tenant',
  ]);
});

test('or of one environment', async () => {
  assert.deepEqual(await resources({ ...where, environment: 'production' }), [
    'ActionsEnvironmentSecret ENTRA_CERTIFICATE of audit production: *key and certificate',
    'ActionsEnvironmentVariable ENTRA_CLIENT_ID of audit production: the-client',
    'ActionsEnvironmentVariable ENTRA_TENANT_ID of audit production: the-tenant',
  ]);
});

test('without a certificate nothing secret is written', async () => {
  const found = await resources({ ...where, certificate: 'false' });
  assert.deepEqual(
    found.map((line) => line.split(' ')[0]),
    ['ActionsVariable', 'ActionsVariable'],
  );
});

test('a stack without a certificate, as with OIDC, is refused with what to do; told so, only ids are written', async () => {
  const { certificatePem, ...oidc } = allOutputs;
  const program = fileURLToPath(new URL('oidc-stack.mts', import.meta.url));
  const flags = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON'];
  const end = spawnSync(process.execPath, [...flags, program], { encoding: 'utf8' });
  assert.match(end.stderr, /hands out no certificate with its key: .*OIDC.*pulumi config set certificate false/);
  const found = await resources({ ...where, certificate: 'false', environment: 'oidc' }, oidc);
  assert.deepEqual(
    found.map((line) => line.split(' ')[0]),
    ['ActionsEnvironmentVariable', 'ActionsEnvironmentVariable'],
  );
});
