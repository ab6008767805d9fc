import { parseLossless } from '../base/lossless-json.ts';
import type { GraphUser } from '../users/user-type.ts';
import { openUserLines, type UserLine } from './user-lines.ts';

/** When users were deleted, by a deleted-users.jsonl that is read beside a list in the order of ids. */
export interface Deletions {
  /**
   * @param id behind those that were asked for before
   * @returns null for whoever is not in the recycle bin
   */
  of(id: string): Promise<unknown>;
  close(): Promise<void>;
}

export function openDeletions(path: string): Deletions {
  const lines = openUserLines(path);
  let portion: UserLine[] = [];
  let index = 0;
  let isAtEnd = false;

  async function head(): Promise<UserLine | undefined> {
    if (index === portion.length && !isAtEnd) {
      portion = await lines.next();
      index = 0;
      isAtEnd = portion.length === 0;
    }
    return portion[index];
  }

  return {
    async of(id) {
      let user = await head();
      while (user !== undefined && user.id < id) {
        index += 1;
        user = await head();
      }
      if (user?.id !== id) return null;
      return (parseLossless(user.line.toString()) as GraphUser).deletedDateTime ?? null;
    },
    close: lines.close,
  };
}
