import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphUser } from '../../../src/users/user-type.ts';
import { daysAgo, foundBy, guest, member } from './judge.ts';

/** Users, and whether the rule speaks of each. */
const cases: Record<string, [string, GraphUser, boolean][]> = {
  'guest-invitation-pending': [
    ['pending for 31 days', guest(1, pending(31)), true],
    ['pending for 30 days', guest(1, pending(30)), false],
    [
      'no date of its state: its creation counts',
      guest(1, { ...pending(31), externalUserStateChangeDateTime: null }),
      true,
    ],
    ['accepted long ago', guest(1), false],
    ['a member', member(1, pending(90)), false],
    [
      'no date at all',
      guest(1, {
        externalUserState: 'PendingAcceptance',
        externalUserStateChangeDateTime: null,
        createdDateTime: null,
      }),
      false,
    ],
  ],
  'guest-state-odd': [
    ['a guest without a state', guest(1, { externalUserState: null }), true],
    ['a guest with a state nobody knows', guest(1, { externalUserState: 'Rejected' }), true],
    ['a member who is still invited', member(1, pending(1)), true],
    ['a guest who accepted', guest(1), false],
    ['a guest who has yet to accept', guest(1, pending(1)), false],
    ['a member without a state', member(1, { externalUserState: null }), false],
    ['a member who accepted', member(1, { externalUserState: 'Accepted' }), false],
  ],
  'member-with-external-name': [
    ['a member from outside', member(1, { userPrincipalName: 'a_fabrikam.example#EXT#@contoso.example' }), true],
    ['in small letters', member(1, { userPrincipalName: 'a_fabrikam.example#ext#@contoso.example' }), true],
    ['a guest', guest(1, { userPrincipalName: 'a_fabrikam.example#EXT#@contoso.example' }), false],
    ['a member of our own', member(1, { userPrincipalName: 'ext@contoso.example' }), false],
    ['nobody knows what', member(1, { userType: null, userPrincipalName: 'a#EXT#@contoso.example' }), false],
  ],
  'disabled-but-licensed': [
    ['disabled with a licence', member(1, { accountEnabled: false }), true],
    ['disabled without', member(1, { accountEnabled: false, assignedLicenses: [] }), false],
    ['enabled with', member(1), false],
    ['nobody knows', member(1, { accountEnabled: null }), false],
  ],
  'password-never-expires': [
    ['never', member(1, { passwordPolicies: 'DisablePasswordExpiration' }), true],
    ['one of several', member(1, { passwordPolicies: 'DisablePasswordExpiration, DisableStrongPassword' }), true],
    ['another policy', member(1, { passwordPolicies: 'DisableStrongPassword' }), false],
    ['None', member(1, { passwordPolicies: 'None' }), false],
    ['synchronized', member(1, { passwordPolicies: 'DisablePasswordExpiration', onPremisesSyncEnabled: true }), false],
    ['disabled', member(1, { passwordPolicies: 'DisablePasswordExpiration', accountEnabled: false }), false],
    ['a guest', guest(1, { passwordPolicies: 'DisablePasswordExpiration' }), false],
  ],
  'password-old': [
    ['366 days', member(1, { lastPasswordChangeDateTime: daysAgo(366) }), true],
    ['365 days', member(1, { lastPasswordChangeDateTime: daysAgo(365) }), false],
    ['synchronized', member(1, { lastPasswordChangeDateTime: daysAgo(999), onPremisesSyncEnabled: true }), false],
    [
      'no longer synchronized',
      member(1, { lastPasswordChangeDateTime: daysAgo(999), onPremisesSyncEnabled: false }),
      true,
    ],
    ['a guest, whose password is elsewhere', guest(1, { lastPasswordChangeDateTime: daysAgo(999) }), false],
    ['disabled', member(1, { lastPasswordChangeDateTime: daysAgo(999), accountEnabled: false }), false],
    ['unknown', member(1, { lastPasswordChangeDateTime: null }), false],
  ],
  'sync-old': [
    ['91 days', member(1, synced(91)), true],
    ['90 days', member(1, synced(90)), false],
    ['no longer synchronized', member(1, { ...synced(91), onPremisesSyncEnabled: false }), false],
    ['cloud-only', member(1), false],
  ],
  'sync-errors': [
    ['an error', member(1, { onPremisesProvisioningErrors: [{ category: 'PropertyConflict' }] }), true],
    ['none', member(1), false],
    ['unknown', member(1, { onPremisesProvisioningErrors: null }), false],
  ],
  'missing-usage-location': [
    ['licensed without', member(1, { usageLocation: null }), true],
    ['licensed with an empty one', member(1, { usageLocation: '' }), true],
    ['unlicensed without', member(1, { usageLocation: null, assignedLicenses: [] }), false],
    ['licensed with', member(1), false],
  ],
};

function pending(days: number) {
  return {
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: daysAgo(days),
    createdDateTime: daysAgo(days),
  };
}

function synced(days: number) {
  return { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(days) };
}

for (const [rule, users] of Object.entries(cases)) {
  for (const [what, user, found] of users) {
    test(`${rule}: ${what}: ${found ? 'found' : 'silent'}`, async () => {
      assert.deepEqual(await foundBy(rule, [user], [`${rule}: on`]), found ? [user.id] : []);
    });
  }
}

test('enabled-without-license is silent until it is switched on', async () => {
  const users = [
    member(1, { assignedLicenses: [] }),
    member(2),
    guest(3),
    member(4, { assignedLicenses: [], accountEnabled: false }),
  ];
  assert.deepEqual(await foundBy('enabled-without-license', users), []);
  assert.deepEqual(await foundBy('enabled-without-license', users, ['enabled-without-license: on']), [users[0]?.id]);
});

for (const [rule, user, limit] of [
  ['guest-invitation-pending', (days: number) => guest(1, pending(days)), 0],
  ['guest-invitation-pending', (days: number) => guest(1, pending(days)), 14],
  ['password-old', (days: number) => member(1, { lastPasswordChangeDateTime: daysAgo(days) }), 7],
  ['sync-old', (days: number) => member(1, synced(days)), 7],
] as const) {
  test(`${rule}: ${limit} says that ${limit} days may pass, to the last minute of them`, async () => {
    const rules = [`${rule}: ${limit}`];
    const last = limit + 1 - 1 / 1440;
    for (const days of [limit, last]) assert.deepEqual(await foundBy(rule, [user(days)], rules), []);
    const one = user(limit + 1);
    assert.deepEqual(await foundBy(rule, [one], rules), [one.id]);
  });
}

test('a number moves the border', async () => {
  const user = guest(1, pending(10));
  assert.deepEqual(await foundBy('guest-invitation-pending', [user], ['guest-invitation-pending: 9']), [user.id]);
  assert.deepEqual(await foundBy('guest-invitation-pending', [user], ['guest-invitation-pending: 10']), []);
});
