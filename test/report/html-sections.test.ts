import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding, RuleReport } from '../../src/findings/finding.ts';
import type { ReportFacts } from '../../src/report/facts.ts';
import { htmlReport } from '../../src/report/html.ts';
import { sampleData } from './sample-data.ts';

const none = { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 };
const empty = { added: [], removed: [], changed: [], recreated: [] };
const counts = {
  total: 0,
  open: 0,
  accepted: 0,
  new: null,
  resolved: null,
  bySeverity: { low: 0, medium: 0, high: 0 },
};
const facts: ReportFacts = {
  ...{ listed: 1_000, counts: { before: 1_000, after: 1_001 }, secondReading: null, reconciled: true },
  ...{
    tenantId: 'contoso.example',
    tenantName: '',
    headline: 'Nothing needs you today.',
    endedAt: Date.UTC(2026, 10, 25, 9, 30),
    runUrl: undefined,
  },
  ...{ certificate: undefined, comparison: undefined, noComparison: undefined, gates: [], history: [] },
  findings: { counts, rules: [], samples: [] },
  ...{ kinds: [], created: [], departments: [] },
  data: sampleData,
};
const page = (changed: Partial<ReportFacts> = {}) => [...htmlReport({ ...facts, ...changed })].join('');
const comparison = (changed: Partial<typeof none> = {}, usersBefore: number | undefined = 1_000) => ({
  ...{ counts: { ...none, ...changed }, samples: empty, usersBefore },
});
/** What stands under a heading, up to the next. */
const section = (title: string, changed: Partial<ReportFacts> = {}) =>
  page(changed)
    .split(/<h2[^>]*>/)
    .find((part) => part.startsWith(`${title}</h2>`)) ?? '';
/** What a reader sees of it, tags aside. */
const seen = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();

test('the head says whose users they are, and when; the run is linked where there is one', () => {
  const html = page({ runUrl: 'https://github.example/run?a=1&b=2' });
  assert.match(html, /^<!doctype html>\n<html lang="en">/);
  assert.match(html, /<title>Entra ID users of contoso.example, 2026-11-25 09:30 UTC<\/title>/);
  assert.match(seen(html), /Tenant contoso.example, as of 2026-11-25 09:30 UTC, workflow run/);
  assert.match(html, /<a href="https:\/\/github.example\/run\?a=1&#38;b=2">workflow run<\/a>/);
  assert.doesNotMatch(page(), /workflow run/);
  assert.match(html, /<\/script>\n<\/body>\n<\/html>\n$/);
});

/** The tiles: what they say, and their mood. */
function tilesOf(changed: Partial<ReportFacts>) {
  const [list = ''] = /<ul class="tiles">.*?<\/ul>/.exec(section('Summary', changed)) ?? [];
  const items = list.match(/<li.*?<\/li>/g) ?? [];
  return items.map((item) => [/class="(\w+)"/.exec(item)?.[1], seen(item)]);
}

test('the tiles of an audit without anything to compare with, and of one in which all is wrong', () => {
  assert.deepEqual(tilesOf({}), [
    [undefined, '1,000 users'],
    [undefined, '– changes: nothing to compare with'],
    [undefined, '0 findings of high severity'],
    [undefined, '0 of medium severity'],
    [undefined, '0 of low severity'],
    ['good', 'yes reconciled: Graph counted 1,000 before, 1,001 after'],
  ]);
  const gate = { gate: 'x', state: 'failed' as const, fails: true, detail: 'y' };
  assert.deepEqual(
    tilesOf({
      ...{ reconciled: false, gates: [gate, { ...gate, fails: false }, gate] },
      certificate: { days: 7, notAfter: '2026-12-02' },
      comparison: comparison({ added: 1_500, removed: 2, changed: 3 }, 2_500),
      findings: {
        ...{ rules: [], samples: [] },
        counts: { ...counts, new: 0, bySeverity: { low: 3, medium: 2, high: 1_000 } },
      },
    }),
    [
      [undefined, '1,000 users, −1,500 since the last audit'],
      [undefined, '+1,500 −2 added and removed'],
      [undefined, '3 changed'],
      ['bad', '2 gates failed or cannot be judged'],
      ['bad', '1,000 findings of high severity'],
      ['warn', '2 of medium severity'],
      [undefined, '3 of low severity, 0 of all findings new'],
      ['bad', 'no reconciled: Graph counted 1,000 before, 1,001 after'],
      ['bad', '7 days left of the certificate, valid until 2026-12-02'],
    ],
  );
});

