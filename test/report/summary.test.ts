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
