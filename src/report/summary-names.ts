import { count, plural } from '../base/numbers.ts';
import { safeCell } from '../base/safe-text.ts';
import { shorten } from '../base/shorten.ts';
import type { ChangeCounts, ChangeSamples } from '../compare/user-changes.ts';
import type { Finding, FindingCounts } from '../findings/finding.ts';
import { severities } from '../findings/rules/rule.ts';
import { licenseChange, licensesProperty } from '../users/license-names.ts';
import { nameOf, type UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';

/** What the step summary tells with names in it. */
export interface NamedFacts {
  comparison: { counts: ChangeCounts; samples: ChangeSamples } | undefined;
  findings: { counts: FindingCounts; samples: readonly Finding[] };
}

/** GitHub drops a summary of more than 1 MiB altogether. Four tables of this size and what stands around them fit. */
const tableBytes = 150 * 1024;
const longestCell = 120;
const shownProperties = 4;

/** Who came, went, changed, and about whom there are findings: tables that are cut between two rows. */
export function namesMarkdown({ comparison, findings }: NamedFacts): string {
  // The gravest first: it is the end of a table that is cut.
  const open = findings.samples
    .filter(({ accepted }) => !accepted)
    .toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
  const tables: string[] = [];
  if (comparison) {
    const { counts, samples } = comparison;
    tables.push(
      table('Added', ['Name', 'User principal name'], samples.added.map(person), counts.added, 'changes.json'),
      removedTable(samples.removed, counts.removed),
      table(
        'Changed',
        ['Name', 'User principal name', 'What'],
        samples.changed.map((user) => [...nameCells(user), changesText(user.changes)]),
        counts.changed,
        'changes.json',
      ),
    );
  }
  tables.push(
    table(
      'Findings',
      ['Severity', 'Rule', 'Who', 'Why'],
      open.map(({ severity, rule, user, subject, why, isNew }) => [
        severity,
        isNew ? `${rule} (new)` : rule,
        user ? (user.userPrincipalName ?? user.id) : subject,
        why,
      ]),
      findings.counts.open,
      'findings.json',
    ),
  );
  return tables.join('');
}

function table(title: string, heads: string[], rows: readonly string[][], all: number, file: string): string {
  if (all === 0) return '';
  const lines: string[] = [];
  let bytes = 0;
  for (const row of rows) {
    const line = `| ${row.map(cell).join(' | ')} |\n`;
    bytes += Buffer.byteLength(line);
    if (bytes > tableBytes) break;
    lines.push(line);
  }
  const left = all - lines.length;
  const more = left > 0 ? `\n${plural(left, 'row')} left out here: they are in \`${file}\` in the artifact.\n` : '';
  const head = `| ${heads.join(' | ')} |\n|${' --- |'.repeat(heads.length)}\n`;
  return `\n### ${title} (${count(all)})\n\n${lines.length > 0 ? head : ''}${lines.join('')}${more}`;
}

/** With when they were deleted, where the recycle bin was asked. */
function removedTable(removed: readonly GraphUser[], all: number): string {
  const isKnown = removed.some((user) => user.deletedDateTime !== undefined);
  const when = ({ deletedDateTime }: GraphUser) =>
    typeof deletedDateTime === 'string' ? deletedDateTime.slice(0, 16).replace('T', ' ') : 'not in the recycle bin';
  const heads = ['Name', 'User principal name', ...(isKnown ? ['Deleted (UTC)'] : [])];
  const rows = removed.map((user) => [...person(user), ...(isKnown ? [when(user)] : [])]);
  return table('Removed', heads, rows, all, 'changes.json');
}

function person(user: GraphUser): string[] {
  return nameCells(nameOf(user));
}

function nameCells({ displayName, userPrincipalName, id }: UserName): string[] {
  return [displayName ?? '', userPrincipalName ?? id];
}

function changesText(changes: ChangeSamples['changed'][number]['changes']): string {
  const telling = changes.filter(({ churn }) => !churn);
  const shown = telling.slice(0, shownProperties).map(({ property, before, after }) => {
    if (property === licensesProperty) return licenseChange(before, after);
    return `${property}: ${valueText(before)} → ${valueText(after)}`;
  });
  const more = telling.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return shorten(text, 40);
}

function cell(text: string): string {
  return safeCell(shorten(text, longestCell));
}
