import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GateFacts, judgeGates } from '../../src/gates/judge-gates.ts';
import { parseGates } from '../../src/gates/parse-gates.ts';

type RuleFacts = GateFacts['rules'] extends ReadonlyMap<string, infer T> ? T : never;
const nothing = { high: 0, medium: 0, low: 0 };
const none: RuleFacts = {
  ...{ open: 0, new: 0, severity: 'high' as const, bySeverity: nothing },
  ...{ firstTime: false, judged: true },
};

const low = { ...none, open: 1, severity: 'low' as const, bySeverity: { ...nothing, low: 1 } };

const facts: GateFacts = {
  ...{ listed: 101, counts: { before: 101, after: 101 }, secondReading: null, reconciled: true },
  baseline: 'yes',
  changes: { counts: { added: 6, removed: 5, changed: 0 }, usersBefore: 100 },
  rules: new Map([
    ['sync-errors', { ...none, open: 2, severity: 'medium' as const, bySeverity: { ...nothing, medium: 2 } }],
    ['duplicate-mail', none],
    ['guest-state-odd', { ...low, new: 1 }],
    ['sync-old', { ...low, new: null, firstTime: true }],
    ['password-old', { ...low, new: null }],
  ]),
  certificateDays: 30,
};

/** A gate, whether it passes, and what is said of it. */
const cases: [string, Partial<GateFacts>, string, boolean, string][] = [
  ['unreconciled', {}, 'passed', false, 'the list holds 101, Graph counted 101 before and 101 after it'],
  [
    'unreconciled',
    { reconciled: false },
    'failed',
    true,
    'the list holds 101, Graph counted 101 before and 101 after it',
  ],
  ['removed>4', {}, 'failed', true, '5 of 100 users were removed; the gate allows 4'],
  ['removed>5', {}, 'passed', false, '5 of 100 users were removed; the gate allows 5'],
  ['removed>4.9%', {}, 'failed', true, '5 of 100 users were removed (5%); the gate allows 4.9%'],
  ['removed>5%', {}, 'passed', false, '5 of 100 users were removed (5%); the gate allows 5%'],
  ['added>5', {}, 'failed', true, '6 users were added, to 100 before; the gate allows 5'],
  [
    'added>900%',
    { changes: { counts: { added: 1, removed: 0, changed: 0 }, usersBefore: 0 } },
    'failed',
    true,
    '1 user was added, to 0 before (more than 100%); the gate allows 900%',
  ],
  [
    'removed>0%',
    { changes: { counts: { added: 0, removed: 0, changed: 0 }, usersBefore: 0 } },
    'passed',
    false,
    '0 of 0 users were removed (0%); the gate allows 0%',
  ],
  ['changed>0%', {}, 'passed', false, '0 of 100 users changed (0%); the gate allows 0%'],
  [
    'removed>0',
    { baseline: 'first', changes: { counts: { added: 0, removed: 0, changed: 0 }, usersBefore: undefined } },
    'not-judged',
    false,
    'there is nothing to compare with yet',
  ],
  [
    'removed>0',
    { baseline: 'no', changes: undefined },
    'not-judged',
    true,
    'there is no comparison with an earlier list',
  ],
  ['finding:sync-errors', {}, 'failed', true, '2 open findings; the gate allows none'],
  ['finding:duplicate-mail', {}, 'passed', false, '0 open findings; the gate allows none'],
  ['finding:missing-manager', {}, 'not-judged', true, 'select leaves out a property that the rule needs'],
  [
    'finding:deleted-burst',
    { rules: new Map([['deleted-burst', { ...none, judged: false, input: 'deleted-users' }]]) },
    'not-judged',
    true,
    'the input deleted-users did not give what the rule needs',
  ],
  ['new-finding:sync-errors', {}, 'passed', false, '0 new findings; the gate allows none'],
  ['new-finding:guest-state-odd', {}, 'failed', true, '1 new finding; the gate allows none'],
  ['new-finding:sync-old', {}, 'not-judged', false, 'the rule was judged for the first time'],
  ['new-finding:password-old', {}, 'not-judged', true, 'the findings of the earlier audit cannot be read'],
  ['new-finding:sync-errors', { baseline: 'first' }, 'not-judged', false, 'there is nothing to compare with yet'],
  ['new-finding:sync-errors', { baseline: 'no' }, 'not-judged', true, 'there is no comparison with an earlier list'],
  [
    'severity:high',
    { rules: new Map([['duplicate-mail', { ...none, judged: false }]]) },
    'not-judged',
    true,
    'select leaves out what the rules of severity high need',
  ],
  ['severity:high', { rules: new Map() }, 'not-judged', true, 'no rule of severity high is on'],
  [
    'severity:high',
    {
      rules: new Map([
        ['duplicate-mail', none],
        ['duplicate-upn', { ...none, judged: false }],
      ]),
    },
    'passed',
    false,
    '0 open findings of severity high; the gate allows none (not judged, for want of properties in select: duplicate-upn)',
  ],
  ['severity:high', {}, 'passed', false, '0 open findings of severity high; the gate allows none'],
  ['severity:medium', {}, 'failed', true, '2 open findings of severity medium or higher; the gate allows none'],
  ['severity:low', {}, 'failed', true, '5 open findings of severity low or higher; the gate allows none'],
  [
    'severity:high',
    { rules: new Map([['display-name-imitation', { ...none, open: 9, bySeverity: { high: 0, medium: 7, low: 2 } }]]) },
    'passed',
    false,
    '0 open findings of severity high; the gate allows none',
  ],
  [
    'severity:medium',
    { rules: new Map([['display-name-imitation', { ...none, open: 9, bySeverity: { high: 0, medium: 7, low: 2 } }]]) },
    'failed',
    true,
    '7 open findings of severity medium or higher; the gate allows none',
  ],
  ['certificate-expires<30d', {}, 'passed', false, 'the certificate has 30 days left; the gate wants at least 30'],
  ['certificate-expires<31d', {}, 'failed', true, 'the certificate has 30 days left; the gate wants at least 31'],
  ['certificate-expires<31d', { certificateDays: undefined }, 'passed', false, 'no certificate is used'],
];
for (const [gate, changed, state, fails, detail] of cases) {
  test(`${gate}: ${state}: ${detail}`, () => {
    const gates = parseGates(gate);
    assert.ok(Array.isArray(gates));
    const results = judgeGates(gates, { ...facts, ...changed });
    assert.deepEqual(
      results.map(({ lacks: _, ...told }) => told),
      [{ gate, state, fails, detail }],
    );
  });
}

