import { acceptanceEntry } from '../../src/findings/acceptance-entry.ts';
import { rules } from '../../src/findings/rules/index.ts';
import type { ReportData, ReportFinding } from '../../src/report/report-data.ts';
import { createChunkPacker } from '../../src/report/table-chunks.ts';
import { sampleData } from './sample-data.ts';

/** Data of a page, made up: what a test looks at, it says itself. */
export function reportData(changed: Partial<ReportData> = {}): ReportData {
  const table = packed(nameColumns, [['1', 'Anna Meier', 'anna@contoso.example']], [0]);
  return { ...sampleData, table, ...changed };
}

export const noFindings: ReportData['findings']['counts'] = {
  ...{ total: 0, open: 0, accepted: 0, new: null, resolved: null },
  bySeverity: { low: 0, medium: 0, high: 0 },
};

const nameColumns: ReportData['table']['columns'] = [
  { property: 'id', label: 'Id', kind: 'text', hiddenByDefault: true },
  { property: 'displayName', label: 'Name', kind: 'text' },
  { property: 'userPrincipalName', label: 'User principal name', kind: 'text' },
];

export const allColumns: ReportData['table']['columns'] = [
  { property: 'displayName', label: 'Name', kind: 'text' },
  { property: 'userPrincipalName', label: 'User principal name', kind: 'text' },
  { property: 'userType', label: 'Type', kind: 'text', filter: true },
  { property: 'accountEnabled', label: 'State', kind: 'text', filter: true },
  { property: 'department', label: 'Department', kind: 'text', filter: true },
  { property: 'createdDateTime', label: 'Created', kind: 'date' },
  { property: 'assignedLicenses', label: 'Licences', kind: 'text' },
  { property: 'externalUserState', label: 'Invitation', kind: 'text', hiddenByDefault: true },
  { property: 'id', label: 'Id', kind: 'text', hiddenByDefault: true },
];

type Row = readonly (string | number | null)[];

/** Packs rows as the page takes them. */
export function packed(
  columns: ReportData['table']['columns'],
  rows: readonly Row[],
  marks: readonly number[],
  total = rows.length,
): ReportData['table'] {
  const chunks: string[] = [];
  for (let from = 0; from < rows.length; from += 4_096) {
    const packer = createChunkPacker(columns.length);
    for (const row of rows.slice(from, from + 4_096)) packer.add(row);
    chunks.push(packer.pack().text);
  }
  return {
    ...{ columns, total, shown: rows.length, chunks },
    leftOut: total > rows.length ? 'without findings or changes' : 'none',
    marks: Buffer.from(marks).toString('base64'),
  };
}

const worldDepartments = ['Sales', 'Engineering', 'Finance', 'Legal', 'People', 'Support', '営業', 'הנדסה'];
const worldNames = ['Anna', 'Bruno', 'Chloé', 'Dmitri', '山田', 'شیرین', 'נועה', 'Priya'];

const plainDepartments = ['Sales', 'Engineering', 'Finance', 'Legal', 'People', 'Support', 'Research', 'Facilities'];
const plainNames = ['Anna', 'Bruno', 'Chloé', 'Dmitri', 'Emeka', 'Farah', 'Grace', 'Priya'];
const familyNames = ['Ito', 'Okafor', 'Novak', 'Silva', 'Berg', 'Haddad', 'Moreau', 'Kowalski', 'Rao'];

