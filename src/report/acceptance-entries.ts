import { plural } from '../base/numbers.ts';
import { acceptanceEntry } from '../findings/acceptance-entry.ts';
import type { Finding } from '../findings/finding.ts';
import { severities } from '../findings/rules/rule.ts';

/** More is a task for a class, not for copying. */
const most = 20;

/**
 * A fold with the entries of accepted-findings for open findings, to be copied: the new ones first, then the gravest.
 *
 * @param now milliseconds since the epoch
 */
export function entriesMarkdown(samples: readonly Finding[], now: number): string {
  const open = samples.filter(({ accepted }) => accepted === null);
  if (open.length === 0) return '';
  const weight = ({ isNew, severity }: Finding) => (isNew ? severities.length : 0) + severities.indexOf(severity);
  const shown = open.toSorted((a, b) => weight(b) - weight(a)).slice(0, most);
  const entries = shown.map((finding) => acceptanceEntry(finding, now)).join('');
  const more = open.length > most ? ' A class of findings is accepted at once by `where` in place of `user`.' : '';
  return `\n<details><summary>To live with a finding: ${plural(shown.length, 'entry', 'entries')} to copy</summary>\n\nPut an entry into the file that \`accepted-findings\` names, with your reason.${more}\n\n\`\`\`yaml\n${entries}\`\`\`\n\n</details>\n`;
}
