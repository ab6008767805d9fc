import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

const { list, directory } = createTestGraph({ users: 60 });
const { id } = directory.create({
  displayName: 'Complex',
  mailNickname: 'complex',
  mobilePhone: '+1 555',
  imAddresses: ['sip:complex@contoso.example'],
  identities: [
    { signInType: 'emailAddress', issuer: 'contoso.example', issuerAssignedId: 'c@home.example' },
    { signInType: 'federated', issuer: 'other.example', issuerAssignedId: 'other' },
  ],
  assignedPlans: [
    { capabilityStatus: 'Enabled', service: 'Exchange', servicePlanId: '9aaf7827-d63c-4b61-89c3-182f06f82e5c' },
  ],
  onPremisesExtensionAttributes: { extensionAttribute3: 'Blue' },
  employeeOrgData: { costCenter: '42', division: null },
});

for (const filter of [
  "mailNickname eq 'COMPLEX'",
  "startsWith(mobilePhone,'+1 555')",
  "imAddresses/any(i:startsWith(i,'SIP:complex'))",
  "identities/any(i:i/issuerAssignedId eq 'c@home.example' and i/issuer eq 'contoso.example')",
  "identities/any(c:c/issuer eq 'other.example')",
  'assignedPlans/any(a:a/servicePlanId eq 9aaf7827-d63c-4b61-89c3-182f06f82e5c)',
  "assignedPlans/any(a:startsWith(a/service,'exch'))",
  "onPremisesExtensionAttributes/extensionAttribute3 eq 'blue'",
  "employeeOrgData/costCenter eq '42'",
]) {
  test(`${filter} finds the one user`, async () => {
    const path = `http://graph.example/v1.0/users?$count=true&$filter=${encodeURIComponent(filter)}`;
    const { users } = await list(path, EVENTUAL);
    assert.deepEqual(ids(users), [id]);
  });
}

test('both conditions on an identity are about the same identity', async () => {
  const filter = "identities/any(i:i/issuerAssignedId eq 'c@home.example' and i/issuer eq 'other.example')";
  assert.deepEqual((await list(`/users?$count=true&$filter=${filter}`, EVENTUAL)).users, []);
});
