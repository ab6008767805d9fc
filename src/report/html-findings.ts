import { count } from '../base/numbers.ts';
import { safeHtml } from '../base/safe-text.ts';
import type { Finding, FindingCounts, RuleReport } from '../findings/finding.ts';
import { type Severity, severities } from '../findings/rules/rule.ts';

/** The section on findings: a fold for each rule that found something; who it found is filled in by the page. */
export function findingsSection({
  counts,
  rules,
  samples,
}: {
  counts: FindingCounts;
  rules: readonly RuleReport[];
  samples: readonly Finding[];
}): string {
  const found = rules.filter((rule) => rule.counts.total > 0);
  const grave = (rule: RuleReport) => severities.indexOf(gravestOf(rule));
  const sorted = found.toSorted((a, b) => grave(b) - grave(a) || b.counts.open - a.counts.open);
  const resolved = counts.resolved ? `<p>${count(counts.resolved)} of the last time are gone.</p>\n` : '';
  const shown = new Map<string, number>();
  for (const { rule } of samples) shown.set(rule, (shown.get(rule) ?? 0) + 1);
  return [
    `<h2>Findings</h2>\n${found.length === 0 ? '<p>Nothing was found.</p>\n' : resolved}`,
    ...sorted.map((rule) => ruleFold(rule, shown.get(rule.id) ?? 0)),
    silentRules(rules),
  ].join('');
}

/** Of what is open; of the rule where nothing is. */
function gravestOf({ severity, counts }: RuleReport): Severity {
  return severities.findLast((one) => counts.bySeverity[one] > 0) ?? severity;
}

function ruleFold(rule: RuleReport, shown: number): string {
  const { id, title, why, fix, confuses, sources, counts } = rule;
  const severity = gravestOf(rule);
  const numbers = [
    `${count(counts.open)} open`,
    ...(counts.new ? [`${count(counts.new)} new`] : []),
    ...(counts.accepted ? [`${count(counts.accepted)} accepted`] : []),
  ].join(', ');
  const cited = sources.map(
    (source) =>
      `<a href="${safeHtml(source.url)}" rel="noreferrer">${safeHtml(source.title)}</a>${source.version ? `, version ${safeHtml(source.version)}` : ''}`,
  );
  const cut =
    shown < counts.total
      ? `<p>The first ${count(shown)} are shown; all ${count(counts.total)} are in findings.json.</p>`
      : '';
  return [
    `<details class="rule"><summary><span class="badge ${severity}">${severity}</span> <strong>${safeHtml(title)}</strong> <span class="soft">${numbers}</span></summary>`,
    `<p>${safeHtml(why)}</p><p><strong>What to do:</strong> ${safeHtml(fix)}</p><p><strong>May be harmless:</strong> ${safeHtml(confuses)}</p><p class="soft">Rule ${safeHtml(id)}. ${cited.join('; ')}.</p>`,
    `${cut}<ul class="entries" id="finding-${safeHtml(id)}"></ul></details>\n`,
  ].join('');
}

function silentRules(rules: readonly RuleReport[]): string {
  const silent = rules.filter(({ state, counts }) => state === 'judged' && counts.total === 0);
  const off = rules.filter(({ state }) => state === 'off');
  const blind = rules.filter(({ state }) => state === 'not-judged');
  const items = [
    ...(silent.length > 0 ? [`<li>Found nothing: ${silent.map(({ id }) => safeHtml(id)).join(', ')}.</li>`] : []),
    ...(off.length > 0 ? [`<li>Off: ${off.map(({ id }) => safeHtml(id)).join(', ')}.</li>`] : []),
    ...blind.map(
      ({ id, missing, input }) =>
        `<li>Not judged: ${safeHtml(id)}, which needs ${safeHtml(missing.join(', '))} ${input === undefined ? 'in select' : `by ${safeHtml(input)}`}.</li>`,
    ),
  ];
  return items.length === 0 ? '' : `<details><summary>Other rules</summary><ul>${items.join('')}</ul></details>\n`;
}
