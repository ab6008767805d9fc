import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { scriptJson } from '../../src/base/safe-text.ts';

import { barChart, columnChart } from '../../src/report/charts.ts';
import type { ReportFacts } from '../../src/report/facts.ts';
import { htmlReport } from '../../src/report/html.ts';
import { sampleData } from './sample-data.ts';

const facts: ReportFacts = {
  ...{ listed: 3, counts: { before: 3, after: 3 }, secondReading: null, reconciled: true },
  ...{
    tenantId: 'contoso.example',
    tenantName: '',
    headline: 'Nothing needs you today.',
    endedAt: Date.UTC(2026, 10, 25),
    runUrl: undefined,
    certificate: undefined,
  },
  ...{ comparison: undefined, noComparison: 'Nothing was compared: baseline is none.', gates: [], history: [] },
  findings: {
    counts: { total: 0, open: 0, accepted: 0, new: null, resolved: null, bySeverity: { low: 0, medium: 0, high: 0 } },
    ...{ rules: [], samples: [] },
  },
  ...{ kinds: [], created: [], departments: [] },
  data: sampleData,
};
const page = (changed: Partial<ReportFacts> = {}) => [...htmlReport({ ...facts, ...changed })].join('');

test('a table that was cut says so, one that was not does not', () => {
  assert.ok(page().includes('This table was cut: it holds 1 of 3 users.'));
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
    gates: [{ gate: 'x', state: 'failed', fails: true, detail: hostile }],
    data: { ...sampleData, tenant: { id: hostile, name: hostile, domain: hostile } },
  });
  assert.equal(html.match(/<script/g)?.length, 2);
  assert.equal(html.match(/<\/script>/g)?.length, 2);
});

test('what was cut says so: findings beyond the first of a rule, and changes beyond the first', () => {
  const rule = {
    ...{ id: 'sync-errors', title: 'Errors', severity: 'medium' as const, state: 'judged' as const, missing: [] },
    ...{ limit: null, why: 'Because.', fix: 'Do it.', sources: [] },
    ...{ severityWhy: '', confuses: '' },
    counts: { total: 300, open: 300, accepted: 0, new: null, bySeverity: { high: 0, medium: 300, low: 0 } },
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

/** What a browser makes an element or an attribute of: everything but the style, the script and the data. */
const markup = (html: string) => html.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, '');

test('no text can leave the element or the attribute that it stands in, whoever wrote it', () => {
  const hostile = '<i>" x="\' y=\'&amp;';
  const shown = '&#60;i&#62;&#34; x=&#34;&#39; y=&#39;&#38;amp;';
  const counts = { total: 1, open: 1, accepted: 0, new: null, bySeverity: { high: 1, medium: 0, low: 0 } };
  const rule = {
    ...{ id: hostile, title: hostile, severity: 'high' as const, state: 'judged' as const, missing: [], limit: null },
    ...{ why: hostile, fix: hostile, severityWhy: hostile, confuses: hostile, counts },
    sources: [{ title: hostile, url: hostile, version: hostile }],
  };
  const nobody = { ...counts, total: 0, open: 0 };
  const rules = [
    rule,
    { ...rule, counts: nobody },
    { ...rule, counts: nobody, state: 'off' as const },
    { ...rule, counts: nobody, state: 'not-judged' as const, missing: [hostile] },
  ];
  const gate = { gate: hostile, state: 'failed' as const, fails: true, detail: hostile };
  const html = markup(
    page({
      ...{ tenantId: hostile, runUrl: hostile, noComparison: hostile, certificate: { days: 1, notAfter: hostile } },
      gates: [gate, { ...gate, state: 'not-judged', fails: false }],
      findings: { ...facts.findings, rules, samples: [] },
      ...{ kinds: [[hostile, 1]], departments: [[hostile, 2]] },
      created: [
        [hostile, 1],
        [hostile, 2],
      ],
    }),
  );
  assert.doesNotMatch(html, /<i>|" x="|' y='|&amp;/);
  const places: [string, number][] = [
    [`<title>Entra ID users of ${shown},`, 1],
    [`<p class="soft">Tenant ${shown}, as of`, 1],
    [`, <a href="${shown}">workflow run</a>`, 1],
    [`<span>left of the certificate, valid until ${shown}</span>`, 1],
    [`<li><strong>${shown}</strong>: ${shown}</li>`, 1],
    [`<li><strong>${shown}</strong> (cannot be judged): ${shown}</li>`, 1],
    [`<h2>Changes</h2>\n<p>${shown}</p>`, 1],
    [`class="label">${shown}</text>`, 4],
    [`aria-label="Accounts by type and state: ${shown} 1"`, 1],
    [`aria-label="Accounts by department: ${shown} 2"`, 1],
    [`aria-label="Accounts by month of creation: ${shown} 1, ${shown} 2"`, 1],
    [`<title>${shown}: `, 2],
    [`<strong>${shown}</strong> <span class="soft">1 open</span>`, 1],
    [`<p>${shown}</p><p><strong>What to do:</strong> ${shown}</p>`, 1],
    [`Rule ${shown}. <a href="${shown}" rel="noreferrer">${shown}</a>, version ${shown}.`, 1],
    [`id="finding-${shown}"`, 1],
    [`<li>Found nothing: ${shown}.</li>`, 1],
    [`<li>Off: ${shown}.</li>`, 1],
    [`<li>Not judged: ${shown}, which needs ${shown} in select.</li>`, 1],
  ];
  for (const [text, times] of places) assert.equal(html.split(text).length - 1, times, text);
});

test('a department of any length cannot leave the attribute that all of it is told in', () => {
  const name = `${'x'.repeat(40)}" onmouseover="alert(1)`;
  const html = markup(page({ departments: [[name, 1]] }));
  assert.ok(html.includes(`aria-label="Accounts by department: ${'x'.repeat(40)}&#34; onmouseover=&#34;alert(1) 1"`));
  assert.doesNotMatch(html, /" onmouseover/);
});

test('a chart takes its title for text as well', () => {
  for (const chart of [barChart, columnChart]) {
    const svg = chart('<b>" x="', [['a', 1]]);
    assert.ok(svg.startsWith('<figure><figcaption>&#60;b&#62;&#34; x=&#34;</figcaption>'));
    assert.ok(svg.includes('aria-label="&#60;b&#62;&#34; x=&#34;: a 1"'));
  }
});

test('a list of ten changes is open, a longer one is folded', () => {
  const counts = { added: 10, removed: 11, changed: 0, churned: 0, recreated: 0 };
  const samples = { added: [], removed: [], changed: [], recreated: [] };
  const html = page({ comparison: { counts, samples, usersBefore: 3 } });
  assert.match(html, /<details class="rule" open><summary><strong>Added</);
  assert.match(html, /<details class="rule"><summary><strong>Removed</);
});

for (const [days, mood] of [
  [31, ''],
  [30, ' class="warn"'],
  [8, ' class="warn"'],
  [7, ' class="bad"'],
] as const) {
  test(`${days} days of the certificate: ${mood || 'as any other number'}`, () => {
    const html = page({ certificate: { days, notAfter: '2027-01-01' } });
    assert.ok(html.includes(`<li${mood}><b>${days} days</b>`));
  });
}
