import type { Disclosure } from '../privacy/disclosure.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { ClassesOf } from './acceptances.ts';
import type { RawFinding } from './finding.ts';
import type { FoundFindings } from './found-findings.ts';
import type { Roster } from './roster.ts';
import { type GroupRule, isAsGrave, type Rule, type ShareRule, type UserRule, type WholeRule } from './rules/rule.ts';
import { shownFound, subjectOf, wholeSubjectOf } from './shown-finding.ts';

/** One rule at work. */
export interface RuleJudge {
  /** In whatever order users come, each of them once. */
  onUser?(user: GraphUser): void;
  /** What it found, in the order of subjects, once all users came. Ask in the order of rules. */
  found(): AsyncIterable<RawFinding[]>;
}

interface Context {
  now: number;
  limit: number;
  roster: Roster | undefined;
  classesOf: ClassesOf;
  disclosure: Disclosure | undefined;
}

/** @param all where its findings gather */
export function judgeOf(rule: Rule, context: Context, all: FoundFindings): RuleJudge {
  switch (rule.kind) {
    case 'user':
      return userJudge(rule, context, all);
    case 'share':
      return shareJudge(rule, context, all);
    case 'whole':
      return wholeJudge(rule, context);
    case 'group':
      return { found: () => oneForEach(all.of(rule.id), rule) };
  }
}

function userJudge(rule: UserRule, context: Context, all: FoundFindings): RuleJudge {
  const { disclosure, classesOf } = context;
  return {
    onUser(user) {
      const found = rule.judge(user, context);
      if (found === undefined) return;
      const subject = subjectOf(user, disclosure, classesOf(rule.id, user));
      all.add(rule.id, { ...subject, ...shownFound(rule, found, disclosure) });
    },
    found: () => all.of(rule.id),
  };
}

/** Whoever lacks something is noted down until it is known how many have it. */
function shareJudge(rule: ShareRule, { limit, classesOf, disclosure }: Context, all: FoundFindings): RuleJudge {
  let having = 0;
  let lacking = 0;
  return {
    onUser(user) {
      if (!rule.concerns(user)) return;
      if (rule.has(user)) {
        having += 1;
        return;
      }
      lacking += 1;
      all.add(rule.id, { ...subjectOf(user, disclosure, classesOf(rule.id, user)), ...notYet });
    },
    async *found() {
      const share = (100 * having) / (having + lacking);
      if (!(share >= limit)) return;
      const found = shownFound(rule, rule.found(share), disclosure);
      for await (const portion of all.of(rule.id)) yield portion.map((subject) => ({ ...subject, ...found }));
    },
  };
}

/** In place of what is known only in the end. */
const notYet = { why: '', evidence: {} };

function wholeJudge(rule: WholeRule, context: Context): RuleJudge {
  const watch = rule.start(context);
  return {
    onUser: watch.see,
    async *found() {
      const { disclosure } = context;
      const found = watch.end().map(({ subject, ...found }) => ({
        ...wholeSubjectOf(rule, subject, disclosure),
        ...shownFound(rule, found, disclosure),
      }));
      yield found.sort((a, b) => (a.subject < b.subject ? -1 : 1));
    },
  };
}

/** A user who shares two addresses has one finding that tells of both. */
async function* oneForEach(found: AsyncIterable<RawFinding[]>, rule: GroupRule): AsyncGenerator<RawFinding[]> {
  let last: RawFinding | undefined;
  for await (const portion of found) {
    const done: RawFinding[] = [];
    for (const finding of portion) {
      if (last?.subject === finding.subject) {
        last = withMore(last, finding, rule);
        continue;
      }
      if (last) done.push(last);
      last = finding;
    }
    yield done;
  }
  if (last) yield [last];
}

/** What is graver speaks for both. */
function withMore(first: RawFinding, more: RawFinding, rule: GroupRule): RawFinding {
  const gravity = ({ severity = rule.severity }: RawFinding) => severity;
  const [one, other] = isAsGrave(gravity(first), gravity(more)) ? [first, more] : [more, first];
  const merged = Object.entries(one.evidence).map(([name, value]) => {
    const added = other.evidence[name];
    return [name, Array.isArray(value) && Array.isArray(added) ? distinctOf([...value, ...added]) : value];
  });
  return { ...one, evidence: Object.fromEntries(merged) };
}

/** Who shares two things with the same user is told of that user once. */
function distinctOf(items: readonly unknown[]): unknown[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
