import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphClient } from '../emulator/support.ts';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { createCertificate } from '../harness/certificates.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld, type World } from '../harness/world.ts';

const stranger = '11111111-2222-4333-8444-555555555555';

async function unknownCertificate(): Promise<ActionInputs> {
  const { keyPem, certificatePem } = await createCertificate();
  return { certificate: keyPem + certificatePem };
}

/** What stands on the first lines of the error, and how the world or the inputs lead to it. */
const cases: [string, RegExp, (world: World) => ActionInputs | Promise<ActionInputs>][] = [
  ['aadsts700016', /^Application 1111\S+ does not exist in tenant /, () => ({ 'client-id': stranger })],
  ['aadsts90002', /^Tenant "1111\S+" does not exist in this cloud \(public\)\./, () => ({ 'tenant-id': stranger })],
  ['aadsts90002', /^Tenant "nowhere\.example" does not exist/, () => ({ 'tenant-id': 'nowhere.example' })],
  [
    'aadsts700027',
    /^Entra ID does not accept the certificate [0-9A-F]{40} \(valid until 20\S+\) for application .*The key was not found/,
    unknownCertificate,
  ],
  [
    'aadsts7000215',
    /^Entra ID refused the client secret of application /,
    () => ({ certificate: '', 'client-secret': 'not the secret' }),
  ],
  [
    'aadsts7000229',
    /has no service principal in tenant/,
    async ({ emulator, app }) => {
      const graph = await graphClient(emulator);
      await graph('DELETE', `/servicePrincipals/${app.servicePrincipalId}`);
      return {};
    },
  ],
  [
    'aadsts7000112',
    /^Application \S+ is disabled in tenant /,
    async ({ emulator, app }) => {
      const graph = await graphClient(emulator);
      await graph('PATCH', `/servicePrincipals/${app.servicePrincipalId}`, { accountEnabled: false });
      return {};
    },
  ],
  [
    'aadsts700025',
    /is marked as a public client/,
    async ({ emulator, app }) => {
      const graph = await graphClient(emulator);
      await graph('PATCH', `/applications/${app.objectId}`, { isFallbackPublicClient: true });
      return {};
    },
  ],
  [
    'aadsts700024',
    /^Entra ID says that the signed assertion is outside its time range\./,
    ({ emulator }) => {
      emulator.clock.advance(3 * 60 * 60 * 1000);
      return {};
    },
  ],
];

for (const [anchor, expected, prepare] of cases) {
  test(`${anchor}: ${expected.source}`, async () => {
    await using world = await createWorld({ inputs: listCompared, users: 3 });
    const run = await world.audit(await prepare(world));
    assert.equal(run.exitCode, 1);
    assert.equal(run.annotations.error.length, 1);
    const [error = ''] = run.annotations.error;
    assert.match(error, expected);
    assert.match(error, new RegExp(`\\nMore: docs/troubleshooting\\.md#${anchor}\\n`));
    assert.match(error, /\nCorrelation id: [0-9a-f-]{36}; Trace id: [0-9a-f-]{36}; Time: \d{4}-/);
    const signIns = world.emulator.requests.filter(
      ({ path, appId }) => path.endsWith('/token') && appId !== world.emulator.administrator.clientId,
    );
    assert.equal(signIns.length, 1, 'what cannot succeed is not tried again');
  });
}
