import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { htmlReport, type ReportFacts } from '../../src/report/html.ts';
import { scriptJson } from '../../src/report/safe-text.ts';

const facts: ReportFacts = {
  ...{ listed: 3, countBefore: 3, countAfter: 3, reconciled: true },
  ...{ tenantId: 'contoso.example', endedAt: Date.UTC(2026, 10, 25), runUrl: undefined, certificate: undefined },
  ...{ comparison: undefined, noComparison: 'No comparison was asked for.', gates: [], history: [] },
  findings: {
    counts: { total: 0, open: 0, accepted: 0, new: null, resolved: null, bySeverity: { low: 0, medium: 0, high: 0 } },
    ...{ rules: [], samples: [] },
  },
  ...{ kinds: [], created: [], departments: [] },
  table: { columns: [{ label: 'Name', kind: 'text' }], rows: [['Anna']], marks: [0] },
};
const page = (changed: Partial<ReportFacts> = {}) => [...htmlReport({ ...facts, ...changed })].join('');

test('a table that was cut says so, one that was not does not', () => {
  assert.ok(page().includes('This table was cut: it holds the first 1 of 3 users.'));
  assert.ok(!page({ listed: 1 }).includes('was cut'));
});

test('the policy allows the style and the script of the page by their digests, and nothing else', () => {
  const html = page();
  const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  const digest = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const style = digest(/<style>([\s\S]*?)<\/style>/.exec(html)?.[1]);
  const script = digest(/<script>([\s\S]*?)<\/script>/.exec(html)?.[1]);
  assert.equal(
    policy,
    `default-src 'none'; style-src ${style}; script-src ${script}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

test('no text of the directory can end the element that it stands in', () => {
  const hostile = '</script><script>alert(1)</script><!-- \u2028';
  const json = scriptJson({ name: hostile });
  assert.doesNotMatch(json, /[<\u2028]/);
  assert.equal(JSON.parse(json).name, hostile);
  const html = page({
    departments: [[hostile, 1]],
    tenantId: '"><script>',
    gates: [{ gate: 'x', state: 'closed', fails: true, detail: hostile }],
    table: { ...facts.table, rows: [[hostile]] },
  });
  assert.equal(html.match(/<script/g)?.length, 2);
  assert.equal(html.match(/<\/script>/g)?.length, 2);
});

test('the data of a long table comes in parts and is one JSON document', () => {
  const rows = Array.from({ length: 2_500 }, (_, index) => [`Name ${index}`]);
  const html = page({ table: { ...facts.table, rows } });
  const [, json = ''] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html) ?? [];
  assert.deepEqual(JSON.parse(json).rows, rows);
  assert.deepEqual(JSON.parse(json).columns, facts.table.columns);
});

test('what was cut says so: findings beyond the first of a rule, and changes beyond the first', () => {
  const rule = {
    ...{ id: 'sync-errors', title: 'Errors', severity: 'medium' as const, state: 'judged' as const, missing: [] },
    ...{ limit: null, why: 'Because.', fix: 'Do it.', sources: [] },
    counts: { total: 300, open: 300, accepted: 0, new: null },
  };
  const finding = {
    ...{ id: '0', rule: 'sync-errors', severity: 'medium' as const, user: null, subject: 'x', why: 'y', evidence: {} },
    ...{ isNew: null, accepted: null },
  };
  const counts = { added: 7, removed: 0, changed: 0, churned: 0, recreated: 0 };
  const html = page({
    findings: { ...facts.findings, rules: [rule], samples: [finding, finding] },
    comparison: { counts, samples: { added: [{ id: '1' }], removed: [], changed: [], recreated: [] }, usersBefore: 3 },
  });
  assert.ok(html.includes('The first 2 are shown; all 300 are in findings.json.'));
  assert.ok(html.includes('The first 1 are shown; all 7 are in changes.json.'));
});
