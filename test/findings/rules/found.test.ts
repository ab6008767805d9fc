import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../../src/findings/rules/index.ts';
import { daysSince, type Found, type GroupMember, isLicensed, type Rule } from '../../../src/findings/rules/rule.ts';
import type { GraphUser } from '../../../src/users/user-type.ts';
import { daysAgo, guest, member, now } from './judge.ts';

/** A rule of a kind, by its id. */
function ruleOf<K extends Rule['kind']>(kind: K, id: string): Extract<Rule, { kind: K }> {
  const rule = rules.find((one) => one.id === id);
  assert.equal(rule?.kind, kind);
  return rule as Extract<Rule, { kind: K }>;
}

function found(id: string, user: GraphUser): Found | undefined {
  const rule = ruleOf('user', id);
  return rule.judge(user, { now, limit: rule.limit?.value ?? 0 });
}

const errors = [{ propertyCausingError: 'proxyAddresses' }, { propertyCausingError: 7 }];
const invited = { externalUserState: 'PendingAcceptance', externalUserStateChangeDateTime: daysAgo(40) };
const outside = { userPrincipalName: 'a_fabrikam.example#EXT#@contoso.example' };
const forever = { passwordPolicies: 'DisablePasswordExpiration' };
const twoLicenses = [{ skuId: 'a' }, { skuId: 'b' }];
const synced = { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(91) };

/** What a rule says of a user, and the values that it rests on: they stand in findings.json as they are here. */
const findings: [string, GraphUser, Found][] = [
  [
    'disabled-but-licensed',
    member(1, { accountEnabled: false }),
    {
      why: 'Disabled, with a licence: sku.',
      evidence: { accountEnabled: false, skuIds: ['sku'], licenses: ['sku'] },
    },
  ],
  [
    'disabled-but-licensed',
    member(1, { accountEnabled: false, assignedLicenses: [...twoLicenses, null] }),
    {
      why: 'Disabled, with 3 licences: a, b.',
      evidence: { accountEnabled: false, skuIds: ['a', 'b', undefined], licenses: ['a', 'b'] },
    },
  ],
  [
    'enabled-without-license',
    member(1, { assignedLicenses: [] }),
    { why: 'Enabled, with no licence.', evidence: { accountEnabled: true, assignedLicenses: [] } },
  ],
  [
    'guest-invitation-pending',
    guest(1, { ...invited, createdDateTime: daysAgo(50) }),
    { why: 'Pending for 40 days.', evidence: { ...invited, createdDateTime: daysAgo(50), days: 40 } },
  ],
  [
    'guest-invitation-pending',
    guest(1, { ...invited, externalUserStateChangeDateTime: '0001-01-01T00:00:00Z', createdDateTime: daysAgo(50) }),
    {
      why: 'Pending for 50 days.',
      evidence: {
        ...invited,
        externalUserStateChangeDateTime: '0001-01-01T00:00:00Z',
        createdDateTime: daysAgo(50),
        days: 50,
      },
    },
  ],
  [
    'guest-state-odd',
    guest(1, { externalUserState: null, creationType: 'x' }),
    {
      why: 'A guest without an invitation.',
      evidence: { userType: 'Guest', externalUserState: null, creationType: 'x' },
    },
  ],
  [
    'guest-state-odd',
    member(1, { externalUserState: 'PendingAcceptance', creationType: null }),
    {
      why: 'Not a guest, but an invitation is pending.',
      evidence: { userType: 'Member', externalUserState: 'PendingAcceptance', creationType: null },
    },
  ],
  [
    'member-with-external-name',
    member(1, outside),
    {
      why: 'An outside identity with the rights of a member.',
      evidence: { userType: 'Member', ...outside, accountEnabled: true },
    },
  ],
  [
    'missing-usage-location',
    member(1, { usageLocation: '', assignedLicenses: twoLicenses }),
    { why: 'Licensed, with no usage location.', evidence: { usageLocation: null, licenses: 2 } },
  ],
  [
    'password-never-expires',
    member(1, forever),
    {
      why: 'Its password never expires.',
      evidence: { ...forever, accountEnabled: true, onPremisesSyncEnabled: null },
    },
  ],
  [
    'password-old',
    member(1, { lastPasswordChangeDateTime: daysAgo(400), onPremisesSyncEnabled: false }),
    {
      why: 'Its password was last changed 400 days ago.',
      evidence: { lastPasswordChangeDateTime: daysAgo(400), days: 400, onPremisesSyncEnabled: false },
    },
  ],
  [
    'sync-errors',
    member(1, { onPremisesProvisioningErrors: errors }),
    {
      why: '2 synchronization errors (proxyAddresses).',
      evidence: { onPremisesProvisioningErrors: errors },
    },
  ],
  [
    'sync-errors',
    member(1, { onPremisesProvisioningErrors: errors.slice(1) }),
    { why: 'A synchronization error.', evidence: { onPremisesProvisioningErrors: errors.slice(1) } },
  ],
  [
    'sync-errors',
    member(1, { onPremisesProvisioningErrors: [null] }),
    { why: 'A synchronization error.', evidence: { onPremisesProvisioningErrors: [null] } },
  ],
  ['sync-old', member(1, synced), { why: 'Last synchronized 91 days ago.', evidence: { ...synced, days: 91 } }],
];
for (const [id, user, expected] of findings) {
  test(`${id}: ${expected.why}`, () => assert.deepEqual(found(id, user), expected));
}

