import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NotableChanges } from '../../src/compare/notable-changes.ts';
import type { Finding } from '../../src/findings/finding.ts';
import type { FindingNews } from '../../src/findings/finding-news.ts';
import type { GateResult } from '../../src/gates/judge-gates.ts';
import { type NeedsYouFacts, needsYou } from '../../src/report/needs-you.ts';
import { needsMarkdown } from '../../src/report/summary-needs.ts';

const gate = (gate: string, state: GateResult['state'], fails: boolean): GateResult => ({
  gate,
  state,
  fails,
  detail: 'x',
});
const user = { id: 'g', displayName: 'Ada | <b>', userPrincipalName: 'ada@x' };
const finding: Finding = {
  ...{ id: '0', rule: 'sync-errors', severity: 'high', user, subject: 'g', why: 'Two mails.', evidence: {} },
  ...{ isNew: true, accepted: null },
};
const news = (number: number, severity: FindingNews['severity'] = 'high'): FindingNews => ({
  ...{ rule: 'sync-errors', severity, number, isNew: true, guests: 0 },
  samples: Array.from({ length: Math.min(number, 20) }, () => finding),
});
const counts = { 'became-member': 0, 'enabled-again': 0, 'licence-while-disabled': 0, 'created-again': 0 };
const nothing: NeedsYouFacts = { gates: [], news: [], notable: { counts, samples: [] } };
const notable: NotableChanges = {
  counts: { 'became-member': 1, 'enabled-again': 1, 'licence-while-disabled': 1, 'created-again': 1 },
  samples: [
    { kind: 'became-member', user, before: 'Guest', after: 'Member' },
    { kind: 'enabled-again', user, before: false, after: true },
    { kind: 'licence-while-disabled', user, before: [{ skuId: 'a' }], after: [{ skuId: 'a' }, { skuId: 'b' }] },
    { kind: 'created-again', user, before: '1', after: '2' },
  ],
};
const markdown = (facts: Partial<NeedsYouFacts>, names = true, docsBase = 'https://x/') =>
  needsMarkdown(needsYou({ ...nothing, ...facts }), { names, docsBase });

test('the order in which to look: gates, findings, changes, and what the first audit could not judge', () => {
  const gates = [
    gate('one', 'passed', false),
    gate('two', 'not-judged', false),
    gate('three', 'failed', true),
    gate('four', 'not-judged', true),
  ];
  assert.deepEqual(
    needsYou({ gates, news: [news(2)], notable }).map(({ title, urgent }) => `${urgent ? '!' : '-'} ${title}`),
    [
      '! Gate three failed',
      '! Gate four cannot be judged',
      '! 2 new accounts have synchronization errors',
      '- 1 guest became a member',
      '- 1 account was enabled again',
      '- 1 disabled account got a licence',
      '- 1 account was created again under the same name',
      '- Gate two cannot be judged',
    ],
  );
  assert.equal(markdown({}), '');
});

test('each change tells from what to what, in words', () => {
  assert.deepEqual(
    needsYou({ ...nothing, notable }).flatMap(({ people }) => people.map(({ text }) => text)),
    ['guest → member.', 'disabled → enabled.', 'Licence added: b, while disabled.', 'account 1 → account 2.'],
  );
});

test('who, why, what to do and where more is said; without names the reason of the rule', () => {
  const named = markdown({ news: [news(1)] });
  assert.match(
    named,
    /^### What needs you\n\n- 🔴 \*\*1 new account has a synchronization error\*\* \(high\): \*\*What to do:\*\* /,
  );
  assert.match(
    named,
    / \[sync-errors\]\(https:\/\/x\/docs\/rules\.md#sync-errors\)\n {2}- \*\*Ada &#124; &#60;b&#62;\*\* \(ada&#64;x\): Two mails/,
  );
  const counted = markdown({ news: [news(1)] }, false, '');
  assert.doesNotMatch(counted, /Ada|ada|Two mails|\]\(/);
  assert.match(counted, /\(high\): \S.* \*\*What to do:\*\* /);
});

test('a gate says with which click its changes are accepted, and that an incomplete list is not', () => {
  assert.match(
    markdown({ gates: [gate('removed>5%', 'failed', true)] }),
    /❌ \*\*Gate removed>5% failed\*\*: x\. .* with accept-changes ticked/,
  );
  assert.doesNotMatch(markdown({ gates: [gate('unreconciled', 'failed', true)] }), /ticked/);
});

const remedies: [string, GateResult['state'], GateResult['lacks'], RegExp][] = [
  ['new-finding:duplicate-mail', 'failed', undefined, /with accept-changes ticked/],
  [
    'severity:high',
    'failed',
    undefined,
    /in the file that accepted-findings names.*accept-changes helps for one run only/,
  ],
  ['finding:duplicate-mail', 'failed', undefined, /in the file that accepted-findings names/],
  ['certificate-expires<30d', 'failed', undefined, /new certificate/],
  ['finding:missing-manager', 'not-judged', 'properties', /Add to select what the rule needs/],
  ['added>1', 'not-judged', 'comparison', /baseline: none.*A warning of this run says/],
  ['severity:high', 'not-judged', 'rules', /Switch such a rule on/],
];
for (const [text, state, lacks, expected] of remedies) {
  test(`what to do for ${text}, ${state}${lacks ? ` for want of ${lacks}` : ''}`, () => {
    const [need] = needsYou({ ...nothing, gates: [{ ...gate(text, state, true), lacks }] });
    assert.match(need?.fix ?? '', expected);
  });
}

test('what is to be done for several gates is said once, at the last of them', () => {
  const gates = ['severity:high', 'added>1', 'finding:duplicate-mail', 'removed>1'].map((text) =>
    gate(text, 'failed', true),
  );
  assert.deepEqual(
    needsYou({ ...nothing, gates }).map(({ fix }) => fix !== ''),
    [false, false, true, true],
  );
});

test('one screen, the rest behind a fold; what is not urgent is worth a look', () => {
  const many = Array.from({ length: 9 }, () => news(50));
  const text = markdown({ news: many });
  const [screen = '', fold = ''] = text.split('<details>');
  assert.equal(screen.match(/^- /gm)?.length, 6);
  assert.ok(screen.split('\n').length < 25);
  assert.match(screen, /\n {2}- 47 more\n/);
  assert.match(fold, /^<summary>3 more<\/summary>\n\n- [\s\S]*<\/details>/);
  assert.match(
    markdown({ news: [news(1, 'low')] }),
    /^### Worth a look\n\n\n<details><summary>1 more<\/summary>\n\n- ⚪ /,
  );
});
