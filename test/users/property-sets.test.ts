import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditProperties, profileProperties, propertySets } from '../../src/users/property-sets.ts';

test('what is read unless somebody says otherwise: a directory is personal data, so what is added is added here too', () => {
  assert.equal(
    auditProperties.join(' '),
    'id userPrincipalName displayName mail proxyAddresses userType accountEnabled createdDateTime externalUserState ' +
      'externalUserStateChangeDateTime department employeeId employeeType usageLocation assignedLicenses ' +
      'passwordPolicies lastPasswordChangeDateTime onPremisesSyncEnabled onPremisesLastSyncDateTime ' +
      'onPremisesProvisioningErrors',
  );
});

test('the wider set has all of the smaller one', () => {
  assert.deepEqual(new Set(profileProperties).intersection(new Set(auditProperties)), new Set(auditProperties));
});

test('both sets can be named', () => {
  assert.deepEqual(
    [...propertySets],
    [
      ['audit', auditProperties],
      ['profile', profileProperties],
    ],
  );
});
