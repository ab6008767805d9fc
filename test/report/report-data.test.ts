import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageBudget, type ReportData, reportJson } from '../../src/report/report-data.ts';
import { sampleData } from './sample-data.ts';

const json = (changed: Partial<ReportData>) => [...reportJson({ ...sampleData, ...changed })].join('');

test('the data comes in parts and is one object, with nothing in it that ends its element', () => {
  const { table } = sampleData;
  assert.deepEqual(JSON.parse(json({})), sampleData);
  const hostile = '</script><!-- \u2028';
  const data = {
    ...{ tenant: { id: hostile, name: hostile, domain: hostile } },
    table: { ...table, chunks: ['QQ==', 'Qg=='], columns: [{ property: 'id', label: hostile, kind: 'text' as const }] },
  };
  const text = json(data);
  assert.doesNotMatch(text, /[<\u2028]/);
  assert.deepEqual(JSON.parse(text), { ...sampleData, ...data });
  assert.deepEqual(JSON.parse(json({ table: { ...table, chunks: [] } })).table.chunks, []);
});

test('what would make the page too large is cut: changes of each kind, and findings of each rule', () => {
  const long = 'ü'.repeat(5_000);
  const finding = (rule: string, index: number) => ({
    ...{ id: `${index}`, rule, severity: 'low' as const, user: null, subject: 'x', why: long, evidence: {} },
    ...{ isNew: null, accepted: null },
  });
  const many = Array.from({ length: 500 }, (_, index) => ({ id: `${index}`, displayName: long }));
  const items = [...many.map((_, index) => finding('a', index)), finding('b', 0)];
  const text = json({
    changes: { ...sampleData.changes, added: many, removed: many.slice(0, 2) },
    findings: { ...sampleData.findings, items },
  });
  const { changes, findings } = JSON.parse(text);
  assert.ok(text.length < 2 * 1024 * 1024 && Buffer.byteLength(text) < pageBudget - 6.25 * 1024 * 1024);
  assert.ok(changes.added.length > 10 && changes.added.length < 500);
  assert.deepEqual([changes.added[0], changes.removed.length], [many[0], 2]);
  const rules = findings.items.map(({ rule }: { rule: string }) => rule);
  assert.ok(rules.length > 10 && rules.length < 500);
  assert.deepEqual([rules[0], rules.at(-1)], ['a', 'b']);
});
