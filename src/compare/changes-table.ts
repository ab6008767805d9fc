import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import { createCsvTable } from '../list/csv-table.ts';
import { withNamesOfLicenses } from '../users/license-names.ts';
import { nameOf, type UserName } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import type { ChangedUser, RecreatedUser } from './user-changes.ts';

/** changes.csv: what changes.json tells, a change a row, in the order of ids. */
export interface ChangesTable {
  added(user: GraphUser): void;
  /** @param user with the `deletedDateTime` that the recycle bin has of it, where it is known */
  removed(user: GraphUser): void;
  /** A row for each property. */
  changed(user: ChangedUser): void;
  recreated(user: RecreatedUser): void;
  flush(): Promise<void>;
  finish(): Promise<FileInProgress>;
  discard(): Promise<void>;
}

/** Schemas' README tells what they mean. */
const columns = [
  'kind',
  'id',
  'userPrincipalName',
  'displayName',
  'property',
  'before',
  'after',
  'deletedDateTime',
] as const;

/** What moves by itself is a kind of its own: who looks for changes filters it away. */
type Kind = 'added' | 'removed' | 'changed' | 'churn' | 'recreated';

export function createChangesTable(folder: OutputFolder): ChangesTable {
  const table = createCsvTable(folder, 'changes.csv', columns);

  function add(
    kind: Kind,
    { id, userPrincipalName, displayName }: UserName,
    { property, before, after, deletedDateTime }: Partial<Record<(typeof columns)[number], unknown>> = {},
  ): void {
    table.add([kind, id, userPrincipalName, displayName, property, before, after, deletedDateTime]);
  }

  return {
    added: (user) => add('added', nameOf(user)),
    removed: (user) => add('removed', nameOf(user), { deletedDateTime: user.deletedDateTime }),
    changed(user) {
      for (const change of user.changes) add(change.churn ? 'churn' : 'changed', user, withNamesOfLicenses(change));
    },
    recreated({ userPrincipalName, removedId, addedId }) {
      const name = { id: addedId, userPrincipalName, displayName: null };
      add('recreated', name, { property: 'id', before: removedId, after: addedId });
    },
    flush: table.flush,
    finish: table.finish,
    discard: table.discard,
  };
}
