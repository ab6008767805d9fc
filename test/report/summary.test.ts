import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type SummaryFacts, summaryMarkdown } from '../../src/report/summary.ts';

const now = Date.UTC(2026, 10, 25);
const facts: SummaryFacts = {
  ...{
    listed: 3,
    counts: { before: 3, after: 3 },
    secondReading: null,
    withoutValues: [],
    reconciled: true,
    headline: 'Nothing needs you today.',
    ...{ needs: [], names: false, docsBase: '' },
    ...{ tenantId: 'contoso', tenantName: '' },
    kinds: [],
  },
  tally: { users: 3, enabled: 2, disabled: 1, members: 2, guests: 1, agents: 0, otherTypes: 0 },
  knows: { accountEnabled: true, userType: true },
  ...{ changes: undefined, noComparison: undefined, duration: 1_000, now, files: [] },
  findings: {
    ...{ total: 0, open: 0, accepted: 0, new: null, resolved: null },
    bySeverity: { low: 0, medium: 0, high: 0 },
  },
};
const summary = (changed: Partial<SummaryFacts> = {}) => summaryMarkdown({ ...facts, ...changed });
const changes = { added: 1, removed: 0, changed: 0, churned: 0, recreated: 0 };

const hostile = '|`"><b>$x$\\*[a](b)\'@\n# x';
const shown = '&#124;&#96;&#34;&#62;&#60;b&#62;&#36;x&#36;&#92;&#42;&#91;a&#93;(b)&#39;&#64; # x';

const cases: [string, Partial<SummaryFacts>, string][] = [
  ['why nothing was compared', { noComparison: hostile }, `| Changes | ${shown} |\n`],
  ['why the changes do not count', { noComparison: hostile, changes }, `| Changes | ${shown} |\n`],
  ['the tenant', { tenantId: hostile }, `Users of tenant ${shown}\n`],
  ['the name of the tenant', { tenantName: hostile }, `Users of **${shown}** (tenant contoso)\n`],
  ['whoever accepted', { acceptedBy: hostile }, `☑️ Accepted by ${shown}: `],
  ['the name of an artifact', { artifact: { name: hostile, url: undefined } }, `\nArtifact: ${shown} with `],
  [
    'the name of an artifact with an address',
    { artifact: { name: hostile, url: 'https://github.example/1' } },
    `\nArtifact: [${shown}](https://github.example/1) with `,
  ],
];
for (const [what, changed, expected] of cases) {
  test(`whatever it holds, ${what} is text in the summary`, () => {
    const text = summary(changed);
    assert.ok(text.includes(expected), text);
    assert.doesNotMatch(text, /<b>|\[a\]/);
  });
}

test('without a comparison and without a reason the summary says that nothing was compared', () => {
  assert.ok(summary().includes('| Changes | not compared |'));
  assert.ok(summary({ changes }).includes('| Changes | **1** added, **0** removed, **0** changed |'));
  const again = summary({ changes: { ...changes, recreated: 2 } });
  assert.ok(again.includes('**0** changed (2 removed and created again) |'));
});

test('what was not selected is not told as nothing', () => {
  assert.match(summary(), /\| Enabled \| 2 \|\n\| Disabled \| 1 \|\n\| Members \| 2 \|\n\| Guests \| 1 \|/);
  const blind = summary({ knows: { accountEnabled: false, userType: false } });
  assert.doesNotMatch(blind, /Enabled|Disabled|Members|Guests/);
});

test('all that there may be, in its order', () => {
  const text = summary({
    tally: { users: 3, enabled: 2, disabled: 1, members: 2, guests: 1, agents: 4, otherTypes: 5 },
    ...{
      withoutValues: ['mail', 'a|b'],
      recycleBin: '7 users, the last 30 days',
      warnings: ['One thing.', 'Another.'],
    },
    kinds: [
      ['Members', 2],
      ['Nobody', 0],
      ['Guests', 1],
    ],
    roster: { people: 9, counts: { left: 2, withoutAccount: 3 } as never },
    findings: {
      ...{ total: 7, open: 6, accepted: 1, new: 2, resolved: 0 },
      bySeverity: { low: 3, medium: 2, high: 1 },
    },
    certificate: { thumbprint: '0123456789abcdef', notAfter: new Date(now + 86_400_000) },
    artifact: { name: 'entra-users', url: 'https://github.example/1', retentionDays: 30 },
    ...{ reportUrl: 'https://github.example/2', acceptedBy: 'ada' },
    files: [{ name: 'users.jsonl', bytes: 2_048 }],
  });
  assert.equal(
    text,
    `## Nothing needs you today.

Users of tenant contoso · **[Open the report](https://github.example/2)**

☑️ Accepted by ada: the next audit compares with this one.


| | |
| --- | --- |
| Users | **3** |
| Enabled | 2 |
| Disabled | 1 |
| Members | 2 |
| Guests | 1 |
| Agents | 4 |
| Of other types | 5 |
| On no user | mail, a&#124;b |
| Changes | not compared |
| Recycle bin | 7 users, the last 30 days |
| Findings | 🔴 **1** high, **2** medium, **3** low (2 new, 1 more accepted) |
| Roster | 9 people, **2** left, **3** of the others without an account |
| Reconciled | ✅ yes: Graph counted 3 before and after |
| Duration | 1.0 s |
| Certificate | 01234567… valid until 2026-11-26 (1 day left) |

<details><summary>Accounts by type and state</summary>

\`\`\`mermaid
pie showData
  "Members" : 2
  "Guests" : 1
\`\`\`

</details>

Artifact: [entra-users](https://github.example/1), kept for 30 days, with \`users.jsonl\` (2.0 KiB)

⚠️ One thing&#46;

⚠️ Another&#46;
`,
  );
});

test('what is not known is left out, and what failed is told as such', () => {
  assert.ok(summary({ roster: { people: 1, counts: undefined } }).includes('| Roster | 1 person |'));
  assert.doesNotMatch(summary(), /Roster|Recycle bin|On no user|Agents|Of other types|Open the report|mermaid|⚠️|☑️/);
  assert.ok(summary().includes('| Certificate | none used |'));
  const bad = summary({ reconciled: false, listed: 2 });
  assert.ok(bad.includes('| Reconciled | ❌ **no**: the list holds 2, Graph counted 3 before and after |'), bad);
  assert.ok(summary({ artifact: { name: 'a', url: undefined } }).includes('\nArtifact: a with '));
  assert.ok(summary().includes('\nFiles: '));
});
