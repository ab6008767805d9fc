import { didYouMean } from '../base/did-you-mean.ts';
import type { Expected } from '../base/expected.ts';
import { quoted } from '../base/quoted.ts';
import { rules } from './rules/index.ts';
import { type Rule, type Severity, severities } from './rules/rule.ts';

/** How one rule is judged. */
export interface RuleSetting {
  on: boolean;
  /** Of everything that it finds, whatever the rule itself says; undefined leaves it to the rule. */
  severity: Severity | undefined;
  /** 0 for a rule without one. */
  limit: number;
}

export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** What `deleted-users` and the like are where nobody says otherwise. */
const usualInputs: ReadonlySet<string> = new Set(['deleted-users']);

/** @param given inputs that are given: a rule about what one of them brings is on with it, and off without */
export function defaultSettings(given = usualInputs): Map<string, RuleSetting> {
  const isOn = ({ off, input }: Rule) => (input === undefined ? !off : given.has(input));
  return new Map(
    rules.map((rule) => [
      rule.id,
      { on: isOn(rule), severity: undefined, limit: 'limit' in rule ? (rule.limit?.value ?? 0) : 0 },
    ]),
  );
}

/**
 * Reads the input `rules`: lines `rule-id: off`, `rule-id: on`, `rule-id: <number>` or `rule-id: severity=high`. A
 * rule may have several lines. What is given a number or a severity is switched on.
 *
 * @param given see {@link defaultSettings}
 */
export function parseRuleSettings(lines: readonly string[], given = usualInputs): RuleSettings | Expected {
  const settings = defaultSettings(given);
  for (const line of lines.filter((text) => !text.startsWith('#'))) {
    const [, id = '', value = ''] = /^([^\s:=]+)\s*:\s*(\S.*)$/.exec(line) ?? [];
    if (id === '')
      return { takes: `lines like "rule-id: off", "rule-id: 30" or "rule-id: severity=high" (not ${quoted(line)})` };
    const rule = rules.find((one) => one.id === id);
    const setting = settings.get(id);
    if (!rule || !setting) return unknownRule(id);
    const changed = changeOf(rule, value);
    if ('takes' in changed) return changed;
    settings.set(id, { ...setting, on: true, ...changed });
  }
  return settings;
}

export function unknownRule(id: string): Expected {
  const ids = rules.map((rule) => rule.id);
  return {
    takes: `the rules ${ids.join(', ')} (not ${/^[\w-]+$/.test(id) ? quoted(id) : 'what else stands there'})`,
    hint: didYouMean(id, ids),
  };
}

function changeOf(rule: Rule, value: string): Partial<RuleSetting> | Expected {
  if (value === 'off' || value === 'on') return { on: value === 'on' };
  const severity = /^severity\s*=\s*(\w+)$/.exec(value)?.[1];
  if (severity !== undefined) {
    const known = severities.find((one) => one === severity);
    if (known) return { severity: known };
    return {
      takes: `severity=${severities.join(', severity=')} for ${rule.id}`,
      hint: didYouMean(severity, severities),
    };
  }
  const limit = 'limit' in rule ? rule.limit : undefined;
  if (limit === undefined)
    return { takes: `off, on or severity=... for ${rule.id}, which has no number (not ${quoted(value)})` };
  const number = Number(value);
  if (/^\d+$/.test(value) && number >= limit.least && number <= limit.most) return { limit: number };
  return {
    takes: `off, on, severity=... or a whole number from ${limit.least} to ${limit.most} for ${rule.id}: ${limit.meaning} (not ${quoted(value)})`,
  };
}
