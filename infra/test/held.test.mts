import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heldBy, nothingHeld } from '../held.ts';
import { deploy } from './deployment.mts';
import { selfSigned } from './self-signed.mts';

const component = 'entra-user-audit:index:DirectoryReader';

test('what a stack holds is found by the names that the reader gives its resources', async () => {
  const own = await selfSigned();
  const config = {
    certificates: { 'hsm-1': { pem: own.certificatePem }, made: {} },
    active: 'hsm-1',
    github: { repository: 'contoso/audit', branches: ['main'] },
  };
  const { urns, resources } = await deploy(config);
  const state = urns.map((urn) => {
    const type = urn.split('::')[2]?.split('$').at(-1) ?? '';
    const name = urn.split('::').at(-1);
    const inputs = resources.find((one) => one.name === name && type.endsWith(one.type.split(':')[1] ?? ''))?.inputs;
    const outputs = type === component ? { certificateThumbprint: own.thumbprint } : inputs;
    return [urn, { type, outputs }] as const;
  });
  const held = heldBy('directory-reader', Object.fromEntries(state));
  assert.deepEqual(
    held.certificates.map(({ name, made }) => ({ name, made })),
    [
      { name: 'hsm-1', made: false },
      { name: 'made', made: true },
    ],
  );
  assert.equal(held.certificates[0]?.thumbprint, own.thumbprint);
  assert.equal(held.active, 'hsm-1');
  assert.deepEqual(held.subjects, ['repo:contoso/audit:ref:refs/heads/main']);
  assert.deepEqual(held.permissions, ['User.Read.All']);
  assert.equal(held.owners.length, 1);
  assert.equal(held.halfDestroyed, false);
  const left = state.filter(([, { type }]) => /DirectoryReader$|:Application$/.test(type));
  assert.equal(heldBy('directory-reader', Object.fromEntries(left)).halfDestroyed, true);
  assert.deepEqual(heldBy('another', Object.fromEntries(state)), nothingHeld);
});
