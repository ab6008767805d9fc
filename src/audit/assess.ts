import { daysBetween } from '../base/numbers.ts';
import type { Baseline } from '../compare/baseline.ts';
import { baselineAfter, comparedProperties, finishComparison } from '../compare/comparison.ts';
import { watchNotableChanges } from '../compare/notable-changes.ts';
import { createChangesWriter } from '../compare/write-changes.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { Credential } from '../entra/credential.ts';
import { type GateFacts, judgeGates } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { RosterFile } from '../inputs/roster-file.ts';
import { walkLists } from '../list/walk-lists.ts';
import { isEncrypted } from '../privacy/encryption.ts';
import { createUserCounts } from '../report/user-counts.ts';
import { createUsersTable } from '../report/users-table.ts';
import { announceBaseline, announceComparison, announceFindings, announceGates, announceRoster } from './announce.ts';
import type { RecycleBin } from './deleted-users.ts';
import { publishedFilter } from './hide-filter.ts';
import type { ReadList } from './read-list.ts';
import type { Assessment } from './result.ts';
import { readMarks } from './review/marks.ts';
import type { PlannedReview } from './review/plan-review.ts';

export interface AssessOptions {
  inputs: Inputs;
  /** The tenant's GUID, where it is known. */
  tenantId: string;
  /** Who should be here; undefined where nobody said. */
  roster: RosterFile | undefined;
  credential: Credential;
  folder: OutputFolder;
  read: ReadList;
  /** Of those who are in it. */
  review: PlannedReview;
  recycleBin: RecycleBin;
  /** What was found to compare with. */
  found: Baseline;
}

/**
 * Compares today's list with an earlier one, and tells what all that looked at its users has found.
 *
 * Whatever is wrong with the earlier one costs the comparison, never today's list.
 */
export async function assess(options: AssessOptions, host: Host): Promise<Assessment> {
  const { inputs, tenantId, roster, credential, folder, read, review, recycleBin, found } = options;
  const { list, written } = read;
  const { signal, log } = host;
  const now = host.pace.now();
  const today = written.lines;

  const csv = inputs.formats.includes('csv');
  const html = inputs.formats.includes('html');
  const properties = comparedProperties(found, written.properties);
  // By the ids as they are published: so do both lists have them.
  const { shown, truth } = recycleBin.list ?? {};
  const deleted = shown?.properties.includes('deletedDateTime') ? shown.lines : undefined;
  const counts = createUserCounts(written.properties);
  const table = html ? createUsersTable(written.properties) : undefined;
  const changes = createChangesWriter({
    folder,
    compared: properties.compared,
    countChurn: inputs.countChurn,
    csv,
    ...(table && { onCounted: table.onChanged }),
  });
  const notable = watchNotableChanges(properties.compared);
  const before = found.state === 'ready' ? found.users : undefined;
  const findingsWith = (earlier: Baseline) => ({
    tenantId,
    previous: previousFindings(earlier),
    filter: (isEncrypted(inputs) && publishedFilter(inputs)) || undefined,
    csv,
    deleted: truth,
  });
  // Meanwhile another thread judges, where there is one, and takes it that the earlier list will turn out to be good.
  const reviewing = review.finish(read, findingsWith(found));
  const isLookedAt = html || before !== undefined || review.judges(written.truth.properties);
  const walked = isLookedAt
    ? await walkLists({ today, before, deleted, signal }, [changes, notable, counts, ...(table ? [table] : [])])
    : { reason: 'there is none' };

  const baseline = baselineAfter(found, walked);
  announceBaseline(baseline, inputs.publish.artifact, host);
  const usersBefore = baseline.state === 'ready' && 'users' in walked ? walked.users : undefined;
  const users = list.listed;
  const comparison = await finishComparison(changes, {
    ...{ tenantId, baseline, users, usersBefore, properties },
    recycleBin: deleted === undefined ? undefined : { isFiltered: inputs.filter !== '', isComplete: list.reconciled },
  });
  if (comparison) announceComparison(comparison, baseline, log);

  const reviewed = await reviewing;
  if (baseline !== found) for (const file of reviewed.findings.files) await file.discard();
  const { findings, news, coverage, marks } =
    baseline === found ? reviewed : await review.finishAgain(read, findingsWith(baseline));
  if (table) await readMarks(marks, table.onFinding);
  announceFindings(findings, log);
  const facts = gateFacts({ list, credential, baseline, comparison, findings, now });
  const gates = judgeGates(inputs.failOn, facts);
  announceGates(gates, list, log);
  const files = [...(comparison?.files ?? []), ...findings.files];
  const compared = roster && { ...roster, counts: coverage };
  if (compared) announceRoster(compared, inputs.filter, log);
  return {
    ...{ baseline, comparison, findings, gates, counts, news, files },
    table: await table?.finish({ lines: today, compared: comparison !== undefined, signal }),
    notable: notable.finish(comparison),
    roster: compared,
  };
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
