import { count, daysBetween, duration, plural, size } from '../base/numbers.ts';
import { safeCell, safeProse } from '../base/safe-text.ts';
import type { ChangeCounts } from '../compare/user-changes.ts';
import type { FindingCounts } from '../findings/finding.ts';
import type { RosterCounts } from '../findings/roster-coverage.ts';
import { evidenceText, type Reconciliation } from '../users/reconcile.ts';
import type { Tally } from '../users/tally.ts';
import type { Bar } from './charts.ts';
import type { Need } from './needs-you.ts';
import { folded, needsMarkdown } from './summary-needs.ts';

/** What the step summary tells. Names are in the people of `needs` alone, and shown only where they may be. */
export interface SummaryFacts extends Reconciliation {
  /** One sentence. */
  headline: string;
  needs: readonly Need[];
  /** Whether names may appear. */
  names: boolean;
  /** Goes before a path of the documentation; '' where there is no address. */
  docsBase: string;
  /** Who accepted what changed; undefined where nobody did. */
  acceptedBy?: string | undefined;
  tenantId: string;
  /** What people call the tenant; '' where nobody says. */
  tenantName: string;
  tally: Tally;
  /** Whether `accountEnabled` and `userType` were selected: a number that was not asked for is not shown as 0. */
  knows: { accountEnabled: boolean; userType: boolean };
  /** Properties that `select` names and that are null for everybody. */
  withoutValues: readonly string[];
  /** How many accounts are of which type and state, by names of our own. */
  kinds: readonly Bar[];
  /** Undefined when nothing was compared. */
  changes: ChangeCounts | undefined;
  /** In place of the changes. */
  noComparison: string | undefined;
  /** Undefined where nobody said who should be here; without `counts` where it is not known who has no account. */
  roster?: { people: number; counts: RosterCounts | undefined } | undefined;
  /** What came of the recycle bin; undefined when it was not asked for. */
  recycleBin?: string | undefined;
  findings: FindingCounts;
  /** Milliseconds. */
  duration: number;
  now: number;
  certificate?: { thumbprint: string; notAfter: Date } | undefined;
  /** With the days for which it is kept, where the workflow asked for a number. */
  artifact?: { name: string; url: string | undefined; retentionDays?: number | undefined } | undefined;
  /** Where a browser opens the report; undefined where none does. */
  reportUrl?: string | undefined;
  files: readonly { name: string; bytes: number }[];
  /** What went otherwise than asked for on publishing. */
  warnings?: readonly string[];
}

/** The step summary, in GitHub's Markdown: one screen. */
export function summaryMarkdown(facts: SummaryFacts): string {
  const { tally, knows } = facts;
  const rows: [string, string][] = [['Users', `**${count(tally.users)}**`]];
  if (knows.accountEnabled) {
    rows.push(['Enabled', count(tally.enabled)], ['Disabled', count(tally.disabled)]);
  }
  if (knows.userType) rows.push(['Members', count(tally.members)], ['Guests', count(tally.guests)]);
  if (tally.agents > 0) rows.push(['Agents', count(tally.agents)]);
  if (tally.otherTypes > 0) rows.push(['Of other types', count(tally.otherTypes)]);
  if (facts.withoutValues.length > 0) rows.push(['On no user', facts.withoutValues.map(safeCell).join(', ')]);
  rows.push(
    ['Changes', changesText(facts)],
    ...(facts.recycleBin === undefined ? [] : [['Recycle bin', safeCell(facts.recycleBin)] as [string, string]]),
    ['Findings', findingsText(facts)],
    ...rosterRow(facts),
    ['Reconciled', reconciledText(facts)],
    ['Duration', duration(facts.duration)],
    ['Certificate', certificateText(facts)],
  );
  const table = rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
  return [
    `## ${safeProse(facts.headline)}\n\n${tenantText(facts)}${needsMarkdown(facts.needs, facts)}`,
    `\n| | |\n| --- | --- |\n${table}\n`,
    chart(facts.kinds),
    `\n${publishedText(facts)}\n`,
    ...(facts.warnings ?? []).map((text) => `\n⚠️ ${safeCell(text)}\n`),
  ].join('');
}

