import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { htmlReport } from '../../src/report/html.ts';
import { script } from '../../src/report/page/index.js';
import type { ReportData } from '../../src/report/report-data.ts';
import { busyReport, reportData } from './report-fixture.ts';

const pageOf = (data: ReportData) => [...htmlReport(data)].join('');
/** What a browser makes an element or an attribute of: everything but the style, the script and the data. */
const markupOf = (html: string) => html.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, '');

test('the policy allows the style and the script of the page by their digests, and nothing else', () => {
  const html = pageOf(busyReport(20));
  const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
  const digest = (text = '') => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const style = digest(/<style>([\s\S]*?)<\/style>/.exec(html)?.[1]);
  const inline = digest(/<script>([\s\S]*?)<\/script>/.exec(html)?.[1]);
  assert.equal(
    policy,
    `default-src 'none'; style-src ${style}; script-src ${inline}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
  assert.doesNotMatch(markupOf(html), / style="| on\w+="/);
});

test('all scripts together take less than 150 KiB', () => {
  assert.ok(Buffer.byteLength(script) < 150 * 1024, `${Buffer.byteLength(script)} bytes`);
});

test('the data stands in the page as one JSON document', () => {
  const data = busyReport(9_000);
  const [, json = ''] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(pageOf(data)) ?? [];
  assert.deepEqual(JSON.parse(json).table, JSON.parse(JSON.stringify(data.table)));
});

test('no text can leave the element or the attribute that it stands in, whoever wrote it', () => {
  const hostile = '<i>" zz="\' yy=\'&amp;</script>';
  const spoiled = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(spoiled);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, spoiled(member)]));
    }
    // Words that the page looks at stay; dates and severities are ours.
    const isOurs =
      typeof value === 'string' &&
      /^(high|medium|low|judged|read|finding|change|gate|text|date|number|notice|warning|none|without findings or changes|\d{4}-.*)$/.test(
        value,
      );
    return typeof value === 'string' && !isOurs ? `${value}${hostile}` : value;
  };
  const data = spoiled(busyReport(30)) as ReportData;
  // Base64 is ours.
  const { chunks, marks } = busyReport(30).table;
  const html = pageOf({ ...data, table: { ...data.table, chunks, marks } });
  assert.equal(html.match(/<script/g)?.length, 2);
  assert.equal(html.match(/<\/script>/g)?.length, 2);
  const markup = markupOf(html);
  assert.ok(markup.includes('&#60;i&#62;&#34; zz=&#34;&#39; yy=&#39;&#38;amp;'));
  assert.ok(!/<i>|" zz="|' yy='|&amp;/.test(markup));
});

test('the head says whose users they are, and when; the run is linked where there is one', () => {
  const html = pageOf(busyReport(20));
  assert.match(html, /<title>Users of Contoso, 2026-11-25 09:30 UTC<\/title>/);
  assert.match(html, /<strong><bdi>Contoso<\/bdi><\/strong><span class="soft"> contoso\.example, tenant 6f1e/);
  assert.match(
    html,
    /<a href="https:\/\/github\.com\/contoso\/audit\/actions\/runs\/12" rel="noreferrer">workflow run 12/,
  );
  assert.doesNotMatch(pageOf(reportData()), /workflow run/);
});
