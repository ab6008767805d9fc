import { parseLossless } from '../base/lossless-json.ts';
import { createMinHeap } from '../disk/min-heap.ts';
import type { GraphUser } from '../users/user-type.ts';
import { openUserLines } from './user-lines.ts';

/**
 * Those who were deleted last, by a deleted-users.jsonl; no more of them than wanted are ever held.
 *
 * @returns the newest first
 */
export async function newestDeleted(path: string, wanted: number, signal: AbortSignal): Promise<GraphUser[]> {
  let kept = 0;
  const oldest = createMinHeap<GraphUser>((a, b) => whenDeleted(a) < whenDeleted(b));
  const lines = openUserLines(path);
  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      signal.throwIfAborted();
      for (const { line } of portion) {
        oldest.push(parseLossless(line.toString()) as GraphUser);
        if (kept < wanted) kept += 1;
        else oldest.pop();
      }
    }
  } finally {
    await lines.close();
  }
  const newest: GraphUser[] = [];
  for (let user = oldest.top(); user !== undefined && newest.length < kept; user = oldest.top()) {
    newest.push(user);
    oldest.pop();
  }
  return newest.reverse();
}

/** Dates of Graph are sorted as texts; '' where it may not be seen. */
function whenDeleted({ deletedDateTime }: GraphUser): string {
  return typeof deletedDateTime === 'string' ? deletedDateTime : '';
}
