import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysAgo, guest, judge, member } from './judge.ts';

const whyOf = async (rule: string, user: ReturnType<typeof member>, properties?: string[]) => {
  const { findings } = await judge([user], properties && { properties });
  return findings.find((finding) => finding.rule === rule)?.why;
};

test('an account is called disabled only where Graph said so', async () => {
  const outside = { userPrincipalName: 'a_fabrikam.example#EXT#@contoso.example' };
  const properties = ['id', 'userType', 'userPrincipalName'];
  const unknown = await whyOf(
    'member-with-external-name',
    member(1, { ...outside, accountEnabled: undefined }),
    properties,
  );
  assert.equal(unknown, 'An outside identity with the rights of a member.');
  const disabled = await whyOf('member-with-external-name', member(1, { ...outside, accountEnabled: false }));
  assert.equal(disabled, 'An outside identity with the rights of a member, disabled at present.');
});

test('a guest is said to be without an invitation only where there is no state', async () => {
  assert.equal(await whyOf('guest-state-odd', guest(1, { externalUserState: null })), 'A guest without an invitation.');
  assert.equal(
    await whyOf('guest-state-odd', guest(1, { externalUserState: 'Sideways' })),
    'A guest in a state that invited guests do not have.',
  );
});

test('an accepted guest whose redemption was reset is pending, not never accepted', async () => {
  const reset = { externalUserState: 'PendingAcceptance', externalUserStateChangeDateTime: daysAgo(40) };
  assert.equal(await whyOf('guest-invitation-pending', guest(1, reset)), 'Pending for 40 days.');
});

test('a quiet directory is no finding of high severity', async () => {
  const quiet = { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(9) };
  const { findings } = await judge([member(1, quiet)]);
  assert.equal(findings.find(({ rule }) => rule === 'sync-stopped')?.severity, 'medium');
});
