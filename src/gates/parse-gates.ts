import { didYouMean } from '../base/did-you-mean.ts';
import type { Expected } from '../base/expected.ts';
import { unknownRule } from '../findings/rule-settings.ts';
import { rules } from '../findings/rules/index.ts';
import { type Severity, severities } from '../findings/rules/rule.ts';

/** A condition under which the run fails, as `fail-on` names it. */
export type Gate = { text: string } & (
  | { kind: 'unreconciled' }
  | { kind: 'change'; what: ChangeKind; more: number; percent: boolean }
  | { kind: 'finding'; rule: string; onlyNew: boolean }
  | { kind: 'severity'; severity: Severity }
  | { kind: 'certificate'; days: number }
);

export type ChangeKind = 'added' | 'removed' | 'changed';

const words = [
  'unreconciled',
  'removed>',
  'added>',
  'changed>',
  'finding:',
  'new-finding:',
  'severity:',
  'certificate-expires<',
  'never',
];

/**
 * Reads `fail-on`:
 *
 *     gates    = "never" | gate { ("," | line break) gate }
 *     gate     = "unreconciled" | change ">" number ["%"] | ("finding" | "new-finding") ":" rule
 *              | "severity" ":" severity | "certificate-expires" "<" number "d"
 *     change   = "removed" | "added" | "changed"
 *
 * Blanks may stand between any two of these.
 *
 * @returns the gates, without repetitions; none for `never`
 */
export function parseGates(text: string): Gate[] | Expected {
  const gates: Gate[] = [];
  let at = 0;
  let never = false;
  for (const part of text.split(/[,\n]/)) {
    const gate = part.trim() === '' ? undefined : parseGate(part, (column) => place(text, at + column));
    at += part.length + 1;
    if (gate === undefined) continue;
    if ('takes' in gate) return gate;
    if (gate.kind === 'never') never = true;
    else if (!gates.some((one) => one.text === gate.text)) gates.push(gate);
  }
  if (never && gates.length > 0) return { takes: 'never alone, or gates without it' };
  if (!never && gates.length === 0) return { takes: `gates (${words.join(', ')}) separated by commas or line breaks` };
  return gates;
}

type Place = (column: number) => string;

function parseGate(part: string, where: Place): Gate | { kind: 'never'; text: string } | Expected {
  const scan = scanner(part);
  const name = scan.take(/[a-z-]*/i);
  const expected = (takes: string, hint?: string): Expected => ({
    takes: `${takes} ${where(scan.column())}`,
    ...(hint ? { hint } : {}),
  });
  const done = <T extends object>(gate: T) =>
    scan.isDone() ? gate : expected('a comma, a line break or nothing more');

  switch (name) {
    case 'never':
    case 'unreconciled':
      return done({ kind: name, text: name });
    case 'removed':
    case 'added':
    case 'changed': {
      if (!scan.take(/>/)) return expected(`">" after "${name}"`);
      const number = scan.take(/\d+(\.\d+)?/);
      if (!number) return expected('a number like 5 or 5%');
      const percent = scan.take(/%/) === '%';
      if (!percent && number.includes('.')) return expected('"%" after a broken number: users are counted whole');
      return done({
        kind: 'change',
        what: name,
        more: Number(number),
        percent,
        text: `${name}>${number}${percent ? '%' : ''}`,
      });
    }
    case 'finding':
    case 'new-finding': {
      if (!scan.take(/:/)) return expected(`":" after "${name}"`);
      const column = scan.column();
      const rule = scan.take(/[\w-]+/);
      if (!rule) return expected('the id of a rule');
      if (!rules.some(({ id }) => id === rule)) {
        const { takes, hint = '' } = unknownRule(rule);
        return { takes: `${takes} ${where(column)}`, hint };
      }
      return done({ kind: 'finding', rule, onlyNew: name === 'new-finding', text: `${name}:${rule}` });
    }
    case 'severity': {
      if (!scan.take(/:/)) return expected('":" after "severity"');
      const column = scan.column();
      const word = scan.take(/\w+/) ?? '';
      const severity = severities.find((one) => one === word);
      if (severity) return done({ kind: 'severity', severity, text: `severity:${severity}` });
      return { takes: `${severities.join(', ')} ${where(column)}`, hint: didYouMean(word, severities) };
    }
    case 'certificate-expires': {
      if (!scan.take(/</)) return expected('"<" after "certificate-expires"');
      const days = scan.take(/\d+/);
      if (!days) return expected('a number of days like 30d');
      if (!scan.take(/d/)) return expected('"d" after the number of days');
      return done({ kind: 'certificate', days: Number(days), text: `certificate-expires<${days}d` });
    }
    default: {
      const start = part.length - part.trimStart().length;
      const hint = name
        ? didYouMean(
            name,
            words.map((word) => word.replace(/[>:<]$/, '')),
          )
        : '';
      return { takes: `one of ${words.join(', ')} ${where(start)}`, hint };
    }
  }
}

/** Takes one piece after another, past blanks. */
function scanner(text: string) {
  let at = 0;
  const skip = () => {
    at += /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
  };
  return {
    take(pattern: RegExp): string | undefined {
      skip();
      const found = new RegExp(`^(?:${pattern.source})`, pattern.flags).exec(text.slice(at))?.[0];
      at += found?.length ?? 0;
      return found;
    },
    column() {
      skip();
      return at;
    },
    isDone() {
      skip();
      return at === text.length;
    },
  };
}

/** @param index in the text as it was given */
function place(text: string, index: number): string {
  const before = text.slice(0, index);
  const line = before.split('\n').length;
  const column = index - before.lastIndexOf('\n');
  return text.includes('\n') ? `at line ${line}, column ${column}` : `at column ${column}`;
}
