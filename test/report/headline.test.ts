import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateResult } from '../../src/gates/judge-gates.ts';
import { type HeadlineFacts, headline } from '../../src/report/headline.ts';

const day = 86_400_000;
const calm: HeadlineFacts = {
  ...{ listed: 10, counts: { before: 10, after: 10 }, secondReading: null, reconciled: true },
  ...{ gates: [], news: [], notable: 0, accepted: false, signInsSkipped: false },
  ...{ certificateDays: undefined, pause: undefined },
  comparison: { state: 'compared', added: 5, removed: 2, changed: 3 },
};
const quiet = { state: 'compared', added: 0, removed: 0, changed: 0 } as const;
const failed = (gate: string): GateResult => ({ gate, state: 'failed', fails: true, detail: 'x' });
const unjudged = (gate: string, fails = true): GateResult => ({ gate, state: 'not-judged', fails, detail: 'x' });
const found = (rule: string, number = 1, more: object = {}) =>
  ({ rule, severity: 'high', number, isNew: true, guests: 0, ...more }) as HeadlineFacts['news'][number];
const imitation = 'display-name-imitation';
const guest = found(imitation, 1, { guests: 1 });
const five = '5 joined, 2 left, 3 changed. The list is complete.';
const incomplete = { reconciled: false, listed: 8, gates: [failed('unreconciled')] };