/** A directory of any size, with all that a page can tell. */
export function busyReport(users: number, total = users, names: 'world' | 'plain' = 'world'): ReportData {
  const isPlain = names === 'plain';
  const departments = isPlain ? plainDepartments : worldDepartments;
  const nameOf = (number: number) => {
    if (number < 2 || !isPlain) return specialNames[number] ?? `${worldNames[number % 8]} Person ${number}`;
    return `${plainNames[number % 8]} ${familyNames[Math.floor(number / 8) % 9]}`;
  };
  const rows: Row[] = [];
  const marks: number[] = [];
  for (let number = 0; number < users; number += 1) {
    const guest = number % 7 === 0;
    const name = nameOf(number);
    rows.push([
      name,
      guest ? `person${number}_fabrikam.example#EXT#@contoso.example` : `person${number}@contoso.example`,
      guest ? 'Guest' : 'Member',
      number % 11 === 0 ? 'disabled' : 'enabled',
      departments[number % 8] ?? null,
      `20${15 + (number % 12)}-0${1 + (number % 9)}-1${number % 10}`,
      productsOf(number),
      guest ? (number % 21 === 0 ? 'PendingAcceptance' : 'Accepted') : null,
      idOf(number),
    ]);
    marks.push(
      (number % 50 === 1 ? 1 : 0) | (number === 1 ? 8 : 0) | (number % 97 === 3 ? 2 : 0) | (number % 89 === 5 ? 4 : 0),
    );
  }
  const nameAt = (number: number) => ({
    id: idOf(number),
    displayName: String(rows[number]?.[0] ?? ''),
    userPrincipalName: String(rows[number]?.[1] ?? ''),
  });
  const imitation = {
    ...{ rule: 'display-name-imitation', severity: 'high' as const, user: nameAt(1), isNew: true, accepted: null },
    why: "Its name looks like another user's, by letters of other alphabets or invisible characters.",
    evidence: {
      ...{ displayName: specialNames[1], characters: ['U+0435'], userType: 'Member' },
      others: [nameAt(0)],
    },
  };
  const items: ReportFinding[] = [
    finding(imitation),
    ...[7, 21, 42].map((number) =>
      finding({
        ...{ rule: 'guest-without-sponsor', severity: 'medium', user: nameAt(number), isNew: false, accepted: null },
        ...{ why: 'Nobody answers for this guest.', evidence: { userType: 'Guest' } },
      }),
    ),
  ];
  const ofRule = (id: string) => items.filter(({ rule }) => rule === id);
  return reportData({
    tenant: { id: '6f1e2d3c-0000-4000-8000-000000000001', name: 'Contoso', domain: 'contoso.example' },
    run: {
      ...{ url: 'https://github.com/contoso/audit/actions/runs/12', repository: 'contoso/audit', workflow: 'Users' },
      ...{ number: '12', acceptedBy: null, startedAt: '2026-11-25T09:29:00Z', endedAt: '2026-11-25T09:30:00Z' },
    },
    headline: {
      text: "Action needed: 1 account imitates another user's name. 17 joined, 5 left, 4 changed. The list is complete.",
      mood: 'warning',
    },
    needs: [
      {
        ...{
          kind: 'finding',
          severity: 'high',
          urgent: true,
          title: "1 account imitates another user's name",
          number: 1,
        },
        ...{ why: ruleOf('display-name-imitation').why, fix: ruleOf('display-name-imitation').fix },
        docs: 'https://github.com/contoso/entra-user-audit/blob/main/docs/rules.md#display-name-imitation',
        people: [{ user: nameAt(1), subject: idOf(1), text: imitation.why }],
      },
      {
        ...{ kind: 'change', urgent: false, title: '1 account became a member', number: 1 },
        ...{ why: 'A member sees more than a guest.', fix: 'Ask who did it.', docs: 'docs/rules.md#notable-changes' },
        people: [{ user: nameAt(5), subject: idOf(5), text: 'guest → member.' }],
      },
    ],
    evidence: {
      ...{ counts: { before: total, after: total }, secondReading: null, listed: total, reconciled: true, reads: 1 },
      encrypted: false,
      files: [{ name: 'users.jsonl', bytes: 1_234_567, sha256: 'ab'.repeat(32) }],
      ...{ bundleSha256: 'cd'.repeat(32), previousManifestSha256: 'ef'.repeat(32), certificate: null },
    },
    changes: {
      ...{ compared: true, why: null, usersBefore: total - 12, since: '2026-11-24T09:30:00Z' },
      counts: { added: 17, removed: 5, changed: 4, churned: 3, recreated: 1 },
      added: Array.from({ length: 17 }, (_, index) => ({
        ...nameAt(3 + index),
        userType: 'Member',
        department: departments[index % 8],
      })),
      removed: Array.from({ length: 5 }, (_, index) => ({
        ...{ id: `gone-${index}`, displayName: `Gone ${index}`, userPrincipalName: `gone${index}@contoso.example` },
        deletedDateTime: index === 4 ? null : '2026-11-25T03:00:00Z',
      })),
      changed: [5, 94, 183, 272].map((number) => ({
        ...nameAt(number),
        counted: true,
        changes: [
          { property: 'department', before: 'Sales', after: 'Legal' },
          { property: 'accountEnabled', before: false, after: true },
          { property: 'assignedLicenses', before: ['Visio Plan 2'], after: ['Microsoft 365 E5'] },
        ],
      })),
      recreated: [{ userPrincipalName: 'gone1@contoso.example', removedId: 'gone-1', addedId: idOf(4) }],
    },
    findings: {
      counts: { ...noFindings, total: 4, open: 4, new: 1, resolved: 2, bySeverity: { high: 1, medium: 3, low: 0 } },
      rules: rules.map((rule) => {
        const found = ofRule(rule.id);
        const bySeverity = { high: 0, medium: 0, low: 0 };
        for (const { severity } of found) bySeverity[severity] += 1;
        return {
          ...{ id: rule.id, title: rule.title, severity: rule.severity, severityWhy: rule.severityWhy },
          ...{ confuses: rule.confuses, why: rule.why, fix: rule.fix, sources: rule.sources },
          ...{ state: 'judged', missing: [], limit: null },
          counts: { total: found.length, open: found.length, accepted: 0, new: null, bySeverity },
        };
      }),
      items,
    },
    trends: Array.from({ length: 12 }, (_, index) => ({
      endedAt: new Date(Date.UTC(2026, 10, 14 + index, 9, 30)).toISOString(),
      ...{
        users: total - 24 + 2 * index + (index === 5 ? -40 : 0),
        members: null,
        guests: index < 3 ? null : Math.round(total / 7),
      },
      ...{
        added: index === 0 ? null : index % 5,
        removed: index === 0 ? null : index % 3,
        changed: index === 0 ? null : 4 + (index % 4),
      },
      ...{
        high: index < 3 ? null : index === 11 ? 1 : 0,
        medium: index < 3 ? null : 3,
        low: index < 3 ? null : 6 - (index % 3),
      },
    })),
    directory: {
      kinds: [
        ['Members, enabled', Math.round(total * 0.78)],
        ['Members, disabled', Math.round(total * 0.08)],
        ['Guests, enabled', Math.round(total * 0.14)],
      ],
      created: Array.from({ length: 20 }, (_, index) => [
        `202${5 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`,
        12 + ((index * 7) % 19),
      ]),
      departments: departments.map((name, index) => [name, Math.round(total / (index + 3))]),
      licences: [
        ['Microsoft 365 E5', Math.round(total / 2)],
        ['Microsoft 365 F3', Math.round(total / 5)],
        ['Visio Plan 2', 12],
      ],
      guests: {
        domains: [
          {
            domain: 'fabrikam.example',
            guests: 200,
            enabled: 190,
            pending: 12,
            oldest: '2019-03-01T00:00:00Z',
            withoutSponsor: 3,
          },
          {
            domain: 'litware.example',
            guests: 60,
            enabled: 60,
            pending: 0,
            oldest: '2023-07-01T00:00:00Z',
            withoutSponsor: 0,
          },
          { domain: null, guests: 40, enabled: 22, pending: 1, oldest: null, withoutSponsor: 9 },
        ],
      },
      deleted: {
        ...{ state: 'read', reason: null, number: 5 },
        people: Array.from({ length: 5 }, (_, index) => ({
          ...{ id: `gone-${index}`, displayName: `Gone ${index}`, userPrincipalName: `gone${index}@contoso.example` },
          deletedDateTime: '2026-11-25T03:00:00Z',
        })),
      },
      roster: { people: 2_100, rows: 2_104, withoutAccount: 4, left: 12, afterLeaving: 1, notInRoster: 7 },
      signIns: null,
    },
    table: packed(allColumns, rows, marks, total),
  } as Partial<ReportData>);
}

const products = ['Microsoft 365 E5', 'Microsoft 365 F3', 'Visio Plan 2'];

function productsOf(number: number): string {
  return products.slice(0, number % 4).join(', ');
}

/** Names that a page may not break. */
const specialNames: Readonly<Record<number, string>> = {
  0: 'Anna Meier',
  1: 'Anna M\u0435ier',
  2: '\u{1f469}\u200d\u{1f4bb} Devi',
  3: '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  4: 'invoice\u202efdp.exe',
  5: '\u6771\u4eac \u592a\u90ce',
  6: '</script><img src=x onerror=alert(1)>',
};

function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function ruleOf(id: string) {
  return rules.find((rule) => rule.id === id) ?? (rules[0] as (typeof rules)[number]);
}

function finding(given: Omit<ReportFinding, 'id' | 'subject'>): ReportFinding {
  const subject = given.user?.id ?? '';
  const entry = acceptanceEntry({ ...given, subject }, Date.UTC(2026, 10, 25));
  return { ...given, id: `${given.rule} ${subject}`, subject, entry };
}
