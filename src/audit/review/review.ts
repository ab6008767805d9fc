import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLossless } from '../../base/lossless-json.ts';
import { type FolderPlaces, folderOfFiles, guardDisk, guardDiskSync } from '../../disk/output-folder.ts';
import type { AcceptedFinding } from '../../findings/acceptances.ts';
import { type FindingNews, watchFindingNews } from '../../findings/finding-news.ts';
import { createIdSet, type IdSet } from '../../findings/id-set.ts';
import { createJudge, type DeletedUsers } from '../../findings/judge-users.ts';
import type { Roster } from '../../findings/roster.ts';
import { createRosterCoverage, type RosterCounts } from '../../findings/roster-coverage.ts';
import type { RuleSettings } from '../../findings/rule-settings.ts';
import { type Findings, type WriteFindingsOptions, writeFindings } from '../../findings/write-findings.ts';
import type { ListWatcher, WrittenList } from '../../list/list-builder.ts';
import { type Records, recordId, userAt } from '../../list/store/user-record.ts';
import { openUserLines } from '../../list/user-lines.ts';
import type { Disclosure } from '../../privacy/disclosure.ts';
import type { GraphUser } from '../../users/user-type.ts';
import { createMarks, type MarksFile } from './marks.ts';

/**
 * All that judges the users of today: the rules and the roster. Users are looked at as they come, in whatever order. It
 * knows nothing of threads: see review-thread.ts for one of its own.
 */
export interface Review {
  /** How many were looked at: whoever comes once more is passed over. */
  readonly users: number;
  /** Looks at the users of a page. */
  add(page: Records): void;
  /** Writes out what has gathered, when it is much: to be waited for between two pages. */
  flush(): Promise<void>;
  /** All have come: judges those who share something. */
  end(): Promise<void>;
  /** Looks at a list that is on disk, in place of all these. @param path of its lines, with nothing hidden */
  read(path: string): Promise<void>;
  /** Writes the findings, and says what came of all. */
  finish(rest: ReviewRest): Promise<Reviewed>;
  /** Ends it, and takes the files away behind it. */
  clear(): Promise<void>;
}

/** Where a review goes on: in this thread, or in one of its own. */
export interface ReviewPlace extends Pick<ListWatcher, 'add' | 'end'> {
  finish(rest: ReviewRest): Promise<Reviewed>;
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** What can be handed to another thread. */
export interface ReviewPlan {
  places: FolderPlaces;
  /** Which one, for a folder of its own. */
  number: number;
  /** What stands in a line of the list as it is. */
  properties: readonly string[];
  settings: RuleSettings;
  accepted: readonly AcceptedFinding[];
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether it is noted whom findings are about, for a report. */
  html: boolean;
}

/** What only the thread of the audit has. */
export interface ReviewHelp {
  roster?: Roster | undefined;
  /** Whether it can be known of everybody in the roster whether he has an account. */
  coverage?: boolean;
  /** What is hidden; undefined hides nothing. */
  disclosure?: Disclosure | undefined;
  signal: AbortSignal;
}

/** What is known only when the list was compared. */
export interface ReviewRest extends Pick<WriteFindingsOptions, 'tenantId' | 'previous' | 'filter' | 'csv'> {
  deleted: DeletedUsers | undefined;
  /** As it was written. */
  list: Pick<WrittenList, 'truth' | 'users' | 'changedMeanwhile'>;
}

/** What came of it. */
export interface Reviewed {
  findings: Findings;
  news: FindingNews[];
  coverage: RosterCounts | undefined;
  /** Whom findings are about, where a report is wanted. */
  marks: MarksFile;
}

export function createReview(plan: ReviewPlan, { roster, coverage = false, disclosure, signal }: ReviewHelp): Review {
  const { places, properties, settings, accepted, now, html } = plan;
  const folder = join(places.scratch, `review-${plan.number}`);
  guardDiskSync(folder, () => mkdirSync(folder, { mode: 0o700 }));
  const files = folderOfFiles(places);
  const judging = { settings, accepted, now, roster, disclosure, signal };
  const judge = createJudge({ folder, properties, ...judging });
  const covered = roster && coverage ? createRosterCoverage(roster, now) : undefined;
  const marks = html ? createMarks(join(places.scratch, `marks-${plan.number}`)) : undefined;
  const news = watchFindingNews();

  let seen: IdSet | undefined = createIdSet();
  let users = 0;

  function onUser(user: GraphUser): void {
    judge.onUser(user);
    covered?.onUser?.(user, noLine);
  }

  return {
    get users() {
      return users;
    },
    add({ block, starts }) {
      for (const start of starts) {
        if (!seen?.add(recordId(block, start))) continue;
        users += 1;
        onUser(userAt(block, start));
      }
    },
    flush: judge.flush,
    end() {
      // What comes now needs the memory.
      seen = undefined;
      return judge.judgeShared();
    },
    async read(path) {
      for await (const users of usersOf(path, signal)) {
        for (const user of users) onUser(user);
        await judge.flush();
      }
      await judge.judgeShared();
    },
    async finish({ deleted, list, ...rest }) {
      const findings = await writeFindings(await judge.finish(deleted), {
        ...{ folder: files, scratch: folder, accepted, now, disclosure, ...rest },
        onFinding(finding) {
          marks?.onFinding(finding);
          news.onFinding(finding);
        },
        async flush() {
          signal.throwIfAborted();
          await marks?.flush();
        },
      });
      return {
        findings,
        news: news.finish(findings.counts.new !== null),
        coverage: covered?.counts(),
        marks: (await marks?.end()) ?? { path: undefined },
      };
    },
    async clear() {
      await judge.close();
      await guardDisk(folder, () => rm(folder, { recursive: true, force: true }));
    },
  };
}

/**
 * Finishes a review. Where somebody came twice, and was changed in between, another one looks at the list as it was
 * written; and so where two ids have one hash, by which the second was passed over.
 */
export async function finishReview(
  review: Review,
  rest: ReviewRest,
  plan: ReviewPlan,
  help: ReviewHelp,
): Promise<Reviewed> {
  const { changedMeanwhile, users, truth } = rest.list;
  if (!changedMeanwhile && review.users === users) return review.finish(rest);
  await review.clear();
  const whole = createReview(plan, help);
  try {
    await whole.read(truth.lines);
    return await whole.finish(rest);
  } finally {
    await whole.clear();
  }
}

/** Nobody here looks at lines. */
const noLine = Buffer.alloc(0);

async function* usersOf(path: string, signal: AbortSignal): AsyncGenerator<GraphUser[]> {
  const lines = openUserLines(path);
  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      signal.throwIfAborted();
      yield portion.map(({ line }) => parseLossless(line.toString()) as GraphUser);
    }
  } finally {
    await lines.close();
  }
}
