import { createJsonLinesSpool } from '../disk/json-lines-spool.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { ClassesOf } from './acceptances.ts';
import type { RawFinding, Subject } from './finding.ts';
import type { Roster } from './roster.ts';
import type { Rule, ShareRule, UserRule, WholeRule } from './rules/rule.ts';
import { shownFound, subjectOf, wholeSubjectOf } from './shown-finding.ts';

/** One rule at work. */
export interface RuleJudge {
  /** Judges a user by himself, in any order. @returns JSON of what was found */
  look?(user: GraphUser): string | undefined;
  /** Takes what `look` found, when it is the user's turn. */
  take?(found: string): void;
  /** In the order of the list. */
  onUser?(user: GraphUser): void;
  add(finding: RawFinding): void;
  flush(): Promise<void>;
  found(): AsyncIterable<RawFinding[]>;
  /** Ends it, where nobody wants to know what was found. */
  close(): Promise<void>;
}

interface Context {
  now: number;
  limit: number;
  roster: Roster | undefined;
  classesOf: ClassesOf;
  disclosure: Disclosure | undefined;
}

/** @param path of a file for what is found, in a folder that goes away by itself */
export function judgeOf(rule: Rule, context: Context, path: string): RuleJudge {
  switch (rule.kind) {
    case 'user':
      return userJudge(rule, context, path);
    case 'share':
      return shareJudge(rule, context, path);
    case 'whole':
      return wholeJudge(rule, context);
    case 'group': {
      const file = createJsonLinesSpool<RawFinding>(path);
      return { add: file.add, flush: file.flush, found: file.portions, close: file.close };
    }
  }
}

function userJudge(rule: UserRule, context: Context, path: string): RuleJudge {
  const file = createJsonLinesSpool<RawFinding>(path);
  return {
    look(user) {
      const found = rule.judge(user, context);
      if (found === undefined) return undefined;
      const { disclosure, classesOf } = context;
      const subject = subjectOf(user, disclosure, classesOf(rule.id, user));
      return JSON.stringify({ ...subject, ...shownFound(rule, found, disclosure) } satisfies RawFinding);
    },
    take: file.addText,
    add: file.add,
    flush: file.flush,
    found: file.portions,
    close: file.close,
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
    close: lacking.close,
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
    async close() {},
    async *found() {
      const { disclosure } = context;
      yield watch.end().map(({ subject, ...found }) => ({
        ...wholeSubjectOf(rule, subject, disclosure),
        ...shownFound(rule, found, disclosure),
      }));
    },
  };
}
