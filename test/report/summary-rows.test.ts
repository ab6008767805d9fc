import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SummaryFacts, summaryMarkdown } from '../../src/report/summary.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const facts: SummaryFacts = {
  ...{
    headline: 'Nothing needs you today.',
    ...{ needs: [], names: false, docsBase: '' },
    ...{ tenantId: 'contoso.example', tenantName: '' },
    listed: 3_000,
    counts: { before: 3_000, after: 3_000 },
    secondReading: null,
    withoutValues: [],
    reconciled: true,
  },
  tally: { users: 3_000, enabled: 2_000, disabled: 1_000, members: 2_500, guests: 500, agents: 0, otherTypes: 0 },
  knows: { accountEnabled: true, userType: true },
  kinds: [
    ['Members', 2_500],
    ['Guests', 500],
    ['Others', 0],
  ],
  ...{ changes: undefined, noComparison: undefined, duration: 65_000, now },
  findings: {
    total: 6,
    open: 5,
    accepted: 0,
    new: null,
    resolved: null,
    bySeverity: { high: 0, medium: 1_234, low: 2 },
  },
  files: [
    { name: 'users.jsonl', bytes: 2048 },
    { name: 'users.csv', bytes: 12 },
  ],
};
const text = (changed: Partial<SummaryFacts> = {}) => summaryMarkdown({ ...facts, ...changed });
/** A row of the table. */
const row = (name: string, changed: Partial<SummaryFacts> = {}) =>
  text(changed)
    .split('\n')
    .find((line) => line.startsWith(`| ${name} | `))
    ?.slice(`| ${name} | `.length, -2);

test('the whole of it, when all is well', () => {
  assert.equal(
    text(),
    `## Nothing needs you today.

Users of tenant contoso&#46;example


| | |
| --- | --- |
| Users | **3,000** |
| Enabled | 2,000 |
| Disabled | 1,000 |
| Members | 2,500 |
| Guests | 500 |
| Changes | not compared |
| Findings | **0** high, **1,234** medium, **2** low |
| Reconciled | ✅ yes: Graph counted 3,000 before and after |
| Duration | 1 min 5 s |
| Certificate | none used |

<details><summary>Accounts by type and state</summary>

\`\`\`mermaid
pie showData
  "Members" : 2500
  "Guests" : 500
\`\`\`

</details>

Files: \`users.jsonl\` (2.0 KiB), \`users.csv\` (12 B)
`,
  );
});

test('what was not asked for is not shown as nought', () => {
  const onlyType = text({ knows: { accountEnabled: false, userType: true } });
  assert.doesNotMatch(onlyType, /Enabled|Disabled/);
  assert.match(onlyType, /Members/);
  assert.doesNotMatch(text({ knows: { accountEnabled: true, userType: false } }), /\| (Members|Guests)/);
});

const changes = { added: 1_000, removed: 2, changed: 3, churned: 9, recreated: 0 };
const named: [string, Partial<SummaryFacts>, string][] = [
  ['Changes', { changes }, '**1,000** added, **2** removed, **3** changed'],
  [
    'Changes',
    { changes: { ...changes, recreated: 1 } },
    '**1,000** added, **2** removed, **3** changed (1 removed and created again)',
  ],
  ['Changes', { noComparison: 'There is none.' }, 'There is none&#46;'],
  ['Changes', { changes, noComparison: 'The first.' }, 'The first&#46;'],
  [
    'Findings',
    { findings: { ...facts.findings, new: 0, accepted: 1_000, bySeverity: { high: 1, medium: 0, low: 0 } } },
    '🔴 **1** high, **0** medium, **0** low (0 new, 1,000 more accepted)',
  ],
  [
    'Findings',
    { findings: { ...facts.findings, accepted: 1 } },
    '**0** high, **1,234** medium, **2** low (1 more accepted)',
  ],
  ['Reconciled', { counts: { before: 3_000, after: 3_001 } }, '✅ yes: Graph counted 3,000 before and 3,001 after'],
  [
    'Reconciled',
    { reconciled: false, listed: 2_999 },
    '❌ **no**: the list holds 2,999, Graph counted 3,000 before and after',
  ],
  [
    'Certificate',
    { certificate: { thumbprint: 'ABCDEF0123456789', notAfter: new Date('2026-11-27T00:00:00Z') } },
    'ABCDEF01… valid until 2026-11-27 (1 day left)',
  ],
  [
    'Certificate',
    { certificate: { thumbprint: 'ABCDEF0123456789', notAfter: new Date('2030-11-27T00:00:00Z') } },
    'ABCDEF01… valid until 2030-11-27 (1,462 days left)',
  ],
];
for (const [name, changed, expected] of named) {
  test(`${name}: ${expected}`, () => assert.equal(row(name, changed), expected));
}

test('a pie of one slice is none', () => {
  assert.doesNotMatch(
    text({
      kinds: [
        ['Members', 1],
        ['Guests', 0],
      ],
    }),
    /mermaid/,
  );
  assert.match(
    text({
      kinds: [
        ['Members', 1],
        ['Guests', 1],
      ],
    }),
    /mermaid/,
  );
});

test('the artifact is linked where it has an address', () => {
  const list = '`users.jsonl` (2.0 KiB), `users.csv` (12 B)\n';
  const artifact = { name: 'a_b', url: 'https://github.example/1' };
  assert.ok(text({ artifact }).endsWith(`\nArtifact: [a&#95;b](https://github.example/1) with ${list}`));
  assert.ok(text({ artifact: { ...artifact, url: undefined } }).endsWith(`\nArtifact: a&#95;b with ${list}`));
});
