import type { Finding } from '../findings/finding.ts';
import type { Visitor } from '../list/walk-lists.ts';
import type { UserTable } from './facts.ts';
import { userColumns } from './user-columns.ts';

/** Gathers the rows of the table of users, and marks those that something is to be said of. */
export interface UsersTable extends Visitor {
  /** Marks whom an open finding is about. */
  onFinding(finding: Finding): void;
  /** @param compared whether the earlier list could be used: if not, what was told of changes holds for nothing */
  table(compared: boolean): UserTable;
}

/** As many as a browser searches and sorts without a pause. */
const maximumRows = 20_000;
const marks = { finding: 1, added: 2, changed: 4 };

/** @param properties what was selected: there is no column for what nobody asked for */
export function createUsersTable(properties: readonly string[]): UsersTable {
  const columns = userColumns.filter(({ property }) => properties.includes(property));
  const rows: UserTable['rows'] = [];
  const rowMarks: number[] = [];
  const rowOf = new Map<string, number>();

  function mark(id: string, bit: number): void {
    const row = rowOf.get(id);
    if (row !== undefined) rowMarks[row] = (rowMarks[row] ?? 0) | bit;
  }

  return {
    onUser(user) {
      if (rows.length >= maximumRows) return;
      rowOf.set(user.id, rows.length);
      rows.push(columns.map(({ property, value }) => value(user[property], user)));
      rowMarks.push(0);
    },
    onAdded: ({ id }) => mark(id, marks.added),
    onDifferent: (_, { id }) => mark(id, marks.changed),
    onFinding({ user, accepted }) {
      if (user && !accepted) mark(user.id, marks.finding);
    },
    table: (compared) => ({
      columns: columns.map(({ label, kind, filter }) => ({ label, kind, ...(filter && { filter }) })),
      rows,
      marks: compared ? rowMarks : rowMarks.map((bits) => bits & marks.finding),
    }),
  };
}
