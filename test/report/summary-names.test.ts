import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChangedUser, ChangeSamples } from '../../src/compare/user-changes.ts';
import type { Finding } from '../../src/findings/finding.ts';
import { namesMarkdown } from '../../src/report/summary-names.ts';

const noSamples: ChangeSamples = { added: [], removed: [], changed: [], recreated: [] };
const finding = {
  ...{ id: '0', rule: 'sync-errors', severity: 'medium' as const, user: null, subject: 'directory', why: 'Because.' },
  ...{ evidence: {}, isNew: null, accepted: null },
} satisfies Finding;

/** The summary of these samples, counted as all that there are unless told otherwise. */
function markdown(
  { findings = [], ...changes }: Partial<ChangeSamples> & { findings?: Finding[] },
  numbers: { added?: number; removed?: number; changed?: number; open?: number } = {},
): string {
  const samples = { ...noSamples, ...changes };
  const { added = samples.added.length, removed = samples.removed.length, changed = samples.changed.length } = numbers;
  const { open = findings.filter(({ accepted }) => !accepted).length } = numbers;
  const counts = { total: open, open, accepted: 0, new: null, resolved: null };
  return namesMarkdown({
    comparison: { counts: { added, removed, changed, churned: 0, recreated: 0 }, samples },
    findings: { counts: { ...counts, bySeverity: { high: 0, medium: open, low: 0 } }, samples: findings },
  });
}

const changed = (user: Partial<ChangedUser>): ChangedUser => ({
  ...{ id: '1', displayName: 'Ada', userPrincipalName: 'ada', counted: true, changes: [] },
  ...user,
});

/** The cells of every row, without those of the heads. */
function rowsOf(text: string): string[][] {
  const rows = text.split('\n').filter((line) => line.startsWith('|') && !/^\|( --- \|)+$/.test(line));
  return rows.map((row) => row.slice(2, -2).split(' | ')).filter(([first]) => first !== 'Name' && first !== 'Severity');
}

test('thousands came, went, changed and were found: four tables below 1 MiB, each cut between two rows', () => {
  const longest = '|'.repeat(300);
  const many = Array.from({ length: 1_000 }, (_, index) => `${index} ${longest}`);
  const users = many.map((name, index) => ({ id: `${index}`, displayName: name, userPrincipalName: name }));
  const changes = ['a', 'b', 'c', 'd', 'e'].map((property) => ({ property, before: longest, after: longest }));
  const text = markdown(
    {
      ...{ added: users, removed: users, changed: users.map((user) => changed({ ...user, changes })) },
      findings: users.map((user) => ({ ...finding, user, why: longest })),
    },
    { added: 5_000, removed: 4_000, changed: 3_000, open: 2_000 },
  );
  assert.ok(Buffer.byteLength(text) < 1024 * 1024);
  for (const [title, all, file] of [
    ['Added (5,000)', 5_000, 'changes.json'],
    ['Removed (4,000)', 4_000, 'changes.json'],
    ['Changed (3,000)', 3_000, 'changes.json'],
    ['Findings (2,000)', 2_000, 'findings.json'],
  ] as const) {
    const [, table = ''] = text.split(`\n### ${title}\n\n`);
    const [body = '', more = ''] = (table.split('\n### ')[0] ?? '').split('\n\n');
    const bytes = Buffer.byteLength(body);
    assert.ok(bytes > 140 * 1024 && bytes < 151 * 1024, `${title}: as much as there is room for, ${bytes}`);
    const rows = body.split('\n').slice(2);
    const left = (all - rows.length).toLocaleString('en-US');
    assert.equal(more.trim(), `${left} rows left out here: they are in \`${file}\` in the artifact.`);
    for (const row of rows) assert.equal(row.split(' | ').length, rows[0]?.split(' | ').length, 'no row is cut');
    assert.ok(rows.every((row) => row.endsWith(' |')));
  }
});

test('rows of characters that take several bytes are counted by bytes', () => {
  const added = Array.from({ length: 1_000 }, (_, index) => ({ id: `${index}`, displayName: '🦊'.repeat(200) }));
  const text = markdown({ added });
  assert.ok(Buffer.byteLength(text) < 151 * 1024);
  assert.ok(Buffer.byteLength(text) > 140 * 1024);
});

test('what is shown whole says nothing of rows left out, and one row is a row', () => {
  const added = [{ id: '1', displayName: 'Ada' }];
  assert.doesNotMatch(markdown({ added }), /left out/);
  assert.ok(markdown({ added }, { added: 2 }).includes('\n1 row left out here: they are in `changes.json`'));
  assert.equal(markdown({}), '', 'nothing came, went, changed or was found');
});

