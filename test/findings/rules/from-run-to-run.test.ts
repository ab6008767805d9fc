import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guest, judge, member } from './judge.ts';

const odd = { externalUserState: null };
const acceptance = { rule: 'guest-state-odd', reason: 'Known partner', line: 1 };

test('a finding keeps its id; what was not there last time is new, what is gone is counted', async () => {
  const first = await judge([guest(1, odd), guest(2, odd), member(3)]);
  assert.deepEqual(first.counts, {
    ...{ total: 2, open: 2, accepted: 0, new: null, resolved: null },
    bySeverity: { high: 0, medium: 0, low: 2 },
  });
  assert.ok(first.findings.every(({ isNew }) => isNew === null));

  const judged = first.rules.filter(({ state }) => state === 'judged').map(({ id }) => id);
  const second = await judge([guest(2, odd), guest(4, odd)], { previous: { text: first.text, rules: judged } });
  assert.deepEqual(
    second.findings.map(({ subject, isNew }) => [subject.at(-1), isNew]),
    [
      ['2', false],
      ['4', true],
    ],
  );
  assert.equal(second.findings[0]?.id, first.findings[1]?.id);
  assert.equal(second.counts.new, 1);
  assert.equal(second.counts.resolved, 1);

  // A rule that was not judged last time has nothing new to tell.
  const third = await judge([guest(2, odd)], { previous: { text: first.text, rules: [] } });
  assert.deepEqual(
    third.findings.map(({ isNew }) => isNew),
    [null],
  );
});

test('an earlier file that cannot be used leaves open what is new', async () => {
  const { text, findings } = await judge([guest(1, odd), guest(2, odd)]);
  const lines = findings.map((finding) => JSON.stringify(finding));
  for (const broken of [
    '{"id":"x"\n',
    text.slice(0, -1),
    `${lines.toReversed().join(',\n')}\n`,
    '{"id":"x","rule":1}\n',
  ]) {
    const { counts } = await judge([guest(1, odd)], { previous: { text: broken, rules: ['guest-state-odd'] } });
    assert.deepEqual([counts.new, counts.resolved], [null, null], broken);
  }
});

test('an accepted finding is listed as such, by id or by name, and counts again after its last day', async () => {
  const users = [guest(1, odd), guest(2, odd), guest(3, odd)];
  const { findings, counts, unmatched, expired } = await judge(users, {
    accepted: [
      { ...acceptance, user: users[0]?.id ?? '', until: '2026-11-25' },
      { ...acceptance, user: 'USER2@contoso.example', until: '2026-11-24', line: 2 },
      { ...acceptance, user: 'nobody@contoso.example', until: '2027-01-01', line: 3 },
    ],
  });
  assert.deepEqual(
    findings.map(({ accepted, acceptanceExpired }) => [accepted, acceptanceExpired]),
    [
      [{ reason: 'Known partner', until: '2026-11-25' }, undefined],
      [null, '2026-11-24'],
      [null, undefined],
    ],
  );
  assert.deepEqual([counts.total, counts.open, counts.accepted], [3, 2, 1]);
  assert.deepEqual(
    unmatched.map(({ line }) => line),
    [3],
  );
  assert.deepEqual(
    expired.map(({ line }) => line),
    [2],
  );
});

test('of two acceptances for one user the one that still holds counts, wherever it stands', async () => {
  const user = guest(1, odd);
  const entries = [
    { ...acceptance, user: user.id, until: '2026-01-01', line: 1 },
    { ...acceptance, user: user.id, until: '2027-01-01', line: 2 },
    { ...acceptance, user: String(user.userPrincipalName), until: '2026-02-01', line: 3 },
  ];
  for (const accepted of [entries, entries.toReversed()]) {
    const { counts, unmatched, expired } = await judge([user], { accepted });
    assert.deepEqual([counts.accepted, counts.open, expired.length, unmatched.length], [1, 0, 0, 2]);
  }
});

test('what a rule that is off would accept is pointed out as having no effect', async () => {
  const accepted = [{ ...acceptance, user: 'nobody', until: '2027-01-01' }];
  const { unmatched, idle } = await judge([guest(1, odd)], { accepted, rules: ['guest-state-odd: off'] });
  assert.deepEqual(unmatched, []);
  assert.equal(idle.length, accepted.length, 'what has no effect is pointed out');
});

test('findings of a rule that was switched off, or lost its property, are not gone: nobody looked', async () => {
  const users = [guest(1, odd), guest(2, odd), member(3, { accountEnabled: false })];
  const { text, rules } = await judge(users);
  const judged = rules.filter(({ state }) => state === 'judged').map(({ id }) => id);
  const previous = { text, rules: judged };
  const off = await judge([member(4)], { previous, rules: ['guest-state-odd: off'] });
  assert.equal(off.counts.resolved, 1, 'that of disabled-but-licensed');
  const blind = await judge([member(4)], { previous, properties: ['id', 'accountEnabled', 'assignedLicenses'] });
  assert.equal(blind.counts.resolved, 1);
  const on = await judge([member(4)], { previous });
  assert.equal(on.counts.resolved, 3);
});

test('what concerns the directory as a whole can be accepted by its name; a finding has an id of 16 characters', async () => {
  const quiet = member(1, { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: '2026-11-01T00:00:00Z' });
  const accepted = [{ rule: 'sync-stopped', user: 'directory', reason: 'x', until: '2027-01-01', line: 1 }];
  const { findings } = await judge([quiet], { accepted });
  const [found] = findings.filter(({ rule }) => rule === 'sync-stopped');
  assert.deepEqual([found?.user, found?.accepted], [null, { reason: 'x', until: '2027-01-01' }]);
  assert.match(found?.id ?? '', /^[0-9a-f]{16}$/);
});
