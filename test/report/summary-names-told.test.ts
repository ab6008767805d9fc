import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/findings/finding.ts';
import { type NamedFacts, namesMarkdown } from '../../src/report/summary-names.ts';

const user = (id: string) => ({ id, displayName: `Name ${id}`, userPrincipalName: `${id}@x` });
const none = { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 };
const empty = { added: [], removed: [], changed: [], recreated: [] };
const finding: Finding = {
  ...{ id: '0', rule: 'sync-errors', severity: 'medium', user: user('f'), subject: 'f', why: 'Because', evidence: {} },
  ...{ isNew: false, accepted: null },
};
const found = (open: number, samples: Finding[]): NamedFacts['findings'] => ({
  samples,
  counts: { open, total: open, accepted: 0, new: null, resolved: null, bySeverity: { low: 0, medium: 0, high: 0 } },
});
type Samples = NonNullable<NamedFacts['comparison']>['samples'];
const compared = (counts: Partial<typeof none>, samples: Partial<Samples>) =>
  namesMarkdown({
    comparison: { counts: { ...none, ...counts }, samples: { ...empty, ...samples } },
    findings: found(0, []),
  });
const decoded = (html: string) => html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

test('who came and who went, by name; a table for nobody is none', () => {
  const nameless = { id: 'n' };
  assert.equal(
    decoded(compared({ added: 2, removed: 1 }, { added: [user('a'), nameless], removed: [user('r')] })),
    `
### Added (2)

| Name | User principal name |
| --- | --- |
| Name a | a@x |
|  | n |

### Removed (1)

| Name | User principal name |
| --- | --- |
| Name r | r@x |
`,
  );
  assert.equal(compared({}, { added: [user('a')] }), '');
});

test('what changed: four properties at most, no churn, and long values in short', () => {
  const change = (property: string, before: unknown, after: unknown) => ({ property, before, after });
  const changes = [
    change('mail', 'a', 'b'),
    { ...change('signInActivity', 1, 2), churn: true as const },
    change('city', null, 'x'.repeat(41)),
    change('otherMails', ['a'], []),
    change('jobTitle', 'y'.repeat(40), ''),
  ];
  const shown = (all: typeof changes) =>
    decoded(compared({ changed: 1 }, { changed: [{ ...user('c'), counted: true, changes: all }] }))
      .split('\n')
      .at(-2);
  const start = `| Name c | c@x | mail: a → b; city: null → ${'x'.repeat(39)}…`;
  assert.equal(shown(changes.slice(0, 3)), `${start} |`);
  const long = shown([...changes, change('state', 1, 2), change('country', 1, 2)]) ?? '';
  assert.ok(long.startsWith(`${start}; otherMails: ["a"] → []`), long);
  // A cell is cut as a whole, too: 120 characters.
  assert.equal([...(long.split(' | ')[2] ?? '')].length, 120 + ' |'.length);
  const few = [1, 2, 3, 4, 5].map((number) => change(`p${number}`, 1, 2));
  const table = decoded(compared({ changed: 1 }, { changed: [{ ...user('c'), counted: true, changes: few }] }));
  assert.ok(table.includes('| Name | User principal name | What |\n'), table);
  assert.ok(table.endsWith('p1: 1 → 2; p2: 1 → 2; p3: 1 → 2; p4: 1 → 2; 1 more |\n'), table);
  assert.doesNotMatch(shown(changes.slice(0, 1)) ?? '', /more/);
  assert.ok(decoded(compared({ changed: 1 }, {})).includes('\n### Changed (1)\n'));
});

test('what was found: open findings, new ones marked, by whom it is or what it is about', () => {
  const samples: Finding[] = [
    finding,
    { ...finding, isNew: true, user: { id: 'g', userPrincipalName: null, displayName: null } },
    { ...finding, isNew: null, user: null, subject: 'directory' },
    { ...finding, accepted: { reason: 'x', until: '2027-01-01' }, subject: 'hidden' },
  ];
  assert.equal(
    decoded(namesMarkdown({ comparison: undefined, findings: found(1_003, samples) })),
    `
### Findings (1,003)

| Severity | Rule | Who | Why |
| --- | --- | --- | --- |
| medium | sync-errors | f@x | Because |
| medium | sync-errors (new) | g | Because |
| medium | sync-errors | directory | Because |

1,000 rows left out here: they are in \`findings.json\` in the artifact.
`,
  );
});

test('where no row could be shown there is no head of a table either, but where they are', () => {
  assert.equal(
    compared({ added: 1 }, {}),
    '\n### Added (1)\n\n\n1 row left out here: they are in `changes.json` in the artifact.\n',
  );
});
