import type { FolderOfFiles } from '../disk/output-folder.ts';
import { createCsvTable } from '../list/csv-table.ts';
import type { Finding } from './finding.ts';

/** Schemas' README tells what they mean. */
const columns = [
  'rule',
  'severity',
  'state',
  'isNew',
  'id',
  'userPrincipalName',
  'displayName',
  'subject',
  'why',
  'evidence',
  'acceptedReason',
  'acceptedUntil',
  'findingId',
];

/** findings.csv: what findings.json tells, a finding a row. */
export function createFindingsTable(folder: FolderOfFiles) {
  const table = createCsvTable(folder, 'findings.csv', columns);
  return {
    ...table,
    add({ id, rule, severity, user, subject, why, evidence, isNew, accepted }: Finding): void {
      table.add([
        ...[rule, severity, accepted ? 'accepted' : 'open', isNew],
        ...[user?.id, user?.userPrincipalName, user?.displayName, subject],
        ...[why, evidence, accepted?.reason, accepted?.until, id],
      ]);
    },
  };
}
