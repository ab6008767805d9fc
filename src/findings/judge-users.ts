import { join } from 'node:path';
import { parseLossless } from '../base/lossless-json.ts';
import { createPairSort } from '../disk/pair-sort.ts';
import { openUserLines } from '../list/user-lines.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { derivedType, type GraphUser } from '../users/user-type.ts';
import { type AcceptedFinding, createClasses } from './acceptances.ts';
import type { RawFinding } from './finding.ts';
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

/** Judges users: each by himself as he comes, and all of them in the order of the list. */
export interface Judge {
  /**
   * Looks at a user by himself: in whatever order users come, and as often as they do.
   *
   * @returns what was found of him, for {@link onUser}; '' for most
   */
  look(user: GraphUser): string;
  /** Properties that `onUser` must be told. */
  readonly needs: readonly string[];
  /** Takes a user once, in the order of the list, when all were looked at. @param said what `look` said of him */
  onUser(user: GraphUser, said: string): void;
  flush(): Promise<void>;
  /** Judges those who share something, once all were told. */
  judgeShared(): Promise<void>;
  /** @param deleted where the recycle bin was read. @returns every rule, in the order of ids */
  finish(deleted?: DeletedUsers): Promise<JudgedRule[]>;
  /** Ends it, where nobody wants to know what was found. */
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
  /** @param known properties that users have */
  const judgesOf = (judged: readonly Rule[], known: readonly string[]) =>
    judged.map((rule): RuleAtWork => {
      const setting = settings.get(rule.id) as RuleSetting;
      const missing = missingOf(rule, known, roster);
      const path = join(folder, `found-${rule.id}`);
      const isActive = setting.on && missing.length === 0;
      const judge = isActive ? judgeOf(rule, { ...context, limit: setting.limit }, path) : undefined;
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
  const judging = (user: GraphUser) => (derivedType(user) === undefined ? judges : judgesOfAll);
  const places = new Map(judges.map((judge, place) => [judge, place]));

  return {
    look(user) {
      const lines: string[] = [];
      for (const judge of judging(user)) {
        const found = judge.look?.(user);
        if (found !== undefined) lines.push(`${places.get(judge)} ${found}`);
      }
      const keys = groups.look(user);
      if (keys.length > 0) lines.push(`${sharing} ${JSON.stringify(keys)}`);
      return lines.join('\n');
    },
    needs: needsOf(active, accepted, disclosure === undefined ? [] : properties),
    onUser(user, said) {
      for (const judge of judging(user)) judge.onUser?.(user);
      if (said === '') return;
      for (const line of said.split('\n')) {
        const space = line.indexOf(' ');
        const [what, found] = [line.slice(0, space), line.slice(space + 1)];
        if (what === sharing) groups.onUser(user, JSON.parse(found));
        else judges[Number(what)]?.take?.(found);
      }
    },
    async flush() {
      for (const judge of judges) await judge.flush();
      await groups.flush();
    },
    async judgeShared() {
      const byId = new Map(active.map(({ rule, judge }) => [rule.id, judge]));
      for await (const portion of groups.findings()) {
        for (const { rule, finding } of portion) byId.get(rule)?.add(finding);
        for (const judge of judges) await judge.flush();
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
      const all = [...atWork, ...ofDeleted].sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
      return all.map(({ rule, setting, missing, judge }) => ({
        ...{ rule, setting, missing },
        found() {
          const found = judge?.found() ?? nothing();
          return disclosure === undefined ? found : bySubject(found, folder, rule);
        },
      }));
    },
    async close() {
      for (const judge of judges) await judge.close();
    },
  };
}

/** What {@link Judge.look} says begins with the place of a judge, or with this. */
const sharing = 'shares';

interface RuleAtWork extends Omit<JudgedRule, 'found'> {
  /** Undefined for a rule that is off, and for one that cannot be judged. */
  judge: RuleJudge | undefined;
}

function isActive(one: RuleAtWork): one is RuleAtWork & { judge: RuleJudge } {
  return one.judge !== undefined;
}

/** What rules want to know of users in the order of the list: those that judge them one by one have done so by then. */
function needsOf(
  active: readonly RuleAtWork[],
  accepted: readonly AcceptedFinding[],
  all: readonly string[],
): readonly string[] {
  const ofRules = active.flatMap(({ rule }) => (rule.kind === 'whole' || rule.kind === 'share' ? rule.needs : []));
  const ofClasses = accepted.flatMap(({ where }) => Object.keys(where ?? {}));
  return [...new Set(['userPrincipalName', 'displayName', ...ofRules, ...ofClasses, ...all])];
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
