import { parseLossless } from '../base/lossless-json.ts';
import { openUserLines } from '../list/user-lines.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { derivedType, type GraphUser } from '../users/user-type.ts';
import { type AcceptedFinding, createClasses } from './acceptances.ts';
import type { RawFinding } from './finding.ts';
import { createFoundFindings } from './found-findings.ts';
import { type Roster, rosterProperties } from './roster.ts';
import { judgeOf, type RuleJudge } from './rule-judge.ts';
import type { RuleSetting, RuleSettings } from './rule-settings.ts';
import { rules } from './rules/index.ts';
import type { Rule } from './rules/rule.ts';
import { createSharedValues } from './shared-values.ts';

/** What became of a rule. */
export interface JudgedRule {
  rule: Rule;
  setting: RuleSetting;
  /** Properties that it needs and that were not selected: it was not judged. */
  missing: string[];
  /** In the order of subjects; nothing for a rule that is off or was not judged. */
  found(): AsyncIterable<RawFinding[]>;
}

/** Judges users as they come, in whatever order. */
export interface Judge {
  /** Takes a user; each of them once. */
  onUser(user: GraphUser): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Judges those who share something, once all came. */
  judgeShared(): Promise<void>;
  /** @param deleted where the recycle bin was read. @returns every rule, in the order of ids */
  finish(deleted?: DeletedUsers): Promise<JudgedRule[]>;
  /** Ends it, whether anybody wanted to know what was found or not. */
  close(): Promise<void>;
}

/** The recycle bin as it is: the path of its lines, and what stands in one. */
export interface DeletedUsers {
  lines: string;
  properties: readonly string[];
}

export interface JudgeOptions {
  /** A folder that goes away by itself. */
  folder: string;
  settings: RuleSettings;
  /** What was selected. */
  properties: readonly string[];
  /** Milliseconds since the epoch. */
  now: number;
  /** Who should be here; undefined where nobody said. */
  roster?: Roster | undefined;
  /** What somebody lives with: classes are looked for among users as they come by. */
  accepted: readonly AcceptedFinding[];
  /** What may be seen of what is found; undefined hides nothing. */
  disclosure?: Disclosure | undefined;
  signal: AbortSignal;
}

export function createJudge(options: JudgeOptions): Judge {
  const { folder, settings, properties, now, roster, accepted, disclosure, signal } = options;
  const classesOf = createClasses(accepted);
  const context = { now, roster, classesOf, disclosure };
  const all = createFoundFindings(folder);
  /** @param known properties that users have */
  const judgesOf = (judged: readonly Rule[], known: readonly string[]) =>
    judged.map((rule): RuleAtWork => {
      const setting = settings.get(rule.id) as RuleSetting;
      const missing = missingOf(rule, known, roster);
      const isActive = setting.on && missing.length === 0;
      const judge = isActive ? judgeOf(rule, { ...context, limit: setting.limit }, all) : undefined;
      return { rule, setting, missing, judge };
    });
  const atWork = judgesOf(
    rules.filter((rule) => !isOfDeleted(rule)),
    properties,
  );
  const active = atWork.filter(isActive);
  const groupRules = active.flatMap(({ rule }) => (rule.kind === 'group' ? [rule] : []));
  const groups = createSharedValues({ folder, rules: groupRules, classesOf, disclosure });
  const judges = active.map(({ judge }) => judge);
  const judgesOfAll = active.flatMap(({ rule, judge }) => (rule.people ? [] : [judge]));

  return {
    onUser(user) {
      for (const judge of derivedType(user) === undefined ? judges : judgesOfAll) judge.onUser?.(user);
      groups.onUser(user);
    },
    async flush() {
      await all.flush();
      await groups.flush();
    },
    async judgeShared() {
      for await (const found of groups.findings()) {
        signal.throwIfAborted();
        for (const { rule, finding } of found) all.add(rule, finding);
        await all.flush();
      }
    },
    async finish(deleted) {
      const ofDeleted = judgesOf(rules.filter(isOfDeleted), deleted?.properties ?? []);
      const judgesOfDeleted = ofDeleted.filter(isActive);
      if (deleted && judgesOfDeleted.length > 0) {
        for await (const user of usersOf(deleted.lines, signal)) {
          for (const { judge } of judgesOfDeleted) judge.onUser?.(user);
        }
      }
      const inOrder = [...atWork, ...ofDeleted].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
      return inOrder.map(({ judge, ...rule }) => ({ ...rule, found: () => judge?.found() ?? nothing() }));
    },
    async close() {
      await groups.close();
      await all.close();
    },
  };
}

interface RuleAtWork extends Omit<JudgedRule, 'found'> {
  /** Undefined for a rule that is off, and for one that cannot be judged. */
  judge: RuleJudge | undefined;
}

function isActive(one: RuleAtWork): one is RuleAtWork & { judge: RuleJudge } {
  return one.judge !== undefined;
}

/** @returns what the rule needs and nobody brought: properties, or something of the roster */
function missingOf(rule: Rule, properties: readonly string[], roster: Roster | undefined): string[] {
  const isUseless = (name: string) =>
    roster && rosterProperties.some((one) => one === name) && !roster.properties.some((one) => one === name);
  const missing = rule.needs.filter((name) => !properties.includes(name) && !(rule.roster && isUseless(name)));
  if (rule.roster === 'end dates' && roster?.hasLastDays === false) missing.push('an end date');
  return rule.roster && roster === undefined ? ['roster'] : missing;
}

function isOfDeleted(rule: Rule): boolean {
  return rule.kind === 'whole' && rule.of === 'deleted users';
}

async function* usersOf(path: string, signal: AbortSignal): AsyncGenerator<GraphUser> {
  const lines = openUserLines(path);
  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      signal.throwIfAborted();
      for (const { line } of portion) yield parseLossless(line.toString()) as GraphUser;
    }
  } finally {
    await lines.close();
  }
}

async function* nothing(): AsyncGenerator<RawFinding[]> {}
