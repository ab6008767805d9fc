import { createJsonLinesSpool } from '../../disk/json-lines-spool.ts';
import { openLineReader } from '../../disk/line-reader.ts';
import type { Visitor } from '../../list/walk-lists.ts';
import type { UsersTable } from '../../report/users-table.ts';

/** Who was added or changed, in the order of the list: noted on disk until the table of the report is there. */
export interface Marks extends Pick<Visitor, 'onAdded' | 'flush'> {
  /** Takes whoever changed in a way that counts. */
  onChanged(id: string): void;
  end(): Promise<MarksFile>;
}

/** Path; undefined where nobody was marked. */
export interface MarksFile {
  path: string | undefined;
}

type Mark = [id: string, isNew: boolean];

export function createMarks(path: string): Marks {
  const spool = createJsonLinesSpool<Mark>(path);
  return {
    onAdded: ({ id }) => spool.add([id, true]),
    onChanged: (id) => spool.add([id, false]),
    flush: spool.flush,
    async end() {
      await spool.flush();
      await spool.close();
      return { path: spool.count === 0 ? undefined : path };
    },
  };
}

export async function readMarks({ path }: MarksFile, table: Pick<UsersTable, 'onAdded' | 'onChanged'>): Promise<void> {
  if (path === undefined) return;
  const lines = openLineReader(path);
  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      for (const line of portion) {
        const [id, isNew] = JSON.parse(line.toString()) as Mark;
        if (isNew) table.onAdded?.({ id }, line);
        else table.onChanged(id);
      }
    }
  } finally {
    await lines.close();
  }
}