function tenantText({ tenantName, tenantId, acceptedBy, reportUrl }: SummaryFacts): string {
  const id = safeCell(tenantId);
  const report = reportUrl === undefined ? '' : ` · **[Open the report](${reportUrl})**`;
  const accepted =
    acceptedBy === undefined ? '' : `\n☑️ Accepted by ${safeCell(acceptedBy)}: the next audit compares with this one.\n`;
  return `Users of ${tenantName === '' ? `tenant ${id}` : `**${safeCell(tenantName)}** (tenant ${id})`}${report}\n${accepted}\n`;
}

function changesText({ changes, noComparison }: SummaryFacts): string {
  if (changes === undefined || noComparison !== undefined) return safeCell(noComparison ?? 'not compared');
  const { added, removed, changed, recreated } = changes;
  const again = recreated > 0 ? ` (${count(recreated)} removed and created again)` : '';
  return `**${count(added)}** added, **${count(removed)}** removed, **${count(changed)}** changed${again}`;
}

function findingsText({ findings: { bySeverity, new: news, accepted } }: SummaryFacts): string {
  const { high, medium, low } = bySeverity;
  const more = [
    ...(news === null ? [] : [`${count(news)} new`]),
    ...(accepted === 0 ? [] : [`${count(accepted)} more accepted`]),
  ];
  const rest = more.length > 0 ? ` (${more.join(', ')})` : '';
  return `${high > 0 ? '🔴 ' : ''}**${count(high)}** high, **${count(medium)}** medium, **${count(low)}** low${rest}`;
}

function rosterRow({ roster }: SummaryFacts): [string, string][] {
  if (roster === undefined) return [];
  const { left, withoutAccount } = roster.counts ?? {};
  const more =
    left === undefined
      ? ''
      : `, **${count(left)}** left, **${count(withoutAccount ?? 0)}** of the others without an account`;
  return [['Roster', `${plural(roster.people, 'person', 'people')}${more}`]];
}

/** Its labels are our own: Mermaid would take a name of the directory for a part of the drawing. */
function chart(kinds: readonly Bar[]): string {
  const slices = kinds.filter(([, value]) => value > 0).map(([name, value]) => `  "${name}" : ${value}\n`);
  const pie = `\`\`\`mermaid\npie showData\n${slices.join('')}\`\`\`\n`;
  return slices.length < 2 ? '' : folded('Accounts by type and state', pie);
}

function reconciledText({ reconciled, listed, counts, secondReading }: SummaryFacts): string {
  const evidence =
    counts !== null && counts.before === counts.after
      ? `Graph counted ${count(counts.before)} before and after`
      : evidenceText({ counts, secondReading });
  return reconciled ? `✅ yes: ${evidence}` : `❌ **no**: the list holds ${count(listed)}, ${evidence}`;
}

function certificateText({ certificate, now }: SummaryFacts): string {
  if (!certificate) return 'none used';
  const days = daysBetween(now, certificate.notAfter.getTime());
  const left = days === 1 ? '1 day left' : `${count(days)} days left`;
  return `${certificate.thumbprint.slice(0, 8)}… valid until ${certificate.notAfter.toISOString().slice(0, 10)} (${left})`;
}

function publishedText({ artifact, files }: SummaryFacts): string {
  const list = files.map(({ name, bytes }) => `\`${name}\` (${size(bytes)})`).join(', ');
  if (!artifact) return `Files: ${list}`;
  const name = safeCell(artifact.name);
  const days = artifact.retentionDays;
  const kept = days === undefined ? '' : `, kept for ${plural(days, 'day')},`;
  return `Artifact: ${artifact.url ? `[${name}](${artifact.url})` : name}${kept} with ${list}`;
}
