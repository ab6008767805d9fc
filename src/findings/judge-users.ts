import { join } from 'node:path';
import { parseLossless } from '../base/lossless-json.ts';
import { createJsonLinesSpool } from '../disk/json-lines-spool.ts';
import { createPairSort } from '../disk/pair-sort.ts';
import { openUserLines } from '../list/user-lines.ts';
import type { Visitor } from '../list/walk-lists.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { derivedType, type GraphUser } from '../users/user-type.ts';
import { type AcceptedFinding, type ClassesOf, createClasses } from './acceptances.ts';
import type { RawFinding, Subject } from './finding.ts';
import { type Roster, rosterProperties } from './roster.ts';
import type { RuleSetting, RuleSettings } from './rule-settings.ts';
import { rules } from './rules/index.ts';
import type { Rule, ShareRule, UserRule, WholeRule } from './rules/rule.ts';
import { createSharedValues } from './shared-values.ts';
import { shownFound, subjectOf, wholeSubjectOf } from './shown-finding.ts';

/** What became of a rule. */
export interface JudgedRule {
  rule: Rule;
  setting: RuleSetting;
  /** Properties that it needs and that were not selected: it was not judged. */
  missing: string[];
  /** In the order of subjects; nothing for a rule that is off or was not judged. */
  found(): AsyncIterable<RawFinding[]>;
}

/** Judges users as they come by. */
export interface Judge extends Visitor {
  /** Looks a second time at those who share something. @returns every rule, in the order of ids */
  finish(): Promise<JudgedRule[]>;
}

export interface JudgeOptions {
  /** A folder that goes away by itself. */
  folder: string;
  /** Path of today's users.jsonl. */
  today: string;
  /** How many users are in it. */
  users: number;
  settings: RuleSettings;
  /** What was selected. */
  properties: readonly string[];
  /** The recycle bin as it is, and what stands in a line of it; undefined where it was not read. */
  deleted?: { lines: string; properties: readonly string[] } | undefined;
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
  const { folder, today, users, settings, properties, deleted, now, roster, disclosure, signal } = options;
  const classesOf = createClasses(options.accepted);
  const judged = rules.map((rule) => {
    const setting = settings.get(rule.id) as RuleSetting;
    const known = (isOfDeleted(rule) ? deleted?.properties : properties) ?? [];
    const missing = missingOf(rule, known, roster);
    return { rule, setting, missing, active: setting.on && missing.length === 0 };
  });
  const active = judged.filter((one) => one.active);
  const groupRules = active.flatMap(({ rule }) => (rule.kind === 'group' ? [rule] : []));
  const groups = createSharedValues({ folder, today, users, signal, rules: groupRules, classesOf, disclosure });
  const judges = new Map(
    active.map(({ rule, setting }) => [
      rule.id,
      judgeOf(rule, { now, limit: setting.limit, roster, classesOf, disclosure }, join(folder, `found-${rule.id}`)),
    ]),
  );
  const everyJudge = [...judges.values()];
  const judgesWhere = (holds: (rule: Rule) => boolean | undefined) =>
    active.flatMap(({ rule }) => (holds(rule) ? (judges.get(rule.id) ?? []) : []));
  const judgesOfUsers = judgesWhere((rule) => !isOfDeleted(rule));
  const judgesOfAll = judgesWhere((rule) => !isOfDeleted(rule) && !rule.people);
  const judgesOfDeleted = judgesWhere(isOfDeleted);

  return {
    onUser(user) {
      const judging = derivedType(user) === undefined ? judgesOfUsers : judgesOfAll;
      for (const judge of judging) judge.onUser?.(user);
      groups.onUser(user);
    },
    async flush() {
      for (const judge of everyJudge) await judge.flush();
      await groups.flush();
    },
    async finish() {
      if (deleted && judgesOfDeleted.length > 0) {
        for await (const user of usersOf(deleted.lines, signal)) {
          for (const judge of judgesOfDeleted) judge.onUser?.(user);
        }
      }
      for await (const portion of groups.findings()) {
        for (const { rule, finding } of portion) judges.get(rule)?.add(finding);
        for (const judge of everyJudge) await judge.flush();
      }
      return judged.map(({ rule, setting, missing }) => ({
        rule,
        setting,
        missing,
        found() {
          const found = judges.get(rule.id)?.found() ?? nothing();
          return disclosure === undefined ? found : bySubject(found, folder, rule);
        },
      }));
    },
  };
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

/** One rule at work. */
interface RuleJudge {
  onUser?(user: GraphUser): void;
  add(finding: RawFinding): void;
  flush(): Promise<void>;
  found(): AsyncIterable<RawFinding[]>;
}

interface Context {
  now: number;
  limit: number;
  roster: Roster | undefined;
  classesOf: ClassesOf;
  disclosure: Disclosure | undefined;
}

function judgeOf(rule: Rule, context: Context, path: string): RuleJudge {
  switch (rule.kind) {
    case 'user':
      return userJudge(rule, context, path);
    case 'share':
      return shareJudge(rule, context, path);
    case 'whole':
      return wholeJudge(rule, context);
    case 'group': {
      const file = createJsonLinesSpool<RawFinding>(path);
      return { add: file.add, flush: file.flush, found: file.portions };
    }
  }
}

function userJudge(rule: UserRule, context: Context, path: string): RuleJudge {
  const file = createJsonLinesSpool<RawFinding>(path);
  return {
    onUser(user) {
      const found = rule.judge(user, context);
      if (found === undefined) return;
      const { disclosure, classesOf } = context;
      const subject = subjectOf(user, disclosure, classesOf(rule.id, user));
      file.add({ ...subject, ...shownFound(rule, found, disclosure) });
    },
    add: file.add,
    flush: file.flush,
    found: file.portions,
  };
}

/** Whoever lacks something is noted down until it is known how many have it. */
function shareJudge(rule: ShareRule, { limit, classesOf, disclosure }: Context, path: string): RuleJudge {
  const lacking = createJsonLinesSpool<Subject>(path);
  let having = 0;
  return {
    onUser(user) {
      if (!rule.concerns(user)) return;
      if (rule.has(user)) having += 1;
      else lacking.add(subjectOf(user, disclosure, classesOf(rule.id, user)));
    },
    add() {},
    flush: lacking.flush,
    async *found() {
      const share = (100 * having) / (having + lacking.count);
      if (!(share >= limit)) return lacking.close();
      const found = shownFound(rule, rule.found(share), disclosure);
      for await (const portion of lacking.portions()) {
        yield portion.map((subject) => ({ ...subject, ...found }));
      }
    },
  };
}

function wholeJudge(rule: WholeRule, context: Context): RuleJudge {
  const watch = rule.start(context);
  return {
    onUser: watch.see,
    add() {},
    async flush() {},
    async *found() {
      const { disclosure } = context;
      yield watch.end().map(({ subject, ...found }) => ({
        ...wholeSubjectOf(rule, subject, disclosure),
        ...shownFound(rule, found, disclosure),
      }));
    },
  };
}

/** By what is seen of them, findings come in another order. */
async function* bySubject(
  found: AsyncIterable<RawFinding[]>,
  folder: string,
  rule: Rule,
): AsyncGenerator<RawFinding[]> {
  const sorted = createPairSort<RawFinding>(folder, `shown-${rule.id}`);
  for await (const portion of found) {
    for (const finding of portion) sorted.add(finding.subject, finding);
    await sorted.flush();
  }
  for await (const portion of sorted.sorted()) yield portion.map(({ value }) => value);
}

async function* nothing(): AsyncGenerator<RawFinding[]> {}
