import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guest, judge, member } from './judge.ts';

const entry = { reason: 'Known partner', until: '2027-01-01' };

test('a class is accepted wherever a rule finds its users: one by one, in a group, or by a share of all', async () => {
  const users = [
    guest(1, { externalUserState: null, companyName: 'Contoso' }),
    guest(2, { externalUserState: null, companyName: 'Fabrikam' }),
    member(3, { mail: 'a@x', department: null, companyName: 'Contoso' }),
    member(4, { mail: 'a@x', companyName: 'Fabrikam' }),
    ...Array.from({ length: 10 }, (_, index) => member(10 + index)),
  ];
  const where = { companyName: ['Contoso'] };
  const rules = ['guest-state-odd', 'duplicate-mail', 'missing-department'];
  const accepted = rules.map((rule, line) => ({ ...entry, rule, where, line }));
  const { findings, counts, unmatched } = await judge(users, { accepted });
  assert.deepEqual(
    findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ rule, subject, accepted }) => [rule, subject.at(-1), accepted?.until ?? null]),
    [
      ['duplicate-mail', '3', entry.until],
      ['duplicate-mail', '4', null],
      ['guest-state-odd', '1', entry.until],
      ['guest-state-odd', '2', null],
      ['missing-department', '3', entry.until],
    ],
  );
  assert.deepEqual([counts.accepted, unmatched.length], [3, 0]);
  assert.ok(!JSON.stringify(findings).includes('classes'));
});

test('a class that nobody is in, and one of a rule that is off, are pointed out', async () => {
  const where = { companyName: ['Nobody'] };
  const accepted = ['guest-state-odd', 'password-old'].map((rule, line) => ({ ...entry, rule, where, line }));
  const { unmatched, idle, text } = await judge([guest(1, { externalUserState: null })], { accepted });
  assert.deepEqual([unmatched.map(({ line }) => line), idle.map(({ line }) => line)], [[0], [1]]);
  assert.deepEqual(JSON.parse(text).acceptances.unmatched[0].where, where);
});