const silent: [string, string, GraphUser][] = [
  ['enabled-without-license', 'a guest', guest(1)],
  [
    'enabled-without-license',
    'nobody knows whether it is enabled',
    member(1, { assignedLicenses: [], accountEnabled: null }),
  ],
  ['disabled-but-licensed', 'licences that are none', member(1, { accountEnabled: false, assignedLicenses: null })],
  ['member-with-external-name', 'no name at all', member(1, { userPrincipalName: null })],
  ['missing-usage-location', 'an unlicensed one with an empty one', guest(1, { usageLocation: '' })],
  [
    'password-never-expires',
    'a policy that only begins like it',
    member(1, { passwordPolicies: 'DisablePasswordExpirations' }),
  ],
  [
    'password-never-expires',
    'a policy that only ends like it',
    member(1, { passwordPolicies: 'NotDisablePasswordExpiration' }),
  ],
  ['password-never-expires', 'no policy', member(1, { passwordPolicies: null })],
  ['password-old', 'a date that is none', member(1, { lastPasswordChangeDateTime: 'long ago' })],
  [
    'password-old',
    'the first date of .NET: it stands for never',
    member(1, { lastPasswordChangeDateTime: '0001-01-01T00:00:00Z' }),
  ],
  [
    'password-old',
    'the first date of Windows',
    member(1, { lastPasswordChangeDateTime: '1601-01-01T00:00:00.0000000Z' }),
  ],
  ['sync-errors', 'an object in place of a list', member(1, { onPremisesProvisioningErrors: { length: 1 } })],
  ['sync-old', 'no date', member(1, { ...synced, onPremisesLastSyncDateTime: null })],
];
for (const [id, what, user] of silent) {
  test(`${id} is silent: ${what}`, () => assert.equal(found(id, user), undefined));
}

test('days are whole ones, of texts that are dates', () => {
  assert.equal(daysSince('2026-11-24T12:00:00Z', now), 1);
  assert.equal(daysSince('2026-11-24T12:00:01Z', now), 0);
  for (const none of [null, undefined, 'soon', now]) assert.equal(daysSince(none, now), undefined);
});

test('whoever has a list of licences with one in it is licensed', () => {
  for (const assignedLicenses of [null, [], 'sku', { length: 1 }])
    assert.equal(isLicensed({ id: '1', assignedLicenses }), false);
  assert.equal(isLicensed({ id: '1', assignedLicenses: [{}] }), true);
});

test('a share is told in whole percent, rounded down', () => {
  assert.deepEqual(ruleOf('share', 'missing-department').found(91.9), {
    why: 'No department, which 91 percent of the enabled members have.',
    evidence: { department: null, sharePercent: 91 },
  });
  assert.match(ruleOf('share', 'missing-employee-type').found(80).why, /^No employee type, which 80 percent/);
});

test('what is there is filled, unless it is an empty text', () => {
  const { has } = ruleOf('share', 'missing-manager');
  const filled: [unknown, boolean][] = [
    [{ id: 'm' }, true],
    ['m', true],
    [0, true],
    [' ', false],
    ['', false],
    [null, false],
    [undefined, false],
  ];
  for (const [manager, expected] of filled) assert.equal(has({ id: '1', manager }), expected, JSON.stringify(manager));
});

test('sync-stopped tells the newest date, how long ago that was, and of how many accounts', () => {
  const { start } = ruleOf('whole', 'sync-stopped');
  const judge = (users: GraphUser[], limit = 72) => {
    const watch = start({ now, limit });
    for (const user of users) watch.see(user);
    return watch.end();
  };
  const users = [9, 4, 5].map((days) => member(days, { ...synced, onPremisesLastSyncDateTime: daysAgo(days) }));
  assert.deepEqual(judge([...users, member(1), member(2, { ...synced, onPremisesLastSyncDateTime: null })]), [
    {
      subject: 'directory',
      why: 'No account in this list was synchronized in the last 96 hours.',
      evidence: { newestSyncDateTime: '2026-11-21T12:00:00.000Z', hours: 96, synchronizedAccounts: 3 },
    },
  ]);
  assert.deepEqual(judge(users, 95)[0]?.subject, 'directory');
  assert.deepEqual(judge([]), []);
});

