import { openLineReader } from '../../disk/line-reader.ts';
import { createLineSpool } from '../../disk/line-spool.ts';
import type { Finding } from '../../findings/finding.ts';
import type { FindingMark } from '../../report/users-table.ts';

/** Whom an open finding is about: noted on disk, for the table of the report. */
export interface Marks {
  onFinding(finding: Pick<Finding, 'user' | 'accepted' | 'severity'>): void;
  flush(): Promise<void>;
  end(): Promise<MarksFile>;
}

/** Path; undefined where nobody was marked. */
export interface MarksFile {
  path: string | undefined;
}

export function createMarks(path: string): Marks {
  const spool = createLineSpool(path);
  return {
    onFinding({ user, accepted, severity }) {
      if (user && !accepted) spool.add(JSON.stringify([user.id, severity === 'high'] satisfies FindingMark));
    },
    flush: spool.flush,
    async end() {
      return { path: (await spool.end()) ? path : undefined };
    },
  };
}

export async function readMarks({ path }: MarksFile, onFinding: (mark: FindingMark) => void): Promise<void> {
  if (path === undefined) return;
  const lines = openLineReader(path);
  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      for (const line of portion) onFinding(JSON.parse(line.toString()) as FindingMark);
    }
  } finally {
    await lines.close();
  }
}
