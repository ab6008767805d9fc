import { readFile } from 'node:fs/promises';

/** What the Action publishes as JSON, as far as tests look into it. */
export interface PublishedChanges {
  schemaVersion: number;
  baseline: { kind: string; runId: string | null; users: number; manifestSha256: string | null } | null;
  properties: Record<'compared' | 'onlyBefore' | 'onlyNow' | 'churn', string[]>;
  counts: Record<'added' | 'removed' | 'changed' | 'churned' | 'recreated', number>;
  added: PublishedUser[];
  removed: PublishedUser[];
  changed: {
    id: string;
    counted: boolean;
    changes: { property: string; before: unknown; after: unknown; churn?: true }[];
  }[];
  recreated: { userPrincipalName: string; removedId: string; addedId: string }[];
}

export type PublishedUser = Record<string, unknown> & { id: string };

/** @param path an output of the Action; '' or undefined is a file that was not written */
export async function readJson<T>(path: string | undefined): Promise<T> {
  return JSON.parse(await readFile(path ?? '', 'utf8')) as T;
}

/** Files that every audit publishes, whatever `formats` says; changes.json is left out where there is no comparison. */
const evidence = ['SHA256SUMS', 'changes.json', 'deleted-users.jsonl', 'findings.json', 'manifest.json'];

/** With csv among the formats. */
const tables = ['changes.csv', 'findings.csv'];

/** @returns the names of the files of an audit, as `listFiles` gives them, the report not among them */
export function withEvidence(...lists: string[]): string[] {
  return [...evidence, ...(lists.includes('users.csv') ? tables : []), ...lists].sort();
}

export function withoutComparison(...lists: string[]): string[] {
  return withEvidence(...lists).filter((name) => !name.startsWith('changes.'));
}
