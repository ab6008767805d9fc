import type { FileInProgress, WrittenFile } from '../disk/output-folder.ts';
import type { Host } from '../host.ts';
import { htmlReport } from '../report/html.ts';
import type { UserTable } from '../report/users-table.ts';
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
  for (const part of htmlReport(data)) await file.write([Buffer.from(part)]);
  await file.close();
  return file;
}
