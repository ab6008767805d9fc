import { count, plural } from '../base/numbers.ts';
import { safeHtml } from '../base/safe-text.ts';
import { evidenceText } from '../users/reconcile.ts';
import type { ReportFacts } from './facts.ts';

interface Tile {
  value: string;
  text: string;
  mood?: 'good' | 'bad' | 'warn';
}

/** What a manager reads in ten seconds. */
export function tiles(facts: ReportFacts): string {
  const items = [
    usersTile(facts),
    ...changeTiles(facts),
    ...gatesTile(facts),
    ...findingTiles(facts),
    reconciledTile(facts),
    ...certificateTile(facts),
  ];
  const list = items.map(
    ({ value, text, mood }) =>
      `<li${mood ? ` class="${mood}"` : ''}><b>${safeHtml(value)}</b><span>${safeHtml(text)}</span></li>`,
  );
  return `<h2>Summary</h2>\n<ul class="tiles">${list.join('')}</ul>\n`;
}

function usersTile({ listed, comparison }: ReportFacts): Tile {
  const before = comparison?.usersBefore;
  const difference = before === undefined ? 0 : listed - before;
  const sign = difference > 0 ? '+' : '\u2212';
  const since =
    before === undefined
      ? ''
      : difference === 0
        ? ', as many as before'
        : `, ${sign}${count(Math.abs(difference))} since the last audit`;
  return { value: count(listed), text: `users${since}` };
}

function changeTiles({ comparison }: ReportFacts): Tile[] {
  if (comparison?.usersBefore === undefined) return [{ value: '\u2013', text: 'changes: nothing to compare with' }];
  const { added, removed, changed } = comparison.counts;
  return [
    { value: `+${count(added)} \u2212${count(removed)}`, text: 'added and removed' },
    { value: count(changed), text: 'changed' },
  ];
}

function findingTiles({ findings: { counts } }: ReportFacts): Tile[] {
  const { high, medium, low } = counts.bySeverity;
  const known = counts.new === null ? '' : `, ${count(counts.new)} of all findings new`;
  return [
    { value: count(high), text: 'findings of high severity', ...(high > 0 ? { mood: 'bad' as const } : {}) },
    { value: count(medium), text: 'of medium severity', ...(medium > 0 ? { mood: 'warn' as const } : {}) },
    { value: count(low), text: `of low severity${known}` },
  ];
}

function reconciledTile({ reconciled, counts, secondReading }: ReportFacts): Tile {
  const evidence = counts
    ? `Graph counted ${count(counts.before)} before, ${count(counts.after)} after`
    : evidenceText({ counts, secondReading });
  return {
    value: reconciled ? 'yes' : 'no',
    text: `reconciled: ${evidence}`,
    mood: reconciled ? 'good' : 'bad',
  };
}

function certificateTile({ certificate }: ReportFacts): Tile[] {
  if (certificate === undefined) return [];
  const { days, notAfter } = certificate;
  return [
    {
      value: plural(days, 'day'),
      text: `left of the certificate, valid until ${notAfter}`,
      ...(days <= 30 ? { mood: days <= 7 ? ('bad' as const) : ('warn' as const) } : {}),
    },
  ];
}

function gatesTile({ gates }: ReportFacts): Tile[] {
  const failing = gates.filter(({ fails }) => fails).length;
  return failing === 0
    ? []
    : [
        {
          value: count(failing),
          text: failing === 1 ? 'gate failed or cannot be judged' : 'gates failed or cannot be judged',
          mood: 'bad',
        },
      ];
}
