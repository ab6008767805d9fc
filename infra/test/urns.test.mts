import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { deploy } from './deployment.mts';

/** A name or type that changes makes Pulumi delete and create what it should have kept: give it an alias. */
test('names and types are stable', async () => {
  const { urns } = await deploy({
    certificates: { '2026-a': {} },
    github: {
      repository: 'contoso/directory-audit',
      environments: ['production'],
      branches: ['main'],
      pullRequests: true,
    },
    signInActivity: true,
  });
  const prefix = 'urn:pulumi:prod::entra-user-audit::entra-user-audit:index:DirectoryReader';
  assert.deepEqual(urns, [
    `${prefix}$azuread:index/appRoleAssignment:AppRoleAssignment::directory-reader-consent-AuditLog.Read.All`,
    `${prefix}$azuread:index/appRoleAssignment:AppRoleAssignment::directory-reader-consent-User.Read.All`,
    `${prefix}$azuread:index/application:Application::directory-reader-application`,
    `${prefix}$azuread:index/applicationCertificate:ApplicationCertificate::directory-reader-certificate-2026-a`,
    `${prefix}$azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential::directory-reader-github-branch-main-e3d20a7c`,
    `${prefix}$azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential::directory-reader-github-environment-production-800fd4aa`,
    `${prefix}$azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential::directory-reader-github-pull-request-f6d79b42`,
    `${prefix}$azuread:index/servicePrincipal:ServicePrincipal::directory-reader-principal`,
    `${prefix}$tls:index/privateKey:PrivateKey::directory-reader-certificate-2026-a`,
    `${prefix}$tls:index/selfSignedCert:SelfSignedCert::directory-reader-certificate-2026-a`,
    `${prefix}::directory-reader`,
  ]);
});

test("README's commands to import name what is there, in a project of any name", async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const { urns } = await deploy();
  const parents = readme.match(/(?<=--parent directory-reader=)\S+/g) ?? [];
  assert.equal(parents.length, 1);
  for (const parent of parents) {
    const urn = parent.replace('<stack>', 'prod').replace('<project>', 'entra-user-audit');
    assert.ok(urns.includes(urn.replaceAll("'", '')), parent);
  }
  const imported = /"resources": (\[[\s\S]*?\n {4}\])/.exec(readme)?.[1] ?? '[]';
  for (const { type, name } of JSON.parse(imported) as { type: string; name: string }[]) {
    assert.ok(
      urns.some((urn) => urn.endsWith(`${type}::${name}`)),
      name,
    );
  }
});
