import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appRoleIds, clientId, deploy, deployerId, graphObjectId, known, tenantId } from './deployment.mts';

test('the application is of one tenant, without redirect URIs and secrets, and says who made it', async () => {
  const { single } = await deploy();
  assert.deepEqual(single('azuread:Application'), {
    displayName: 'entra-user-audit',
    description: 'Reads the users of this tenant, for the GitHub Action entra-user-audit.',
    notes: 'Made by Pulumi, project entra-user-audit, stack prod. Change it there: what is changed here is taken back.',
    owners: [deployerId],
    preventDuplicateNames: true,
    requiredResourceAccesses: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccesses: [{ id: appRoleIds['User.Read.All'], type: 'Role' }],
      },
    ],
    signInAudience: 'AzureADMyOrg',
    tags: ['entra-user-audit', 'pulumi', 'stack:prod'],
  });
});

test('the deployer is always an owner, of application and service principal, beside those who are named', async () => {
  const other = '99999999-AAAA-4bbb-8ccc-000000000000';
  const { of } = await deploy({ owners: [other, deployerId.toUpperCase()] });
  for (const type of ['azuread:Application', 'azuread:ServicePrincipal']) {
    assert.deepEqual(of(type)[0]?.inputs.owners, [deployerId, other.toLowerCase()], type);
  }
});

test("Microsoft Graph's service principal is read, never made or adopted", async () => {
  const { calls, of } = await deploy();
  assert.deepEqual(calls.map(({ token }) => token).sort(), [
    'azuread:index/getClientConfig:getClientConfig',
    'azuread:index/getServicePrincipal:getServicePrincipal',
  ]);
  assert.deepEqual(
    of('azuread:ServicePrincipal').map(({ inputs }) => inputs.clientId),
    [clientId],
  );
  assert.ok(of('azuread:ServicePrincipal').every(({ inputs }) => !('useExisting' in inputs)));
});

test('consent is granted for what is declared, and for nothing else', async () => {
  for (const [config, permissions] of [
    [{}, ['User.Read.All']],
    [{ signInActivity: true }, ['User.Read.All', 'AuditLog.Read.All']],
    [{ permissions: ['User.Read.All'] }, ['User.Read.All']],
  ] as const) {
    const { of, single } = await deploy(config);
    const ids = permissions.map((permission) => appRoleIds[permission]);
    assert.deepEqual(
      of('azuread:AppRoleAssignment').map(({ inputs }) => inputs),
      ids.map((appRoleId) => ({
        appRoleId,
        principalObjectId: 'principal-object-id',
        resourceObjectId: graphObjectId,
      })),
    );
    const [{ resourceAccesses }] = single('azuread:Application').requiredResourceAccesses;
    assert.deepEqual(
      resourceAccesses,
      ids.map((id) => ({ id, type: 'Role' })),
    );
  }
});

test('without consent the permissions are declared, nothing is granted, and the URL is there to send', async () => {
  const { of, reader } = await deploy({ grantAdminConsent: false });
  assert.deepEqual(of('azuread:AppRoleAssignment'), []);
  assert.equal(of('azuread:Application')[0]?.inputs.requiredResourceAccesses[0].resourceAccesses.length, 1);
  assert.deepEqual(await known(reader.adminConsentUrl), {
    value: `https://login.microsoftonline.com/${tenantId}/adminconsent?client_id=${clientId}`,
    secret: false,
  });
});

test('no secret is ever made, and nothing but the types that are known', async () => {
  const { resources } = await deploy({
    github: { repository: 'contoso/audit', branches: ['main'] },
    certificates: { a: {} },
    signInActivity: true,
  });
  assert.deepEqual([...new Set(resources.map(({ type }) => type))].sort(), [
    'azuread:AppRoleAssignment',
    'azuread:Application',
    'azuread:ApplicationCertificate',
    'azuread:ApplicationFederatedIdentityCredential',
    'azuread:ServicePrincipal',
    'entra-user-audit:index:DirectoryReader',
    'tls:PrivateKey',
    'tls:SelfSignedCert',
  ]);
  const texts = JSON.stringify(resources.filter(({ type }) => type.startsWith('azuread:')));
  assert.doesNotMatch(texts, /password|PRIVATE KEY/i);
});

test('what a service management demands is handed on, and so are notes', async () => {
  const { single } = await deploy({ serviceManagementReference: 'CMDB-7', notes: 'Owned by Security.' });
  const { serviceManagementReference, notes } = single('azuread:Application');
  assert.equal(serviceManagementReference, 'CMDB-7');
  assert.match(notes, /taken back\.\n\nOwned by Security\.$/);
});

test('another display name changes no name of a resource', async () => {
  const [before, after] = [await deploy(), await deploy({ displayName: 'Reader of users' })];
  assert.deepEqual(after.urns, before.urns);
});

test('protection is for what workflows sign in with: everything but the certificates that are not active', async () => {
  const config = {
    github: { repository: 'contoso/audit', branches: ['main'] },
    certificates: { old: {}, current: {} },
    active: 'current',
  };
  const types = [
    'azuread:Application',
    'azuread:ServicePrincipal',
    'azuread:AppRoleAssignment',
    'azuread:ApplicationFederatedIdentityCredential',
    'tls:PrivateKey',
    'tls:SelfSignedCert',
    'azuread:ApplicationCertificate',
  ];
  const protectedOf = async (protect: boolean) => {
    const { optionsOf } = await deploy({ ...config, protect });
    return types.map((type) => optionsOf(type).map((options) => options.protect));
  };
  const [single, oldAndCurrent] = [[true], [false, true]];
  const certificates = Array(3).fill(oldAndCurrent);
  assert.deepEqual(await protectedOf(true), [single, single, single, single, ...certificates]);
  assert.ok((await protectedOf(false)).flat().every((isProtected) => isProtected === false));
});

test("the service principal is kept off people's pages, and says who made it", async () => {
  const { owners, notes, tags } = (await deploy({ notes: 'Owned by Security.' })).single('azuread:ServicePrincipal');
  assert.deepEqual(owners, [deployerId]);
  assert.match(notes, /^Made by Pulumi, project entra-user-audit, stack prod\. .*taken back\.\n\nOwned by Security\.$/);
  assert.deepEqual(tags, ['HideApp', 'entra-user-audit', 'pulumi', 'stack:prod']);
});
