import type { Reconciliation } from '../directory/reconcile.ts';
import type { Tally } from '../directory/tally.ts';
import { count, daysBetween, duration, size } from './numbers.ts';
import { safeCell } from './safe-text.ts';

/** What the step summary tells. No names, only numbers. */
export interface SummaryFacts extends Reconciliation {
  tenantId: string;
  tally: Tally;
  /** Whether `accountEnabled` and `userType` were selected: a number that was not asked for is not shown as 0. */
  knows: { accountEnabled: boolean; userType: boolean };
  /** Milliseconds. */
  duration: number;
  now: number;
  certificate?: { thumbprint: string; notAfter: Date } | undefined;
  artifact?: { name: string; url: string | undefined } | undefined;
  files: readonly { name: string; bytes: number }[];
}

/** The step summary, in GitHub's Markdown. */
export function summaryMarkdown(facts: SummaryFacts): string {
  const { tally, knows } = facts;
  const rows: [string, string][] = [['Users', `**${count(tally.users)}**`]];
  if (knows.accountEnabled) {
    rows.push(['Enabled', count(tally.enabled)], ['Disabled', count(tally.disabled)]);
  }
  if (knows.userType) rows.push(['Members', count(tally.members)], ['Guests', count(tally.guests)]);
  rows.push(
    ['Reconciled', reconciledText(facts)],
    ['Duration', duration(facts.duration)],
    ['Certificate', certificateText(facts)],
    ['Tenant', safeCell(facts.tenantId)],
  );
  const table = rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n');
  return `## Entra ID users\n\n| | |\n| --- | --- |\n${table}\n\n${publishedText(facts)}\n`;
}

function reconciledText({ reconciled, listed, countBefore, countAfter }: SummaryFacts): string {
  const counts =
    countBefore === countAfter
      ? `Graph counted ${count(countBefore)} before and after`
      : `Graph counted ${count(countBefore)} before and ${count(countAfter)} after`;
  return reconciled ? `✅ yes: ${counts}` : `❌ **no**: the list holds ${count(listed)}, ${counts}`;
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
  return `Artifact: ${artifact.url ? `[${name}](${artifact.url})` : name} with ${list}`;
}