test('one finding is not "findings"; rules that were not judged are named one by one; shares have two places at most', () => {
  const detail = (gate: string, changed: Partial<GateFacts>) => {
    const gates = parseGates(gate);
    assert.ok(Array.isArray(gates));
    return judgeGates(gates, { ...facts, ...changed })[0]?.detail;
  };
  const one = { ...none, open: 1, bySeverity: { ...nothing, high: 1 } };
  const rules = new Map([
    ['duplicate-mail', one],
    ['duplicate-upn', { ...none, judged: false }],
    ['display-name-imitation', { ...none, judged: false }],
  ]);
  const unknown = '(not judged, for want of properties in select: duplicate-upn, display-name-imitation)';
  assert.equal(detail('severity:high', { rules }), `1 open finding of severity high; the gate allows none ${unknown}`);
  assert.equal(detail('finding:duplicate-mail', { rules }), '1 open finding; the gate allows none');
  const share = (removed: number, usersBefore: number) =>
    detail('removed>0%', { changes: { counts: { added: 0, removed, changed: 0 }, usersBefore } });
  assert.equal(share(1, 3), '1 of 3 users was removed (33.33%); the gate allows 0%');
  assert.equal(share(5, 200), '5 of 200 users were removed (2.5%); the gate allows 0%');
  assert.equal(share(20, 200), '20 of 200 users were removed (10%); the gate allows 0%');
});

test('that the recycle bin holds nothing says nothing of a list of which no rule could be judged', () => {
  const gate = parseGates('severity:high');
  assert.ok(!('takes' in gate));
  const judged = (open: number, others: [string, typeof none][] = []) =>
    judgeGates(gate, {
      ...facts,
      rules: new Map<string, typeof none & { apart?: boolean }>([
        ['deleted-burst', { ...none, open, bySeverity: { ...nothing, high: open }, apart: true }],
        ...others,
      ]),
    })[0];
  assert.deepEqual([judged(0)?.state, judged(0)?.fails], ['not-judged', true]);
  assert.equal(judged(1)?.fails, true);
  assert.equal(judged(0, [['duplicate-mail', none]])?.fails, false);
});
