import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as pulumi from '@pulumi/pulumi';
import { DirectoryReader, type DirectoryReaderArgs } from '../directory-reader.ts';
import { deployerId, known, useMocks } from './deployment.mts';
import { selfSigned } from './self-signed.mts';

/** The component as other programs use it, without any config. */
async function made(args: DirectoryReaderArgs) {
  const { resources } = await useMocks();
  const reader = new DirectoryReader('directory-reader', args, {}, { warn: () => {} });
  await pulumi.runtime.disconnect();
  return { reader, inputsOf: (type: string) => resources.find((resource) => resource.type === type)?.inputs };
}

test('outputs of other resources are taken for whatever does not decide what is made', async () => {
  const owner = '99999999-AAAA-4bbb-8ccc-000000000000';
  const { certificatePem, thumbprint } = await selfSigned();
  const { reader, inputsOf } = await made({
    displayName: pulumi.output('Reader'),
    notes: pulumi.output('Owned by Security.'),
    owners: pulumi.output([owner]),
    serviceManagementReference: pulumi.output('CMDB-7'),
    certificates: { vault: { pem: pulumi.output(certificatePem) } },
    github: {
      subjects: ['repo:contoso/audit:environment:production'],
      issuer: pulumi.output('https://github.example'),
    },
  });
  const application = inputsOf('azuread:Application');
  assert.equal(application.displayName, 'Reader');
  assert.match(application.notes, /\n\nOwned by Security\.$/);
  assert.deepEqual(application.owners, [deployerId, owner.toLowerCase()]);
  assert.equal(application.serviceManagementReference, 'CMDB-7');
  assert.equal(inputsOf('azuread:ApplicationFederatedIdentityCredential').issuer, 'https://github.example');
  assert.equal((await known(reader.certificateThumbprint)).value, thumbprint);
  assert.equal(reader.certificatePem, undefined);
});

test('the least that is said is one certificate; consent is given, and the name is that of the Action', async () => {
  const { reader, inputsOf } = await made({ certificates: { first: {} } });
  assert.equal(inputsOf('azuread:Application').displayName, 'entra-user-audit');
  assert.equal(inputsOf('tls:SelfSignedCert').validityPeriodHours, 180 * 24);
  assert.ok(inputsOf('azuread:AppRoleAssignment'));
  assert.ok((await known(reader.certificatePem)).secret);
});

test('what nobody could sign in with is refused by the name of the argument', async () => {
  const mistakes: [DirectoryReaderArgs, string, RegExp][] = [
    [{}, 'certificates', /nobody could sign in/],
    [{ certificates: { a: {} }, cloud: 'germany' }, 'cloud', /takes public, us-gov, us-gov-dod, china/],
    [{ certificates: { a: {}, b: {} } }, 'active', /must name one of a, b/],
    [{ certificates: { a: {} }, active: 'b' }, 'active', /is "b", which is no name/],
  ];
  for (const [args, propertyPath, reason] of mistakes) {
    await assert.rejects(made(args), (error) => {
      assert.ok(pulumi.InputPropertyError.isInstance(error), String(error));
      assert.equal(error.propertyPath, propertyPath);
      assert.match(error.reason, reason);
      return true;
    });
  }
});
