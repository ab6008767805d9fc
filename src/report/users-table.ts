import type { Finding } from '../findings/finding.ts';
import type { Visitor } from '../list/walk-lists.ts';
import type { GraphUser } from '../users/user.ts';
import type { Bar } from './charts.ts';
import type { Column, UserTable } from './facts.ts';

/** Gathers what report.html shows of the users, in memory that does not grow with their number. */
export interface ReportData extends Visitor {
  /** Marks whom an open finding is about. */
  onFinding(finding: Finding): void;
  /** Takes the marks of changes away: the earlier list turned out to be unusable. */
  forgetChanges(): void;
  table(): UserTable;
  kinds(): Bar[];
  created(): Bar[];
  departments(): Bar[];
}

/** As many as a browser searches and sorts without a pause. */
const maximumRows = 20_000;
/** Beyond so many departments nobody reads on, and somebody may mean harm. */
const maximumDepartments = 5_000;
const shownDepartments = 10;
const shownMonths = 36;
const marks = { finding: 1, added: 2, changed: 4 };

interface ColumnSource extends Column {
  property: string;
  value(value: unknown): string | number | null;
}

/**
 * @param properties what was selected: there is no column for what nobody asked for
 * @param withTable whether there will be a report: its rows take some megabytes
 */
export function createReportData(properties: readonly string[], withTable: boolean): ReportData {
  const columns = [...everyColumn].filter(({ property }) => properties.includes(property));
  const rows: UserTable['rows'] = [];
  const rowMarks: number[] = [];
  const rowOf = new Map<string, number>();
  const kinds = new Map<string, number>();
  const months = new Map<string, number>();
  const departments = new Map<string, number>();
  let inOtherDepartments = 0;
  const knows = (property: string) => properties.includes(property);

  function mark(id: string, bit: number): void {
    const row = rowOf.get(id);
    if (row !== undefined) rowMarks[row] = (rowMarks[row] ?? 0) | bit;
  }

  return {
    onUser(user) {
      if (withTable && rows.length < maximumRows) {
        rowOf.set(user.id, rows.length);
        rows.push(columns.map(({ property, value }) => value(user[property])));
        rowMarks.push(0);
      }
      if (knows('userType') || knows('accountEnabled')) add(kinds, kindOf(user));
      const month = typeof user.createdDateTime === 'string' ? user.createdDateTime.slice(0, 7) : '';
      if (/^(19|20)\d\d-\d\d$/.test(month)) add(months, month);
      const { department } = user;
      if (typeof department !== 'string' || department === '') return;
      if (!add(departments, department, maximumDepartments)) inOtherDepartments += 1;
    },
    onAdded: ({ id }) => mark(id, marks.added),
    onDifferent: (_, { id }) => mark(id, marks.changed),
    onFinding({ user, accepted }) {
      if (user && !accepted) mark(user.id, marks.finding);
    },
    forgetChanges() {
      for (const [row, bits] of rowMarks.entries()) rowMarks[row] = bits & marks.finding;
    },
    table: () => ({
      columns: columns.map(({ label, kind, filter }) => ({ label, kind, ...(filter && { filter }) })),
      rows,
      marks: rowMarks,
    }),
    kinds: () => [...kinds].sort(([a], [b]) => a.localeCompare(b, 'en')),
    created: () => lastMonths(months),
    departments: () => mostFrequent(departments, inOtherDepartments),
  };
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const everyColumn: readonly ColumnSource[] = [
  { property: 'displayName', label: 'Name', kind: 'text', value: text },
  { property: 'userPrincipalName', label: 'User principal name', kind: 'text', value: text },
  { property: 'userType', label: 'Type', kind: 'text', filter: true, value: text },
  {
    property: 'accountEnabled',
    label: 'State',
    kind: 'text',
    filter: true,
    value: (enabled) => (enabled === true ? 'enabled' : enabled === false ? 'disabled' : null),
  },
  { property: 'department', label: 'Department', kind: 'text', filter: true, value: text },
  { property: 'employeeType', label: 'Employee type', kind: 'text', value: text },
  { property: 'createdDateTime', label: 'Created', kind: 'date', value: (value) => text(value)?.slice(0, 10) ?? null },
  {
    property: 'assignedLicenses',
    label: 'Licences',
    kind: 'number',
    value: (licenses) => (Array.isArray(licenses) ? licenses.length : null),
  },
  { property: 'externalUserState', label: 'Invitation', kind: 'text', value: text },
  { property: 'id', label: 'Id', kind: 'text', value: text },
];

function kindOf({ userType, accountEnabled }: GraphUser): string {
  const type = userType === 'Guest' ? 'Guests' : userType === 'Member' ? 'Members' : 'Others';
  const state = accountEnabled === true ? ', enabled' : accountEnabled === false ? ', disabled' : '';
  return type + state;
}

/** Months without new accounts are there as well: a gap is news. */
function lastMonths(months: ReadonlyMap<string, number>): Bar[] {
  const last = [...months.keys()].sort().at(-1);
  const first = [...months.keys()].sort()[0];
  if (last === undefined || first === undefined) return [];
  const bars: Bar[] = [];
  const [year = 0, month = 0] = last.split('-').map(Number);
  for (let back = 0; back < shownMonths; back += 1) {
    const name = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
    if (name < first) break;
    bars.unshift([name, months.get(name) ?? 0]);
  }
  return bars;
}

/** @param more what is not among the values, but among all others */
function mostFrequent(values: ReadonlyMap<string, number>, more: number): Bar[] {
  const sorted = [...values].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const others = sorted.slice(shownDepartments).reduce((sum, [, value]) => sum + value, more);
  return [...sorted.slice(0, shownDepartments), ...(others > 0 ? [['all others', others] as const] : [])];
}

/** @returns false when there are too many names already */
function add(counts: Map<string, number>, name: string, most = Number.POSITIVE_INFINITY): boolean {
  const before = counts.get(name);
  if (before === undefined && counts.size >= most) return false;
  counts.set(name, (before ?? 0) + 1);
  return true;
}
