import { daysBetween } from '../base/numbers.ts';
import type { Baseline } from '../compare/baseline.ts';
import { baselineAfter, comparedProperties, finishComparison } from '../compare/comparison.ts';
import { watchNotableChanges } from '../compare/notable-changes.ts';
import { createChangesWriter } from '../compare/write-changes.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { Credential } from '../entra/credential.ts';
import type { AcceptedFinding } from '../findings/acceptances.ts';
import { watchFindingNews } from '../findings/finding-news.ts';
import { createJudge } from '../findings/judge-users.ts';
import { createRosterCoverage, type RosterCoverage } from '../findings/roster-coverage.ts';
import { writeFindings } from '../findings/write-findings.ts';
import { type GateFacts, judgeGates } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { RosterFile } from '../inputs/roster-file.ts';
import { type Visitor, walkLists } from '../list/walk-lists.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { isEncrypted } from '../privacy/encryption.ts';
import { createUserCounts } from '../report/user-counts.ts';
import { createUsersTable } from '../report/users-table.ts';
import { announceBaseline, announceComparison, announceFindings, announceGates, announceRoster } from './announce.ts';
import type { RecycleBin } from './deleted-users.ts';
import { publishedFilter } from './hide-filter.ts';
import type { ReadList } from './read-list.ts';
import type { Assessment } from './result.ts';

export interface AssessOptions {
  inputs: Inputs;
  /** The tenant's GUID, where it is known. */
  tenantId: string;
  accepted: readonly AcceptedFinding[];
  /** Who should be here; undefined where nobody said. */
  roster: RosterFile | undefined;
  credential: Credential;
  folder: OutputFolder;
  read: ReadList;
  recycleBin: RecycleBin;
  /** What is hidden; undefined when nothing is. */
  disclosure: Disclosure | undefined;
  /** What was found to compare with. */
  found: Baseline;
}

/**
 * Compares today's list with an earlier one and judges it, in one pass over both.
 *
 * Whatever is wrong with the earlier one costs the comparison, never today's list.
 */
export async function assess(options: AssessOptions, host: Host): Promise<Assessment> {
  const { inputs, tenantId, accepted, roster, credential, folder, read, recycleBin, disclosure, found } = options;
  const { list, written } = read;
  const { signal, log } = host;
  const now = host.pace.now();
  const today = written.lines;

  const csv = inputs.formats.includes('csv');
  const properties = comparedProperties(found, written.properties);
  // By the ids as they are published: so do both lists have them.
  const { shown, truth } = recycleBin.list ?? {};
  const deleted = shown?.properties.includes('deletedDateTime') ? shown.lines : undefined;
  const table = createUsersTable(written.properties);
  const changes = createChangesWriter({
    folder,
    compared: properties.compared,
    countChurn: inputs.countChurn,
    csv,
    onCounted: table.onChanged,
  });
  const judging = createJudge({
    folder: folder.scratch,
    today: written.truth.lines,
    users: list.listed,
    now,
    signal,
    settings: inputs.rules,
    properties: written.truth.properties,
    roster: roster?.roster,
    deleted: truth,
    accepted,
    disclosure,
  });
  const coverage = roster && coverageOf(roster, written.truth.properties, inputs, now);
  // Both look at people as they are.
  const truly: Visitor[] = [judging, ...(coverage ? [coverage] : [])];
  const counts = createUserCounts(written.properties);
  const notable = watchNotableChanges(properties.compared);
  const news = watchFindingNews();
  const before = found.state === 'ready' ? found.users : undefined;
  const html = inputs.formats.includes('html');
  // Where something is hidden, rules alone see what everybody else does not.
  const apart = disclosure !== undefined;
  const visitors: Visitor[] = [changes, notable, ...(apart ? [] : truly), counts, ...(html ? [table] : [])];
  const isLookedAt = before !== undefined || html || coverage || [...inputs.rules.values()].some(({ on }) => on);
  const walked = isLookedAt
    ? await walkLists({ today, before, deleted, signal }, visitors)
    : { reason: 'nobody looks at it' };

  if (apart) await walkLists({ today: written.truth.lines, before: undefined, signal }, truly);

  const baseline = baselineAfter(found, walked);
  announceBaseline(baseline, inputs.publish.artifact, host);
  const usersBefore = baseline.state === 'ready' && 'users' in walked ? walked.users : undefined;
  const users = list.listed;
  const comparison = await finishComparison(changes, {
    ...{ tenantId, baseline, users, usersBefore, properties },
    recycleBin: deleted === undefined ? undefined : { isFiltered: inputs.filter !== '', isComplete: list.reconciled },
  });
  if (comparison) announceComparison(comparison, baseline, log);

  const previous = previousFindings(baseline);
  const findings = await writeFindings(await judging.finish(), {
    folder,
    tenantId,
    accepted,
    now,
    previous,
    filter: (isEncrypted(inputs) && publishedFilter(inputs)) || undefined,
    disclosure,
    csv,
    onFinding(finding) {
      table.onFinding(finding);
      news.onFinding(finding);
    },
  });
  announceFindings(findings, log);
  const facts = gateFacts({ list, credential, baseline, comparison, findings, now });
  const gates = judgeGates(inputs.failOn, facts);
  announceGates(gates, list, log);
  const files = [...(comparison?.files ?? []), ...findings.files];
  const compared = roster && { ...roster, counts: coverage?.counts() };
  if (compared) announceRoster(compared, inputs.filter, log);
  return {
    ...{ baseline, comparison, findings, gates, counts, files },
    table: html ? await table.finish({ lines: today, compared: comparison !== undefined, signal }) : undefined,
    news: news.finish(findings.counts.new !== null),
    notable: notable.finish(comparison),
    roster: compared,
  };
}

/** @returns undefined where it cannot be known who has no account: not all accounts are in the list, or not by their names */
function coverageOf(
  { roster }: RosterFile,
  properties: readonly string[],
  { filter }: Inputs,
  now: number,
): RosterCoverage | undefined {
  const isKnown = filter === '' && roster.properties.every((name) => properties.includes(name));
  return isKnown ? createRosterCoverage(roster, now) : undefined;
}

function previousFindings(baseline: Baseline) {
  const { findings: path, manifest } = baseline.state === 'ready' ? baseline : {};
  return path !== undefined && manifest ? { path, rules: manifest.rules } : undefined;
}

type Judged = { list: UsersList; credential: Credential; now: number } & Omit<
  Assessment,
  'gates' | 'counts' | 'table' | 'files' | 'news' | 'notable' | 'roster'
>;

function gateFacts({ list, credential, baseline, comparison, findings, now }: Judged): GateFacts {
  const before = previousFindings(baseline)?.rules;
  return {
    ...list,
    baseline: baseline.state === 'ready' ? 'yes' : baseline.state === 'first' ? 'first' : 'no',
    changes: comparison,
    rules: new Map(
      findings.rules
        .filter(({ state }) => state !== 'off')
        .map(({ id, severity, state, counts, input }) => [
          id,
          {
            open: counts.open,
            new: counts.new,
            severity,
            bySeverity: counts.bySeverity,
            judged: state === 'judged',
            // Without the findings of then it is not known what was judged then.
            firstTime: before !== undefined && !before.has(id),
            input,
            apart: input === 'deleted-users',
          },
        ]),
    ),
    certificateDays:
      credential.kind === 'certificate' ? daysBetween(now, credential.certificate.notAfter.getTime()) : undefined,
  };
}
