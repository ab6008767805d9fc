import { day, daysBetween } from '../base/numbers.ts';
import { chainOf } from '../compare/chain.ts';
import { whyNoComparison } from '../compare/comparison.ts';
import type { FileInProgress } from '../disk/output-folder.ts';
import type { Host } from '../host.ts';
import type { ReportFacts } from '../report/facts.ts';
import { htmlReport } from '../report/html.ts';
import { recycleBinText } from './deleted-users.ts';
import type { AuditResult } from './result.ts';

/** That many changes of each kind are shown with all that is known of them. */
const shownChanges = 500;

/** Writes report.html. */
export async function writeReport(found: AuditResult, host: Host): Promise<FileInProgress> {
  const file = await found.folder.create('report.html');
  for (const part of htmlReport(factsOf(found, host))) await file.write([Buffer.from(part)]);
  await file.close();
  return file;
}

function factsOf(
  { inputs, list, credential, recycleBin, assessment, conclusion }: AuditResult,
  { run, pace }: Host,
): ReportFacts {
  const { counts, table, findings, gates } = assessment;
  return {
    ...list,
    headline: conclusion.headline.text,
    tenantId: inputs.tenantId,
    tenantName: inputs.tenantName,
    endedAt: pace.now(),
    runUrl: run.url,
    certificate:
      credential.kind === 'certificate'
        ? {
            days: daysBetween(pace.now(), credential.certificate.notAfter.getTime()),
            notAfter: day(credential.certificate.notAfter),
          }
        : undefined,
    comparison: shortened(assessment),
    noComparison: whyNoComparison(assessment.baseline),
    recycleBin: recycleBinText(recycleBin, assessment.comparison, {
      isFiltered: inputs.filter !== '',
      isComplete: list.reconciled,
    }),
    findings,
    gates,
    kinds: counts.kinds(),
    created: counts.created(),
    departments: counts.departments(),
    history: chainOf(assessment.baseline).history,
    table: table.table(assessment.comparison !== undefined),
  };
}

function shortened({ comparison }: AuditResult['assessment']): ReportFacts['comparison'] {
  if (comparison === undefined) return undefined;
  const { counts, usersBefore, samples } = comparison;
  return {
    counts,
    usersBefore,
    samples: {
      added: samples.added.slice(0, shownChanges),
      removed: samples.removed.slice(0, shownChanges),
      changed: samples.changed.slice(0, shownChanges),
      recreated: samples.recreated.slice(0, shownChanges),
    },
  };
}