const situations: [string, Partial<HeadlineFacts>, string, string][] = [
  ['nothing', {}, 'notice', `Nothing needs you today. ${five}`],
  [
    'no change',
    { comparison: quiet },
    'notice',
    'Nothing needs you today. Nobody joined, left or changed. The list is complete.',
  ],
  [
    'the first audit',
    { comparison: { state: 'first' }, gates: [unjudged('removed>5%', false)] },
    'notice',
    'Nothing needs you today. There is no earlier audit to compare with yet. The list is complete.',
  ],
  [
    'the first audit, with findings of which it is not known whether they are new',
    { comparison: { state: 'first' }, news: [found('creation-burst', 2, { isNew: false })] },
    'warning',
    'Action needed: 2 bursts of new accounts. There is no earlier audit to compare with yet. The list is complete.',
  ],
  [
    'no comparison asked for',
    { comparison: { state: 'none' } },
    'notice',
    'Nothing needs you today. Nothing was compared. The list is complete.',
  ],
  [
    'no list to compare with',
    { comparison: { state: 'missing' } },
    'notice',
    'Nothing needs you today. There was no earlier list to compare with. The list is complete.',
  ],
  [
    'a comparison that somebody has to mend',
    { comparison: { state: 'broken' } },
    'warning',
    'Action needed: the list could not be compared with an earlier one. The list is complete.',
  ],
  ['one new guest', { news: [guest] }, 'warning', `Action needed: 1 new guest imitates another user's name. ${five}`],
  [
    'several, not all of them guests',
    { news: [found(imitation, 3, { guests: 2 })] },
    'warning',
    `Action needed: 3 new accounts imitate other users' names. ${five}`,
  ],
  [
    'findings of many rules, the most frequent first',
    {
      news: [
        found('sync-errors'),
        found('duplicate-mail', 2),
        guest,
        found('creation-burst', 1_500),
        found('sync-stopped', 2),
      ],
    },
    'warning',
    `Action needed: 1,500 new bursts of new accounts, 2 new accounts share their mail addresses, 2 new signs that directory synchronization has stopped and 2 more findings of high severity. ${five}`,
  ],
  [
    'nothing grave',
    {
      news: [found('sync-errors', 2, { severity: 'medium' }), found('password-old', 1, { severity: 'low' })],
      notable: 1,
    },
    'notice',
    `Nothing needs you today. Worth a look: 2 new findings of medium severity, 1 new finding of low severity and 1 notable change. ${five}`,
  ],
  [
    'open ones of which nobody knows whether they are new',
    { news: [found('sync-errors', 2, { severity: 'medium', isNew: false })] },
    'notice',
    `Nothing needs you today. Worth a look: 2 open findings of medium severity. ${five}`,
  ],
  ['a failed gate', { gates: [failed('removed>5%')] }, 'error', `Action needed: 1 gate failed (removed>5%). ${five}`],
  [
    'many failed gates',
    { gates: ['added>1', 'removed>1', 'changed>1', 'severity:high'].map(failed) },
    'error',
    `Action needed: 4 gates failed (added>1, removed>1, changed>1, 1 more). ${five}`,
  ],
  [
    'a gate that cannot be judged',
    { gates: [unjudged('removed>5%')], comparison: { state: 'broken' } },
    'error',
    'Action needed: 1 gate cannot be judged (removed>5%) and the list could not be compared with an earlier one. The list is complete.',
  ],
  [
    'findings and gates',
    { news: [guest], gates: [failed('added>1'), unjudged('severity:high')] },
    'error',
    `Action needed: 1 new guest imitates another user's name, 1 gate failed (added>1) and 1 gate cannot be judged (severity:high). ${five}`,
  ],
  [
    'not reconciled',
    incomplete,
    'error',
    'The list is NOT complete: it holds 8 users, Graph counted 10 before and 10 after it. 5 joined, 2 left, 3 changed, as far as the list goes.',
  ],
  [
    'not reconciled, and more',
    { ...incomplete, gates: [], news: [guest], comparison: quiet },
    'warning',
    "The list is NOT complete: it holds 8 users, Graph counted 10 before and 10 after it. Also needed: 1 new guest imitates another user's name. Nobody joined, left or changed, as far as the list goes.",
  ],
  [
    'changes accepted',
    { accepted: true, news: [guest] },
    'notice',
    `Nothing needs you today. Accepted with this run: what changed and 1 new finding of high severity. ${five}`,
  ],
  [
    'nothing to accept',
    { accepted: true, comparison: { state: 'first' } },
    'notice',
    'Nothing needs you today. There was nothing to accept. There is no earlier audit to compare with yet. The list is complete.',
  ],
  ['sign-ins skipped', { signInsSkipped: true }, 'notice', `Nothing needs you today. ${five} Sign-ins were not read.`],
  ['a certificate for a month', { certificateDays: 31 }, 'notice', `Nothing needs you today. ${five}`],
  [
    'for less',
    { certificateDays: 30 },
    'notice',
    `Nothing needs you today. ${five} The certificate expires in 30 days.`,
  ],
  ['for a fortnight', { certificateDays: 14 }, 'warning', `Action needed: the certificate expires in 14 days. ${five}`],
  ['for a day', { certificateDays: 1 }, 'warning', `Action needed: the certificate expires in 1 day. ${five}`],
  ['for hours', { certificateDays: 0 }, 'warning', `Action needed: the certificate expires today. ${five}`],
  [
    'a long silence',
    { pause: { since: 9 * day, usual: day } },
    'notice',
    `Nothing needs you today. ${five} The last audit was 9 days ago, failed ones aside; usually there is one a day.`,
  ],
];
for (const [what, changed, mood, text] of situations) {
  test(`the headline of ${what}`, () => assert.deepEqual(headline({ ...calm, ...changed }), { text, mood }));
}

test('silence in hours, days and weeks', () => {
  const hour = day / 24;
  const said = (since: number, usual: number) =>
    /The last audit was (.*?) ago, failed ones aside; usually there is (.*?)\.$/
      .exec(headline({ ...calm, pause: { since, usual } }).text)
      ?.slice(1);
  assert.deepEqual(said(5 * hour, hour), ['5 hours', 'one an hour']);
  assert.deepEqual(said(30 * hour, 12 * hour), ['30 hours', 'one every 12 hours']);
  assert.deepEqual(said(21 * day, 7 * day), ['21 days', 'one a week']);
  assert.deepEqual(said(70 * day, 30 * day), ['70 days', 'one every 30 days']);
});
