import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as pulumi from '@pulumi/pulumi';
import { githubSetup, type Handover } from '../handover.ts';
import { sourceOf } from './config-source.mts';
import { clientId, known, tenantId, useMocks } from './deployment.mts';

const handover: Handover = {
  tenantId,
  clientId,
  cloud: 'public',
  stack: 'prod',
  github: undefined,
  signInActivity: false,
  key: 'stack',
};
const github = {
  repository: 'contoso/audit',
  issuer: 'https://token.actions.githubusercontent.com',
  subjects: [],
  environment: "o'prod",
};

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

test('the commands to paste read the key from the stack, and put it on no command line', () => {
  assert.equal(
    githubSetup({ ...handover, github }),
    `gh variable set ENTRA_TENANT_ID --repo contoso/audit --env 'o'\\''prod' --body ${tenantId}
gh variable set ENTRA_CLIENT_ID --repo contoso/audit --env 'o'\\''prod' --body ${clientId}
pulumi stack output certificatePem --show-secrets --stack prod | gh secret set ENTRA_CERTIFICATE --repo contoso/audit --env 'o'\\''prod'
`,
  );
  assert.match(
    githubSetup({ ...handover, key: 'elsewhere' }),
    /\ncat key\.pem certificate\.pem \| gh secret set ENTRA_CERTIFICATE\n$/,
  );
  assert.doesNotMatch(githubSetup({ ...handover, key: undefined }), /secret/);
});