test('whatever stands in a cell is text, in every column', () => {
  const hostile = '|`"><b>$x$\\|[a](b)\'';
  const shown = '&#124;&#96;&#34;&#62;&#60;b&#62;&#36;x&#36;&#92;&#124;&#91;a&#93;(b)&#39;';
  const named = { id: hostile, displayName: hostile, userPrincipalName: hostile };
  const text = markdown({
    ...{ added: [named, { id: hostile }], removed: [named] },
    changed: [changed({ ...named, changes: [{ property: hostile, before: hostile, after: [hostile] }] })],
    findings: [
      { ...finding, user: named, why: hostile },
      { ...finding, user: { ...named, userPrincipalName: null } },
      { ...finding, subject: hostile },
    ],
  });
  assert.deepEqual(
    rowsOf(text).map((cells) => cells.map((cell) => cell.replaceAll(shown, 'SHOWN'))),
    [
      ['SHOWN', 'SHOWN'],
      ['', 'SHOWN'],
      ['SHOWN', 'SHOWN'],
      [
        'SHOWN',
        'SHOWN',
        `SHOWN&#58; SHOWN → &#91;&#34;${shown.replace('&#34;', '&#92;&#34;').replace('&#92;&#124;', '&#92;&#92;&#124;')}&#34;&#93;`,
      ],
      ['medium', 'sync-errors', 'SHOWN', 'SHOWN'],
      ['medium', 'sync-errors', 'SHOWN', 'Because&#46;'],
      ['medium', 'sync-errors', 'SHOWN', 'Because&#46;'],
    ],
  );
});

test('a cell is cut at 120 characters and a value at 40, never within a character', () => {
  const names = ['x'.repeat(120), 'x'.repeat(121), '🦊'.repeat(120), '🦊'.repeat(121)];
  assert.deepEqual(
    rowsOf(markdown({ added: names.map((displayName, index) => ({ id: `${index}`, displayName })) })).map(
      ([name]) => name,
    ),
    [names[0], `${'x'.repeat(119)}…`, names[2], `${'🦊'.repeat(119)}…`],
  );
  const changes = [{ property: 'city', before: 'y'.repeat(40), after: 'z'.repeat(41) }];
  const [row] = rowsOf(markdown({ changed: [changed({ changes })] }));
  assert.equal(row?.[2], `city&#58; ${'y'.repeat(40)} → ${'z'.repeat(39)}…`);
});

test('four properties are told, the others counted, those that move by themselves not', () => {
  const change = (property: string, churn?: true) => ({ property, before: null, after: 1, ...(churn && { churn }) });
  const told = (names: string[]) =>
    rowsOf(markdown({ changed: [changed({ changes: names.map((name) => change(name)) })] }));
  const four = 'a&#58; null → 1; b&#58; null → 1; c&#58; null → 1; d&#58; null → 1';
  assert.equal(told(['a', 'b', 'c', 'd'])[0]?.[2], four);
  assert.equal(told(['a', 'b', 'c', 'd', 'e', 'f'])[0]?.[2], `${four}; 2 more`);
  const mixed = changed({ changes: [change('signInActivity', true), change('a')] });
  assert.equal(rowsOf(markdown({ changed: [mixed] }))[0]?.[2], 'a&#58; null → 1');
});

test('of licences their names are told', () => {
  const [before, after] = [[], [{ skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965' }]];
  const [row] = rowsOf(
    markdown({ changed: [changed({ changes: [{ property: 'assignedLicenses', before, after }] })] }),
  );
  assert.equal(row?.[2], 'Licence added&#58; Microsoft 365 E3');
});

test('the gravest findings come first, for it is the end of a table that is cut', () => {
  const findings = (['low', 'high', 'medium'] as const).map((severity) => ({ ...finding, severity }));
  assert.deepEqual(
    rowsOf(markdown({ findings })).map(([severity]) => severity),
    ['high', 'medium', 'low'],
  );
});

test('of findings those that nobody accepted are shown, new ones as such', () => {
  const user = { id: 'u', userPrincipalName: null, displayName: null };
  const findings = [
    { ...finding, accepted: { reason: 'known', until: '2099-01-01' }, subject: 'accepted' },
    { ...finding, isNew: true, user },
    { ...finding, isNew: false },
  ];
  assert.deepEqual(
    rowsOf(markdown({ findings })).map((cells) => cells.slice(1, 3)),
    [
      ['sync-errors (new)', 'u'],
      ['sync-errors', 'directory'],
    ],
  );
});

test('when somebody was deleted is told where the recycle bin was asked, of everybody or of nobody', () => {
  const gone = { id: '1', displayName: 'Ada', userPrincipalName: 'ada' };
  const deleted = { ...gone, deletedDateTime: '2026-11-29T08:09:10Z' };
  const text = markdown({ removed: [deleted, { ...gone, deletedDateTime: null }, gone] });
  assert.ok(text.includes('| Name | User principal name | Deleted (UTC) |\n'), text);
  assert.deepEqual(rowsOf(text), [
    ['Ada', 'ada', '2026-11-29 08&#58;09'],
    ['Ada', 'ada', 'not in the recycle bin'],
    ['Ada', 'ada', 'not in the recycle bin'],
  ]);
  assert.ok(markdown({ removed: [gone] }).includes('| Name | User principal name |\n'));
});
