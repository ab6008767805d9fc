import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLossless } from '../../base/lossless-json.ts';
import { type FolderPlaces, folderOfFiles, guardDiskSync } from '../../disk/output-folder.ts';
import type { AcceptedFinding } from '../../findings/acceptances.ts';
import { type FindingNews, watchFindingNews } from '../../findings/finding-news.ts';
import { createJudge, type DeletedUsers } from '../../findings/judge-users.ts';
import { type Roster, rosterProperties } from '../../findings/roster.ts';
import { createRosterCoverage, type RosterCounts } from '../../findings/roster-coverage.ts';
import type { RuleSettings } from '../../findings/rule-settings.ts';
import { type Findings, type WriteFindingsOptions, writeFindings } from '../../findings/write-findings.ts';
import type { ListWatcher } from '../../list/list-builder.ts';
import type { Records } from '../../list/store/user-record.ts';
import { openUserLines } from '../../list/user-lines.ts';
import { createUserNotes } from '../../list/user-notes.ts';
import type { Disclosure } from '../../privacy/disclosure.ts';
import type { GraphUser } from '../../users/user-type.ts';
import { createMarks, type MarksFile } from './marks.ts';

/**
 * All that judges the users of today: the rules and the roster. Users are looked at as they come, and told in the order
 * of the list when all are there. It knows nothing of threads: see review-thread.ts for one of its own.
 */
export interface Review {
  /** Looks at the users of a page. */
  add(page: Records): void;
  /** All have come: tells them in the order of the list. */
  end(): Promise<void>;
  /** Looks at a list that is on disk, in place of `add` and `end`. @param path of its lines, with nothing hidden */
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
  const needs = [...judge.needs, ...(covered ? rosterNeeds : [])];
  const notes = createUserNotes(
    folder,
    needs.filter((name) => properties.includes(name)),
    judge.look,
  );

  async function end(): Promise<void> {
    await notes.tell(
      (user, said) => {
        judge.onUser(user, said);
        covered?.onUser?.(user, noLine);
      },
      async () => {
        signal.throwIfAborted();
        await judge.flush();
      },
    );
    // Nothing of it has to wait for the comparison.
    await judge.judgeShared();
  }

  return {
    add: notes.add,
    end,
    async read(path) {
      for await (const users of usersOf(path, signal)) notes.addUsers(users);
      await end();
    },
    async finish({ deleted, ...rest }) {
      const findings = await writeFindings(await judge.finish(deleted), {
        ...{ folder: files, accepted, now, disclosure, ...rest },
        onFinding(finding) {
          marks?.onFinding(finding);
          news.onFinding(finding);
        },
        ...(marks && { flush: marks.flush }),
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
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Nobody here looks at lines. */
const noLine = Buffer.alloc(0);

const rosterNeeds: readonly string[] = [...rosterProperties, 'proxyAddresses'];

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