test('a tile tells one gate, growth and standing still, and certificates by how long they last', () => {
  const gates = [{ gate: 'x', state: 'failed' as const, fails: true, detail: 'y' }];
  assert.deepEqual(tilesOf({ gates })[2], ['bad', '1 gate failed or cannot be judged']);
  assert.equal(tilesOf({ comparison: comparison({}, 990) })[0]?.[1], '1,000 users, +10 since the last audit');
  assert.equal(tilesOf({ comparison: comparison() })[0]?.[1], '1,000 users, as many as before');
  const { usersBefore: _, ...first } = comparison();
  assert.equal(tilesOf({ comparison: { ...first, usersBefore: undefined } })[0]?.[1], '1,000 users');
  const moodOf = (days: number) => tilesOf({ certificate: { days, notAfter: 'x' } }).at(-1)?.[0];
  assert.deepEqual([7, 8, 30, 31].map(moodOf), ['bad', 'warn', 'warn', undefined]);
});

test('gates are shown that fail or could not be judged', () => {
  const gate = (gate: string, state: 'passed' | 'failed' | 'not-judged', fails: boolean) => ({
    gate,
    state,
    fails,
    detail: 'because',
  });
  const gates = [gate('one', 'passed', false), gate('two', 'failed', true), gate('three', 'not-judged', false)];
  const notice = /<div class="notice".*?<\/div>/.exec(page({ gates }))?.[0] ?? '';
  assert.equal(seen(notice), 'Gates two : because three (cannot be judged): because');
  assert.doesNotMatch(page({ gates: gates.slice(0, 1) }), /class="notice" role="note"/);
});

