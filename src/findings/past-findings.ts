import { LinesProblem, longestEarlierLine, openLineReader } from '../disk/line-reader.ts';
import { isAsGrave, type Severity, severities } from './rules/rule.ts';

/** The findings of an earlier audit, walked through beside today's in the same order: of rules, then of subjects. */
export interface PastFindings {
  /**
   * Whether there was such a finding, at least that grave. Ask in ascending order.
   *
   * @returns undefined when the earlier file cannot be used
   */
  has(rule: string, subject: string, severity?: Severity): Promise<boolean | undefined>;
  /** Reads on to the end. @returns how many were there that nobody asked for: findings that are no more */
  rest(): Promise<number>;
  usable(): boolean;
  close(): Promise<void>;
}

/**
 * @param path of the earlier findings.json; undefined when there is none
 * @param judged rules that are judged today: what others found does not count as gone
 */
export function createPastFindings(path: string | undefined, judged: ReadonlySet<string>): PastFindings {
  const source = path === undefined ? undefined : findingsOf(path);
  let ahead: PastFinding | undefined;
  let started = false;
  let broken = path === undefined;
  let passedBy = 0;

  function pass(rule: string): void {
    if (judged.has(rule)) passedBy += 1;
  }

  async function advance(): Promise<void> {
    try {
      const next = await source?.next();
      ahead = next?.value;
    } catch {
      // Whatever is wrong with it: then it is not known what is new.
      broken = true;
      ahead = undefined;
    }
  }

  return {
    async has(rule, subject, severity = 'low') {
      if (!started) await advance();
      started = true;
      while (ahead && isBefore(ahead, { rule, subject })) {
        pass(ahead.rule);
        await advance();
      }
      if (broken) return undefined;
      if (ahead?.rule !== rule || ahead.subject !== subject) return false;
      const before = ahead.severity;
      await advance();
      return isAsGrave(before, severity);
    },
    async rest() {
      if (!started) await advance();
      started = true;
      while (ahead) {
        pass(ahead.rule);
        await advance();
      }
      return passedBy;
    },
    usable: () => !broken,
    close: async () => void (await source?.return(undefined)),
  };
}

interface PastFinding {
  rule: string;
  subject: string;
  severity: Severity;
}

/** Each finding is a line of its own, which begins with its id. */
async function* findingsOf(path: string): AsyncGenerator<PastFinding, undefined> {
  const lines = openLineReader(path, longestEarlierLine);
  let last = { rule: '', subject: '' };
  let hasList = false;
  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      for (const line of portion) {
        const text = line.toString();
        hasList ||= text.startsWith('  "findings": [');
        if (!text.startsWith('{"id":"')) continue;
        const { rule, subject, severity } = JSON.parse(text.replace(/,$/, ''));
        if (typeof rule !== 'string' || typeof subject !== 'string') throw new LinesProblem('no finding');
        if (!isBefore(last, { rule, subject })) throw new LinesProblem('out of order');
        last = { rule, subject };
        // Whoever does not say how grave it was is not told that it has become graver.
        yield { ...last, severity: severities.find((one) => one === severity) ?? 'high' };
      }
    }
    if (!hasList) throw new LinesProblem('no list of findings');
  } finally {
    await lines.close();
  }
}

function isBefore(a: { rule: string; subject: string }, b: { rule: string; subject: string }): boolean {
  return a.rule === b.rule ? a.subject < b.subject : a.rule < b.rule;
}
