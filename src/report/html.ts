import { createHash } from 'node:crypto';
import { count, plural } from '../base/numbers.ts';
import { safeHtml } from '../base/safe-text.ts';
import type { ChangeSamples } from '../compare/user-changes.ts';
import { barChart, type ChangesOfAudit, changesChart, columnChart, historyChart } from './charts.ts';
import type { ReportFacts } from './facts.ts';
import { findingsSection } from './html-findings.ts';
import { tiles } from './html-tiles.ts';
import { client } from './page/client.js';
import { styles } from './page/styles.ts';
import { reportJson } from './report-data.ts';

/**
 * report.html: one page that nothing has to be loaded for, and that loads nothing.
 *
 * @returns its parts, in order: whole, it takes some megabytes
 */
export function* htmlReport(facts: ReportFacts): Generator<string> {
  const script = `(${client.toString()})()`;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(styles)}'`,
    `script-src '${hashOf(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const when = new Date(facts.endedAt).toISOString().slice(0, 16).replace('T', ' ');
  yield [
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">\n',
    `<title>Entra ID users of ${safeHtml(facts.tenantName || facts.tenantId)}, ${when} UTC</title>\n<style>${styles}</style>\n</head>\n<body>\n`,
    `<header>\n<a class="skip" href="#users-heading">Skip to the users</a>\n<h1>${safeHtml(facts.headline)}</h1>\n<p class="soft">${tenantOf(facts)}, as of ${when} UTC${runLink(facts)}</p>\n</header>\n<main>\n`,
    tiles(facts),
    gatesSection(facts),
    chartsSection(facts),
    changesSection(facts),
    findingsSection(facts.findings),
    usersSection(facts),
    `</main>\n<footer><p>Made by entra-user-audit. manifest.json beside this page says how, and proves it.</p></footer>\n`,
    '<script type="application/json" id="data">',
  ].join('');
  yield* reportJson(facts.data);
  yield `</script>\n<script>${script}</script>\n</body>\n</html>\n`;
}

function tenantOf({ tenantName, tenantId }: ReportFacts): string {
  const id = safeHtml(tenantId);
  return tenantName === '' ? `Tenant ${id}` : `<strong>${safeHtml(tenantName)}</strong>, tenant ${id}`;
}

function runLink({ runUrl }: ReportFacts): string {
  return runUrl === undefined ? '' : `, <a href="${safeHtml(runUrl)}">workflow run</a>`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function gatesSection({ gates }: ReportFacts): string {
  const telling = gates.filter(({ fails, state }) => fails || state === 'not-judged');
  if (telling.length === 0) return '';
  const items = telling.map(
    ({ gate, state, detail }) =>
      `<li><strong>${safeHtml(gate)}</strong>${state === 'not-judged' ? ' (cannot be judged)' : ''}: ${safeHtml(detail)}</li>`,
  );
  return `<div class="notice" role="note"><p><strong>Gates</strong></p><ul>${items.join('')}</ul></div>\n`;
}

function chartsSection(facts: ReportFacts): string {
  const { kinds, created, departments, history, listed } = facts;
  const endedAt = new Date(facts.endedAt).toISOString();
  const audits = [...history, { endedAt, users: listed }];
  const compared = [...history, ...changesOf(facts, endedAt)].filter(
    ({ added, removed, changed }) => added !== null || removed !== null || changed !== null,
  );
  const charts = [
    ...(kinds.length > 0 ? [barChart('Accounts by type and state', kinds)] : []),
    ...(created.length > 1 ? [columnChart('Accounts by month of creation', created)] : []),
    ...(departments.length > 0 ? [barChart('Accounts by department', departments)] : []),
    ...(audits.length > 1 ? [historyChart(audits)] : []),
    ...(compared.length > 1 ? [changesChart(compared)] : []),
  ];
  return charts.length === 0 ? '' : `<h2>At a glance</h2>\n<div class="charts">${charts.join('\n')}</div>\n`;
}

function changesOf({ comparison }: ReportFacts, endedAt: string): ChangesOfAudit[] {
  return comparison?.usersBefore === undefined ? [] : [{ endedAt, ...comparison.counts }];
}

/** Longer lists are folded: the findings should not be a long way off. */
const openUpTo = 10;

function changesSection({ comparison, noComparison, recycleBin }: ReportFacts): string {
  const bin = recycleBin === undefined ? '' : `<p class="soft">Recycle bin: ${safeHtml(recycleBin)}.</p>\n`;
  const head = `<h2>Changes</h2>\n${bin}`;
  if (comparison === undefined || comparison.usersBefore === undefined) {
    return `${head}<p>${safeHtml(noComparison ?? 'There is nothing to compare with yet.')}</p>\n`;
  }
  const { counts, samples } = comparison;
  const block = (title: string, id: keyof ChangeSamples, number: number, note = '') => {
    const shown = samples[id].length;
    const cut =
      shown < number ? `<p>The first ${count(shown)} are shown; all ${count(number)} are in changes.json.</p>` : '';
    if (number === 0) return `<p class="soft">${title}: nobody.</p>\n`;
    const open = number <= openUpTo ? ' open' : '';
    return `<details class="rule"${open}><summary><strong>${title}</strong> <span class="soft">${count(number)}</span></summary>${note}${cut}<ul class="entries" id="list-${id}"></ul></details>\n`;
  };
  const churn =
    counts.churned > 0
      ? `<p class="soft">${plural(counts.churned, 'user')} more with nothing new but times that move by themselves.</p>\n`
      : '';
  const recreated =
    '<p class="soft">Removed and created again under the same name: they are among the added and the removed as well.</p>';
  return [
    head,
    `<p>Compared with ${plural(comparison.usersBefore, 'user')} before.</p>\n`,
    block('Added', 'added', counts.added),
    block('Removed', 'removed', counts.removed),
    block('Changed', 'changed', counts.changed),
    churn,
    counts.recreated > 0 ? block('Created again', 'recreated', counts.recreated, recreated) : '',
  ].join('');
}

function usersSection({ data, listed }: ReportFacts): string {
  const { columns, shown } = data.table;
  const cut =
    shown < listed
      ? `<p class="notice">This table was cut: it holds ${count(shown)} of ${count(listed)} users. The whole list is in users.jsonl or users.csv.</p>\n`
      : '';
  const field = (id: string, label: string, control: string) =>
    `<div class="field"><label for="${id}">${label}</label>${control}</div>`;
  const filters = columns.flatMap(({ label, filter }, index) => {
    const select = `<select id="column-${index}" data-column="${index}"><option value="">all</option></select>`;
    return filter ? [field(`column-${index}`, label, select)] : [];
  });
  const options = ['everybody', 'with open findings', 'new', 'changed'];
  // Their values are the marks of a row, as bits.
  const marks = options.map((text, index) => `<option value="${index === 3 ? 4 : index}">${text}</option>`).join('');
  const heads = columns.map(
    ({ label, kind }) =>
      `<th scope="col"${kind === 'number' ? ' class="number"' : ''}><button type="button">${label}</button></th>`,
  );
  return [
    `<h2 id="users-heading" tabindex="-1">Users</h2>\n${cut}`,
    '<div class="controls" role="search">',
    field('search', 'Search', '<input id="search" type="search" autocomplete="off" spellcheck="false">'),
    ...filters,
    field('mark', 'Show', `<select id="mark">${marks}</select>`),
    '<button type="button" id="clear">Clear</button></div>\n',
    '<p id="status" role="status" class="soft"></p>\n',
    '<div class="scroll" tabindex="0" role="region" aria-label="Table of users"><table id="users">',
    '<caption>Users. The buttons in the headings sort.</caption>',
    `<thead><tr>${heads.join('')}</tr></thead><tbody></tbody></table></div>\n`,
    '<nav aria-label="Pages of users" class="controls"><button type="button" id="previous">Previous page</button><button type="button" id="next">Next page</button></nav>\n',
    '<noscript><p>The lists on this page need its script, which is part of the page and loads nothing.</p></noscript>\n',
  ].join('');
}