/** Members of a group as the first pass remembers them. */
function members(id: string, users: GraphUser[]): GroupMember[] {
  const rule = ruleOf('group', id);
  return users.map((user) => ({
    ...{ id: user.id, userPrincipalName: String(user.userPrincipalName) },
    ...{ displayName: user.displayName as string | null, key: rule.keys(user)[0] ?? '', note: rule.note(user) },
  }));
}

test('a duplicate is told with how many others there are, and the first of them', () => {
  const rule = ruleOf('group', 'duplicate-mail');
  const group = (size: number) =>
    members(
      rule.id,
      Array.from({ length: size }, (_, number) => member(number, { mail: ' Shared@x ' })),
    );
  const [first, second] = group(2) as [GroupMember, GroupMember];
  const other = { id: second.id, userPrincipalName: second.userPrincipalName };
  assert.deepEqual(rule.judge([first, second], true)(first), {
    why: 'Shares its mail with 1 other user.',
    evidence: { mail: ['shared@x'], others: [other] },
  });
  const why = (size: number, whole: boolean) => rule.judge(group(size), whole)(first)?.why;
  assert.equal(why(3, true), 'Shares its mail with 2 other users.');
  assert.equal(why(2, false), 'Shares its mail with more than 1 other users.');
  const many = rule.judge(group(9), true)(first);
  assert.equal([many?.evidence.others].flat().length, 5);
});

test('what cannot be shared is no key: nothing, no text, a text of blanks', () => {
  const keys = (id: string, fields: Partial<GraphUser>) => ruleOf('group', id).keys(member(1, fields));
  for (const mail of [null, undefined, '', '  ', 7]) assert.deepEqual(keys('duplicate-mail', { mail }), []);
  assert.deepEqual(keys('duplicate-employee-id', { employeeId: ' A1 ' }), ['a1']);
  assert.deepEqual(keys('duplicate-proxy-address', { proxyAddresses: ['SMTP:a@x', 7, 'smtp:A@x', ''] }), ['smtp:a@x']);
  assert.deepEqual(keys('duplicate-proxy-address', { proxyAddresses: 'smtp:a@x' }), []);
  for (const displayName of [null, 7, '1', '--', 'a', 'a-', ''])
    assert.deepEqual(keys('display-name-imitation', { displayName }), []);
  assert.notDeepEqual(keys('display-name-imitation', { displayName: 'a\nb' }), []);
});

test('an imitation is told with its strange characters, and with the users whose name it has', () => {
  const rule = ruleOf('group', 'display-name-imitation');
  const users = [
    member(1, { displayName: 'Maria Garcia' }),
    guest(2, { displayName: 'M\u0430ria\u200B G\u0430rcia', createdDateTime: 7 }),
  ];
  const [original, imitation] = members(rule.id, users) as [GroupMember, GroupMember];
  assert.deepEqual(imitation.note, { guest: true, created: null });
  assert.deepEqual(original.note, { guest: false, created: users[0]?.createdDateTime });
  const judge = rule.judge([original, imitation], true);
  assert.equal(judge(original), undefined);
  const { id, userPrincipalName, displayName } = original;
  assert.deepEqual(judge(imitation)?.evidence, {
    ...{ displayName: imitation.displayName, characters: ['U+0430', 'U+200B'], userType: 'Guest' },
    others: [{ id, userPrincipalName, displayName }],
  });
});

test('of strange characters twenty are told at most, of others five', () => {
  const rule = ruleOf('group', 'display-name-imitation');
  const strange = String.fromCodePoint(
    ...Array.from({ length: 30 }, (_, index) => 0x1d41a + (index % 26)),
    0x7f,
    0x1f,
    0x430,
    0x7e,
  );
  const many = members(
    rule.id,
    [strange, ...new Array(6).fill('abcdefghijklmnopqrstuvwxyzabcda~')].map((displayName, number) =>
      member(number, { displayName }),
    ),
  );
  const [imitation] = many as [GroupMember];
  const evidence = rule.judge(many, true)(imitation)?.evidence as { characters: string[]; others: unknown[] };
  assert.equal(evidence.characters.length, 20);
  assert.equal(evidence.characters[0], 'U+1D41A');
  assert.equal(evidence.others.length, 5);
  const few = members(
    rule.id,
    ['a\u001f\u007e\u007fb\u0430', 'a~ba'].map((displayName, number) => member(number, { displayName })),
  );
  assert.deepEqual(rule.judge(few, true)(few[0] as GroupMember)?.evidence.characters, ['U+001F', 'U+007F', 'U+0430']);
});
