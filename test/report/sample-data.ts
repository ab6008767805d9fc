import type { ReportData } from '../../src/report/report-data.ts';

/** The data of a report in which nothing is told. */
export const sampleData: ReportData = {
  schemaVersion: 1,
  tenant: { id: 'contoso.example', name: null, domain: null },
  run: {
    ...{ url: null, startedAt: '2026-11-25T09:00:00.000Z', endedAt: '2026-11-25T09:30:00.000Z' },
    ...{ repository: null, workflow: null, number: null, acceptedBy: null },
  },
  headline: { text: 'Nothing needs you today.', mood: 'notice' },
  needs: [],
  evidence: {
    ...{
      counts: { before: 3, after: 3 },
      secondReading: null,
      listed: 3,
      reconciled: true,
      reads: 1,
      files: [],
      encrypted: false,
    },
    ...{ bundleSha256: '0'.repeat(64), previousManifestSha256: null, certificate: null },
  },
  changes: {
    ...{ compared: false, why: 'Nothing was compared: baseline is none.', usersBefore: null, since: null },
    counts: { added: 0, removed: 0, changed: 0, churned: 0, recreated: 0 },
    ...{ added: [], removed: [], changed: [], recreated: [] },
  },
  findings: {
    counts: { total: 0, open: 0, accepted: 0, new: null, resolved: null, bySeverity: { low: 0, medium: 0, high: 0 } },
    ...{ rules: [], items: [] },
  },
  trends: [],
  directory: {
    ...{ kinds: [], created: [], departments: [], licences: [] },
    ...{ guests: null, deleted: null, roster: null, signIns: null },
  },
  table: {
    columns: [{ property: 'displayName', label: 'Name', kind: 'text' }],
    ...{ total: 3, shown: 1, leftOut: 'without findings or changes', chunks: ['x'], marks: 'AA==' },
  },
};
