import { count } from '../../base/numbers.ts';
import type { RuleReport } from '../../findings/finding.ts';
import { type Severity, severities } from '../../findings/rules/rule.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, h, views } from './markup.ts';

/** A fold for each rule that found something, the gravest first; who it found is filled in when it is opened. */
export function findingsSection({ findings: { counts, rules, items } }: ReportData): Html {
  const found = rules.filter((rule) => rule.counts.total > 0);
  const grave = (rule: RuleReport) => severities.indexOf(gravestOf(rule));
  const sorted = found.toSorted((a, b) => grave(b) - grave(a) || b.counts.open - a.counts.open);
  const judged = rules.filter(({ state }) => state === 'judged').length;
  const none = judged === 0 ? 'No rule was judged.' : `Nothing was found by ${count(judged)} rules.`;
  return h(
    'section',
    { 'aria-labelledby': 'findings' },
    h('h2', { id: 'findings', tabindex: '-1' }, 'Findings'),
    ...(found.length === 0 ? [h('p', {}, none)] : []),
    ...(counts.resolved ? [h('p', {}, `${count(counts.resolved)} of the last time are gone.`)] : []),
    ...sorted.map((rule) => ruleFold(rule, items.filter((item) => item.rule === rule.id).length)),
    ...otherRules(rules),
  );
}

/** Of what is open; of the rule where nothing is. */
function gravestOf({ severity, counts }: RuleReport): Severity {
  return severities.findLast((one) => counts.bySeverity[one] > 0) ?? severity;
}

function ruleFold(rule: RuleReport, shown: number): Html {
  const { id, title, why, fix, confuses, sources, counts } = rule;
  const severity = gravestOf(rule);
  const numbers = [
    `${count(counts.open)} open`,
    ...(counts.new ? [`${count(counts.new)} new`] : []),
    ...(counts.accepted ? [`${count(counts.accepted)} accepted`] : []),
  ].join(', ');
  const cited = sources.flatMap(({ title, url, version }) => [
    ' ',
    h('a', { href: url, rel: 'noreferrer' }, title),
    version ? `, version ${version}.` : '.',
  ]);
  const cut =
    shown < counts.total
      ? [h('p', {}, `The first ${count(shown)} are shown; all ${count(counts.total)} are in findings.json.`)]
      : [];
  return h(
    'details',
    { class: 'rule', 'data-list': `finding ${id}` },
    h(
      'summary',
      {},
      views.badge(severity, severity),
      ' ',
      h('strong', {}, title),
      ' ',
      h('span', { class: 'soft' }, numbers),
    ),
    h('p', {}, why),
    h('p', {}, h('strong', {}, 'What to do: '), fix),
    h('p', {}, h('strong', {}, 'May be harmless: '), confuses),
    h('p', { class: 'soft' }, `Rule ${id}: `, h('a', { href: `#rule=${id}` }, 'show them in the table'), '.', ...cited),
    ...cut,
  );
}

function otherRules(rules: readonly RuleReport[]): Html[] {
  const ids = (chosen: readonly RuleReport[]) => chosen.map(({ id }) => id).join(', ');
  const silent = rules.filter(({ state, counts }) => state === 'judged' && counts.total === 0);
  const off = rules.filter(({ state }) => state === 'off');
  const blind = rules.filter(({ state }) => state === 'not-judged');
  const items = [
    ...(silent.length > 0 ? [`Found nothing: ${ids(silent)}.`] : []),
    ...(off.length > 0 ? [`Off: ${ids(off)}.`] : []),
    ...blind.map(
      ({ id, missing, input }) =>
        `Not judged: ${id}, which needs ${missing.join(', ')} ${input === undefined ? 'in select' : `by ${input}`}.`,
    ),
  ];
  if (items.length === 0) return [];
  return [h('details', {}, h('summary', {}, 'Other rules'), h('ul', {}, ...items.map((item) => h('li', {}, item))))];
}
