import { daysBetween } from '../base/numbers.ts';
import { type Baseline, baselineAtPath } from '../compare/baseline.ts';
import { baselineAfter, type Comparison, comparedProperties, finishComparison } from '../compare/comparison.ts';
import { previousBaseline } from '../compare/previous-baseline.ts';
import { createChangesWriter } from '../compare/write-changes.ts';
import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import type { CloudName } from '../entra/clouds.ts';
import type { Credential } from '../entra/credential.ts';
import type { AcceptedFinding } from '../findings/acceptances.ts';
import { createJudge } from '../findings/judge-users.ts';
import { type Findings, writeFindings } from '../findings/write-findings.ts';
import { type GateFacts, type GateResult, judgeGates } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { type Visitor, walkLists } from '../list/walk-lists.ts';
import { createReportData, type ReportData } from '../report/users-table.ts';
import { announceBaseline, announceComparison, announceFindings, announceGates } from './announce.ts';

/** What became of today's list when it was compared and judged. */
export interface Assessment {
  baseline: Baseline;
  /** Undefined when nothing was compared. */
  comparison: Comparison | undefined;
  findings: Findings;
  gates: GateResult[];
  /** What report.html shows of the users. */
  report: ReportData;
  /** Files that were made of it, whole, under their temporary names. */
  files: FileInProgress[];
}

export interface AssessOptions {
  inputs: Inputs<CloudName>;
  accepted: readonly AcceptedFinding[];
  directory: OutputFolder;
  list: UsersList;
  /** What stands in each line of the list. */
  properties: readonly string[];
  /** What was found to compare with. */
  found: Baseline;
  credential: Credential;
}

/**
 * Compares today's list with an earlier one and judges it, in one pass over both.
 *
 * Whatever is wrong with the earlier one costs the comparison, never today's list.
 */
export async function assess(options: AssessOptions, host: Host): Promise<Assessment> {
  const { inputs, accepted, directory, list, found, credential } = options;
  const { signal, log } = host;
  const { tenantId } = inputs;
  const now = host.pace.now();
  const today = directory.partial('users.jsonl');

  const properties = comparedProperties(found, options.properties);
  const changes = createChangesWriter({ directory, compared: properties.compared, countChurn: inputs.countChurn });
  const judging = createJudge({
    ...{ folder: directory.scratch, today, now, signal },
    ...{ settings: inputs.rules, properties: options.properties },
  });
  const report = createReportData(options.properties, inputs.formats.includes('html'));
  const visitors: Visitor[] = [changes, judging, report];
  const before = found.state === 'ready' ? found.users : undefined;
  const html = inputs.formats.includes('html');
  const isLookedAt = before !== undefined || html || [...inputs.rules.values()].some(({ on }) => on);
  const walked = isLookedAt ? await walkLists({ today, before, signal }, visitors) : { reason: 'nobody looks at it' };

  const baseline = baselineAfter(found, walked);
  if (baseline.state === 'unusable') report.forgetChanges();
  announceBaseline(baseline, inputs.publish.artifact, host);
  const usersBefore = baseline.state === 'ready' && 'users' in walked ? walked.users : undefined;
  const users = list.listed;
  const comparison = await finishComparison(changes, { tenantId, baseline, users, usersBefore, properties });
  if (comparison) announceComparison(comparison, baseline, log);

  const previous = previousFindings(baseline);
  const findings = await writeFindings(await judging.finish(), {
    ...{ directory, tenantId, accepted, now, previous },
    onFinding: report.onFinding,
  });
  announceFindings(findings, log);
  const facts = gateFacts({ list, credential, baseline, comparison, findings, now });
  const gates = judgeGates(inputs.failOn, facts);
  announceGates(gates, list.reconciled, log);
  const files = [...(comparison ? [comparison.file] : []), findings.file];
  return { baseline, comparison, findings, gates, report, files };
}

/** Finds what today's list is to be compared with. @returns never throws for what is wrong with it */
export async function findBaseline(
  inputs: Inputs<CloudName>,
  { scratch: folder }: OutputFolder,
  host: Host,
): Promise<Baseline> {
  const { baseline, artifactName, githubToken, tenantId, clientId, cloud, filter } = inputs;
  const today = { tenantId, clientId, cloud, filter: filter || null };
  switch (baseline.kind) {
    case 'none':
      return { state: 'none' };
    case 'path':
      return baselineAtPath(baseline.path, today);
    case 'previous':
      return previousBaseline({ artifactName, githubToken, folder, today }, host);
  }
}

function previousFindings(baseline: Baseline) {
  const { findings: path, manifest } = baseline.state === 'ready' ? baseline : {};
  return path !== undefined && manifest ? { path, rules: manifest.rules } : undefined;
}

type Judged = Pick<AssessOptions, 'list' | 'credential'> &
  Omit<Assessment, 'gates' | 'report' | 'files'> & { now: number };

function gateFacts({ list, credential, baseline, comparison, findings, now }: Judged): GateFacts {
  const before = previousFindings(baseline)?.rules;
  return {
    ...list,
    baseline: baseline.state === 'ready' ? 'yes' : baseline.state === 'first' ? 'first' : 'no',
    changes: comparison,
    rules: new Map(
      findings.rules
        .filter(({ state }) => state !== 'off')
        .map(({ id, severity, state, counts }) => [
          id,
          {
            ...{ open: counts.open, new: counts.new, severity, judged: state === 'judged' },
            // Without the findings of then it is not known what was judged then.
            firstTime: before !== undefined && !before.has(id),
          },
        ]),
    ),
    certificateDays:
      credential.kind === 'certificate' ? daysBetween(now, credential.certificate.notAfter.getTime()) : undefined,
  };
}
