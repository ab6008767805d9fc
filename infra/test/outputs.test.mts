import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as pulumi from '@pulumi/pulumi';
import { parse } from 'yaml';
import { githubSetup, type Handover, workflow } from '../handover.ts';
import { clientId, known, sourceOf, tenantId, useMocks } from './deployment.mts';

const { inputs } = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8'));
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

test('the workflow is YAML, uses inputs that the Action has, and asks for an OIDC token only without a certificate', () => {
  const jobOf = (text: string) => parse(text).jobs.audit;
  const byCertificate = jobOf(workflow({ ...handover, cloud: 'china' }));
  const byOidc = jobOf(workflow({ ...handover, github, signInActivity: true, key: undefined }));
  assert.deepEqual(byCertificate.steps[0].with, {
    'tenant-id': tenantId,
    'client-id': clientId,
    cloud: 'china',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    certificate: '${{ secrets.ENTRA_CERTIFICATE }}',
  });
  assert.deepEqual(byCertificate.permissions, { actions: 'read' });
  assert.deepEqual(byOidc.steps[0].with, {
    'tenant-id': tenantId,
    'client-id': clientId,
    'sign-in-activity': true,
  });
  assert.deepEqual([byOidc.permissions, byOidc.environment], [{ actions: 'read', 'id-token': 'write' }, "o'prod"]);
  for (const { steps } of [byCertificate, byOidc]) {
    assert.deepEqual(
      Object.keys(steps[0].with).filter((name) => !(name in inputs)),
      [],
    );
  }
});
