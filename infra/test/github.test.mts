import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploy } from './deployment.mts';

const runs = { environments: ['production', 'a:b'], branches: ['main', 'release/1'], pullRequests: true };

test('federated credentials are made for exactly the subjects that are asked for, in both forms', async () => {
  for (const [repository, named] of [
    ['contoso/directory-audit', 'contoso/directory-audit'],
    ['contoso@12/directory-audit@345', 'contoso@12/directory-audit@345'],
  ]) {
    const { of } = await deploy({ github: { repository, ...runs } });
    const credentials = of('azuread:ApplicationFederatedIdentityCredential');
    assert.deepEqual(
      credentials.map(({ inputs }) => inputs.subject),
      [
        `repo:${named}:environment:production`,
        `repo:${named}:environment:a%3Ab`,
        `repo:${named}:ref:refs/heads/main`,
        `repo:${named}:ref:refs/heads/release/1`,
        `repo:${named}:pull_request`,
      ],
    );
    for (const { inputs } of credentials) {
      assert.equal(inputs.issuer, 'https://token.actions.githubusercontent.com');
      assert.deepEqual(inputs.audiences, ['api://AzureADTokenExchange']);
      assert.match(inputs.displayName, /^[a-zA-Z0-9][a-zA-Z0-9_-]{1,119}$/);
    }
    assert.equal(new Set(credentials.map(({ inputs }) => inputs.displayName)).size, 5);
  }
});

test('ids in the repository are left out of subjects when the repository still has the old form', async () => {
  const github = { repository: 'contoso@12/audit@345', immutableSubjects: false, branches: ['main'] };
  const { of } = await deploy({ github });
  assert.equal(
    of('azuread:ApplicationFederatedIdentityCredential')[0]?.inputs.subject,
    'repo:contoso/audit:ref:refs/heads/main',
  );
});

test('with GitHub no certificate is made, unless it is asked for', async () => {
  const github = { repository: 'contoso/audit', branches: ['main'] };
  const without = await deploy({ github });
  assert.deepEqual([...without.of('tls:PrivateKey'), ...without.of('azuread:ApplicationCertificate')], []);
  assert.equal(without.reader.certificateThumbprint, undefined);
  const asked = await deploy({ github, certificates: { spare: {} } });
  assert.equal(asked.of('azuread:ApplicationCertificate').length, 1);
});

test('the audience is that of the cloud', async () => {
  const github = { repository: 'contoso/audit', branches: ['main'] };
  const { of } = await deploy({ github, cloud: 'us-gov', 'azuread:environment': 'usgovernment' });
  assert.deepEqual(of('azuread:ApplicationFederatedIdentityCredential')[0]?.inputs.audiences, [
    'api://AzureADTokenExchangeUSGov',
  ]);
});

test('long subjects that differ at their end alone have names of their own, short enough for Entra', async () => {
  const branches = ['a', 'b'].map((end) => `${'x'.repeat(500)}${end}`);
  const { of } = await deploy({ github: { repository: 'contoso/audit', branches } });
  const names = of('azuread:ApplicationFederatedIdentityCredential').map(({ inputs }) => inputs.displayName);
  assert.equal(new Set(names).size, 2);
  for (const name of names) assert.match(name, /^github-branch-x{53}-[0-9a-f]{8}$/);
});

test('runs of pull requests are a warning at every up, and no others are', async () => {
  const { warnings } = await deploy({ github: { repository: 'contoso/audit', ...runs } });
  assert.deepEqual(warnings, [
    'Runs of pull requests may sign in (repo:contoso/audit:pull_request): whoever can open one from a branch of the repository can read all users. Name environments or branches instead.',
  ]);
  const without = await deploy({ github: { repository: 'contoso/audit', ...runs, pullRequests: false } });
  assert.deepEqual(without.warnings, []);
});
