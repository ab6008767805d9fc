import type { Finding } from './finding.ts';
import { rules } from './rules/index.ts';
import { type Severity, severities } from './rules/rule.ts';

/** Open findings of one rule and severity that nobody has seen before, as far as that is known. */
export interface FindingNews {
  rule: string;
  severity: Severity;
  number: number;
  /** Whether all of them are known to be new; otherwise it is not known which are. */
  isNew: boolean;
  /** How many of them are about guests. */
  guests: number;
  /** The first of them. */
  samples: Finding[];
}

interface Tally {
  open: Count;
  unseen: Count & { unknown: number };
}

interface Count {
  number: number;
  guests: number;
  samples: Finding[];
}

const sampleSize = 20;

/** Gathers them while findings are written. */
export interface FindingNewsWatch {
  onFinding(finding: Finding): void;
  /**
   * @param known whether the earlier findings could be read to their end: otherwise any open one may be new
   * @returns the gravest first, then in the order of rules
   */
  finish(known: boolean): FindingNews[];
}

export function watchFindingNews(): FindingNewsWatch {
  const tallies = new Map<string, Tally>();
  return {
    onFinding(finding) {
      if (finding.accepted) return;
      const key = keyOf(finding.rule, finding.severity);
      const tally = tallies.get(key) ?? { open: none(), unseen: { ...none(), unknown: 0 } };
      tallies.set(key, tally);
      add(tally.open, finding);
      if (finding.isNew === false) return;
      add(tally.unseen, finding);
      if (finding.isNew === null) tally.unseen.unknown += 1;
    },
    finish(known) {
      return severities.toReversed().flatMap((severity) =>
        rules.flatMap(({ id: rule }): FindingNews[] => {
          const tally = tallies.get(keyOf(rule, severity));
          if (tally === undefined) return [];
          const { number, guests, samples } = known ? tally.unseen : tally.open;
          const isNew = known && tally.unseen.unknown === 0;
          return number === 0 ? [] : [{ rule, severity, number, isNew, guests, samples }];
        }),
      );
    },
  };
}

/** What was found, behind a number: `new guest imitates another user's name`. */
export function newsText({ rule, number, isNew, guests }: Omit<FindingNews, 'severity' | 'samples'>): string {
  const words = rules.find(({ id }) => id === rule)?.headline ?? {
    one: `finding of ${rule}`,
    many: `findings of ${rule}`,
  };
  const text = number === 1 ? words.one : words.many;
  const precise = guests === number ? text.replace(/^account(?=s? )/, 'guest') : text;
  return `${isNew ? 'new ' : ''}${precise}`;
}

function keyOf(rule: string, severity: Severity): string {
  return `${severity} ${rule}`;
}

function none(): Count {
  return { number: 0, guests: 0, samples: [] };
}

function add(count: Count, finding: Finding): void {
  count.number += 1;
  if (finding.evidence.userType === 'Guest') count.guests += 1;
  if (count.samples.length < sampleSize) count.samples.push(finding);
}
