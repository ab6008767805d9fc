import { mkdirSync, rmSync } from 'node:fs';
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
import { userColumns } from '../../report/user-columns.ts';
import { createUserCounts, type UserCounts } from '../../report/user-counts.ts';
import { createUsersTable, type UserTable } from '../../report/users-table.ts';
import { sponsorsProperty } from '../../users/sponsors.ts';
import type { GraphUser } from '../../users/user-type.ts';
import { type MarksFile, readMarks } from './marks.ts';

/**
 * All that looks at every user of today: the rules, the roster, the charts and the table of the report. Users are looked
 * at as they come, and told in the order of the list when all are there. It knows nothing of threads: see
 * review-thread.ts for one of its own.
 */
export interface Review {
  /** Looks at the users of a page. */
  add(page: Records): void;
  /** All have come: tells them in the order of the list. */
  end(): Promise<void>;
  /** Looks at a list that is on disk, in place of `add` and `end`. @param truth where something is hidden in `shown` */
  read(lists: { shown: string; truth: string }): Promise<void>;
  /** Writes the findings, and says what came of all. */
  finish(rest: ReviewRest): Promise<Reviewed>;
  /** Takes the files away behind it. */
  clear(): void;
}

/** Where a review goes on: in this thread, or in one of its own. */
export interface ReviewPlace extends Pick<ListWatcher, 'add' | 'end'> {
  finish(rest: ReviewRest): Promise<Reviewed>;
  clear(): void;
  close(): Promise<void>;
}

/** What can be handed to another thread. */
export interface ReviewPlan {
  places: FolderPlaces;
  /** Which one, for a folder of its own. */
  number: number;
  /** What stands in a line of the list as it is, and as it is shown. */
  properties: { truth: readonly string[]; shown: readonly string[] };
  settings: RuleSettings;
  accepted: readonly AcceptedFinding[];
  /** Milliseconds since the epoch. */
  now: number;
  /** Whether a report is wanted. */
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
  /** Path of users.jsonl as it is shown. */
  lines: string;
  /** Who changed. */
  marks: MarksFile;
  /** Whether the two lists were compared to their ends. */
  compared: boolean;
}

/** What came of it. */
export interface Reviewed {
  findings: Findings;
  news: FindingNews[];
  counts: UserCounts;
  coverage: RosterCounts | undefined;
  table: UserTable | undefined;
}

export function createReview(plan: ReviewPlan, { roster, coverage = false, disclosure, signal }: ReviewHelp): Review {
  const { places, properties, settings, accepted, now, html } = plan;
  const folder = join(places.scratch, `review-${plan.number}`);
  guardDiskSync(folder, () => mkdirSync(folder, { mode: 0o700 }));
  const files = folderOfFiles(places);
  const judging = { settings, accepted, now, roster, disclosure, signal };
  const judge = createJudge({ folder, properties: properties.truth, ...judging });
  const covered = roster && coverage ? createRosterCoverage(roster, now) : undefined;
  const counts = createUserCounts(properties.shown);
  const table = createUsersTable(properties.shown);
  const news = watchFindingNews();
  const needs = [...judge.needs, ...(covered ? rosterNeeds : []), ...(disclosure ? [] : reportNeeds)];
  const notes = createUserNotes(
    folder,
    needs.filter((name) => properties.truth.includes(name)),
    judge.look,
  );

  function seeTrue(user: GraphUser, said: string): void {
    judge.onUser(user, said);
    covered?.onUser?.(user, noLine);
  }

  function seeShown(user: GraphUser): void {
    counts.onUser?.(user, noLine);
    if (html) table.onUser?.(user, noLine);
  }

  async function tell(see: (user: GraphUser, said: string) => void): Promise<void> {
    await notes.tell(see, async () => {
      signal.throwIfAborted();
      await judge.flush();
    });
    // Nothing of it has to wait for the comparison.
    await judge.judgeShared();
  }

  function end(): Promise<void> {
    return tell((user, said) => {
      seeTrue(user, said);
      seeShown(user);
    });
  }

  return {
    add: notes.add,
    end,
    async read({ shown, truth }) {
      for await (const users of usersOf(truth, signal)) notes.addUsers(users);
      if (disclosure === undefined) return end();
      await tell(seeTrue);
      for await (const users of usersOf(shown, signal)) for (const user of users) seeShown(user);
    },
    async finish({ deleted, lines, marks, compared, ...rest }) {
      await readMarks(marks, table);
      const findings = await writeFindings(await judge.finish(deleted), {
        ...{ folder: files, accepted, now, disclosure, ...rest },
        onFinding(finding) {
          table.onFinding(finding);
          news.onFinding(finding);
        },
      });
      return {
        findings,
        news: news.finish(findings.counts.new !== null),
        counts,
        coverage: covered?.counts(),
        table: html ? await table.finish({ lines, compared, signal }) : undefined,
      };
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Nobody here looks at lines. */
const noLine = Buffer.alloc(0);

/** What charts and table look at; whoever shows something else names it here. */
const reportNeeds: readonly string[] = [
  ...userColumns.map(({ property }) => property),
  ...['userPrincipalName', 'accountEnabled', 'userType', 'createdDateTime', 'department', 'assignedLicenses', 'mail'],
  ...['externalUserState', sponsorsProperty],
];

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
