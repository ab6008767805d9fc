import { day, daysBetween } from '../base/numbers.ts';
import { chainOf } from '../compare/chain.ts';
import { whyNoComparison } from '../compare/comparison.ts';
import type { FileInProgress, WrittenFile } from '../disk/output-folder.ts';
import type { Host } from '../host.ts';
import type { ReportFacts } from '../report/facts.ts';
import { htmlReport } from '../report/html.ts';
import type { ReportData } from '../report/report-data.ts';
import type { UserTable } from '../report/users-table.ts';
import { recycleBinText } from './deleted-users.ts';
import { reportData } from './report-data.ts';
import type { AuditResult } from './result.ts';

/** Writes report.html. @param files those beside it, whole by now */
export async function writeReport(
  found: AuditResult,
  table: UserTable,
  files: readonly WrittenFile[],
  host: Host,
): Promise<FileInProgress> {
  const file = await found.folder.create('report.html');
  const data = await reportData(found, table, files, host);
  for (const part of htmlReport(factsOf(found, data, host))) await file.write([Buffer.from(part)]);
  await file.close();
  return file;
}

function factsOf(
  { inputs, list, credential, recycleBin, assessment, conclusion }: AuditResult,
  data: ReportData,
  { run, pace }: Host,
): ReportFacts {
  const { counts, findings, gates, comparison } = assessment;
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
    comparison,
    noComparison: whyNoComparison(assessment.baseline),
    recycleBin: recycleBinText(recycleBin, comparison, inputs.filter !== ''),
    findings,
    gates,
    kinds: counts.kinds(),
    created: counts.created(),
    departments: counts.departments(),
    history: chainOf(assessment.baseline).history,
    data,
  };
}