const audit = {
  ...{ endedAt: '2026-11-24T00:00:00Z', users: 900, manifestSha256: '', runId: null, findings: null },
  ...{ members: null, guests: null, high: null, medium: null, low: null },
};
const change = { added: 1, removed: null, changed: null };
const unknown = { added: null, removed: null, changed: null };
const chartTitles = (changed: Partial<ReportFacts>) =>
  [...page(changed).matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map((match) => match[1]);

const charts: [string, Partial<ReportFacts>, string[]][] = [
  ['nothing', {}, []],
  ['kinds', { kinds: [['Members', 1]] }, ['Accounts by type and state']],
  [
    'two months',
    {
      created: [
        ['2026-01', 1],
        ['2026-02', 1],
      ],
    },
    ['Accounts by month of creation'],
  ],
  ['one month', { created: [['2026-01', 1]] }, []],
  ['departments', { departments: [['Sales', 1]] }, ['Accounts by department']],
  [
    'two audits before, of which nothing is known',
    {
      history: [
        { ...audit, ...unknown },
        { ...audit, ...unknown },
      ],
    },
    ['Users in the last audits'],
  ],
  ['an audit before, of which nothing is known', { history: [{ ...audit, ...unknown }] }, ['Users in the last audits']],
  [
    'an audit before with changes, and today none',
    { history: [{ ...audit, ...change }] },
    ['Users in the last audits'],
  ],
  [
    'an audit before with changes, and today some',
    { history: [{ ...audit, ...change }], comparison: comparison() },
    ['Users in the last audits', 'Changes in the last audits'],
  ],
  ...[change, { ...unknown, removed: 0 }, { ...unknown, changed: 0 }].map(
    (one): [string, Partial<ReportFacts>, string[]] => [
      `two audits before with ${JSON.stringify(one)}`,
      {
        history: [
          { ...audit, ...one },
          { ...audit, ...one },
        ],
      },
      ['Users in the last audits', 'Changes in the last audits'],
    ],
  ),
];
for (const [what, changed, titles] of charts) {
  test(`charts of ${what}: ${titles.join(', ') || 'none'}`, () => {
    assert.deepEqual(chartTitles(changed), titles);
    assert.equal(page(changed).includes('<h2>At a glance</h2>'), titles.length > 0);
  });
}

test('today is the last of the audits in the charts', () => {
  const html = page({ history: [{ ...audit, ...change }], comparison: comparison({ added: 7 }) });
  assert.match(html, /aria-label="Users in the last audits: 2026-11-24 900, 2026-11-25 1,000"/);
  assert.match(html, /2026-11-24 1 added, 0 removed, 0 changed; 2026-11-25 7 added, 0 removed, 0 changed"/);
});

test('changes: how many of each; short lists are open, longer ones are folded', () => {
  const html = section('Changes', { comparison: comparison({ added: 10, removed: 11 }) });
  assert.match(seen(html), /^Changes Compared with 1,000 users before\. Added 10 .* Removed 11 .* Changed: nobody\.$/);
  assert.match(html, /<details class="rule" open><summary><strong>Added/);
  assert.match(html, /<details class="rule"><summary><strong>Removed/);
  assert.match(html, /<ul class="entries" id="list-added"><\/ul>/);
  assert.doesNotMatch(seen(html), /more with nothing new|Created again/);
  const more = seen(section('Changes', { comparison: comparison({ churned: 1, recreated: 1 }) }));
  assert.match(more, /1 user more with nothing new but times that move by themselves\./);
  assert.match(more, /Created again 1 .*they are among the added and the removed as well/);
});

test('a list that is shown as a whole does not say that it was cut', () => {
  const samples = { ...empty, added: [{ id: '1' }] };
  const whole = { ...comparison({ added: 1 }), samples };
  assert.doesNotMatch(section('Changes', { comparison: whole }), /are shown/);
  assert.match(section('Changes', { comparison: comparison({ added: 1 }) }), /The first 0 are shown; all 1 are/);
});

test('why there are no changes is said, where there is a reason', () => {
  const { counts, samples } = comparison();
  const first = { counts, samples, usersBefore: undefined };
  for (const comparison of [undefined, first]) {
    assert.equal(seen(section('Changes', { comparison, noComparison: 'Because.' })), 'Changes Because.');
    assert.equal(seen(section('Changes', { comparison })), 'Changes There is nothing to compare with yet.');
  }
});

const rule = (id: string, changed: Partial<RuleReport> = {}): RuleReport => ({
  ...{ id, title: `Title ${id}`, severity: 'medium', state: 'judged', missing: [], limit: null },
  ...{ why: 'Because.', fix: 'Do it.', sources: [], counts: found(1).counts },
  ...{ severityWhy: '', confuses: 'A namesake.' },
  ...changed,
});
const found = (number: number, changed: Partial<RuleReport['counts']> = {}) => ({
  counts: {
    ...{ total: number, open: number, accepted: 0, new: null },
    ...{ bySeverity: { high: 0, medium: 0, low: 0 }, ...changed },
  },
});
const sample: Finding = {
  ...{ id: '0', rule: 'a', severity: 'medium', user: null, subject: 'x', why: 'y', evidence: {} },
  ...{ isNew: null, accepted: null },
};
const findings = (rules: RuleReport[], changed: Partial<typeof counts> = {}, samples: Finding[] = []) =>
  section('Findings', { findings: { counts: { ...counts, ...changed }, rules, samples } });

test('rules that found something are told, the gravest first, and of these those with the most', () => {
  const html = findings([
    rule('a', { severity: 'low', ...found(99) }),
    rule('b', found(2)),
    rule('c', found(3)),
    rule('d', { severity: 'high' }),
    rule('e', found(0)),
  ]);
  assert.deepEqual(
    [...html.matchAll(/id="finding-(\w)"/g)].map((match) => match[1]),
    ['d', 'c', 'b', 'a'],
  );
  assert.match(html, /<span class="badge high">high<\/span> <strong>Title d/);
});

test('a rule says why, what to do, where it comes from, and how many are new and accepted', () => {
  const sources = [
    { title: 'A & B', url: 'https://a.example/?x=1&y=2', version: '3.0' },
    { title: 'C', url: 'https://c.example' },
  ];
  const whole = rule('a', { sources, ...found(1, { total: 1_500, open: 1_200, new: 1_000, accepted: 300 }) });
  const html = findings([whole], {}, [sample]);
  assert.equal(
    seen(html),
    'Findings medium Title a 1,200 open, 1,000 new, 300 accepted Because. What to do: Do it. May be harmless: A namesake. ' +
      'Rule a. A & B , version 3.0; C . The first 1 are shown; all 1,500 are in findings.json.',
  );
  assert.match(html, /<a href="https:\/\/a.example\/\?x=1&#38;y=2" rel="noreferrer">/);
  assert.equal(
    seen(findings([rule('a')], {}, [sample])),
    'Findings medium Title a 1 open Because. What to do: Do it. May be harmless: A namesake. Rule a. .',
  );
});

test('findings that are gone are counted; where nothing was found, that is said', () => {
  assert.match(
    seen(findings([rule('a')], { resolved: 1_000 as unknown as null })),
    /^Findings 1,000 of the last time are gone\. medium/,
  );
  assert.doesNotMatch(findings([rule('a')]), /are gone/);
  assert.equal(seen(findings([], { resolved: 5 as unknown as null })), 'Findings Nothing was found.');
});

test('rules that found nothing, are off or could not be judged are named', () => {
  const others = [
    rule('a', found(0)),
    rule('b', found(0)),
    rule('c', { state: 'off', ...found(0) }),
    rule('d', { state: 'off', ...found(0) }),
    rule('e', { state: 'not-judged', missing: ['manager', 'userType'], ...found(0) }),
    rule('f'),
  ];
  assert.match(
    seen(findings(others)),
    / Other rules Found nothing: a, b\. Off: c, d\. Not judged: e, which needs manager, userType in select\.$/,
  );
  assert.match(seen(findings(others.slice(0, 1))), /Other rules Found nothing: a\.$/);
  assert.match(seen(findings(others.slice(2, 3))), /Other rules Off: c\.$/);
  assert.doesNotMatch(findings(others.slice(5)), /Other rules/);
});

test('the table of users can be searched, filtered by some of its columns, and sorted by all', () => {
  const html = section('Users', {
    data: {
      ...sampleData,
      table: {
        ...sampleData.table,
        columns: [
          { property: 'displayName', label: 'Name', kind: 'text' },
          { property: 'userType', label: 'Type', kind: 'text', filter: true },
          { property: 'assignedLicenses', label: 'Licences', kind: 'number' },
        ],
      },
    },
  });
  assert.deepEqual(html.match(/<label for="[^"]+">[^<]+/g), [
    '<label for="search">Search',
    '<label for="column-1">Type',
    '<label for="mark">Show',
  ]);
  assert.match(
    html,
    /<\/label><select id="column-1" data-column="1"><option value="">all<\/option><\/select><\/div><div/,
  );
  const heads = /<thead>(.*?)<\/thead>/.exec(html)?.[1];
  assert.equal(
    heads,
    '<tr><th scope="col"><button type="button">Name</button></th><th scope="col"><button type="button">Type</button></th><th scope="col" class="number"><button type="button">Licences</button></th></tr>',
  );
  // The marks of a row, as bits.
  assert.match(
    html,
    /<select id="mark"><option value="0">everybody<\/option><option value="1">with open findings<\/option><option value="2">new<\/option><option value="4">changed<\/option><\/select>/,
  );
});
