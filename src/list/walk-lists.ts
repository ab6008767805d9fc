import { Failure } from '../base/failure.ts';
import { parseLossless } from '../base/lossless-json.ts';
import { LinesProblem, longestEarlierLine } from '../disk/line-reader.ts';
import { hasTypesOfGraph } from '../users/user.ts';
import type { GraphUser } from '../users/user-type.ts';
import { type Deletions, openDeletions } from './deletions.ts';
import { openUserLines, type UserLine, type UserLines } from './user-lines.ts';

/** What is told of two lists while they are walked through side by side, in the order of ids. */
export interface Visitor {
  /** A user of today. */
  onUser?(user: GraphUser, line: Buffer): void;
  onAdded?(user: GraphUser, line: Buffer): void;
  /** @param deletedDateTime null for whoever is not in the recycle bin; undefined where nobody looked */
  onRemoved?(user: GraphUser, line: Buffer, deletedDateTime?: unknown): void;
  /** A user of both lists whose lines differ. */
  onDifferent?(before: GraphUser, after: GraphUser): void;
  /** Writes out what has gathered. */
  flush?(): Promise<void>;
}

const portionLength = 1_000;
/** Of earlier users, which may be long. */
const portionBytes = 8 * 1024 * 1024;
/** Graph nests its values three deep; what is written as JSON again must not overflow the stack. */
const deepest = 32;

export interface ListsToWalk {
  /** Path of today's users.jsonl. */
  today: string;
  /** Path of the users.jsonl to compare with; undefined compares with nothing. */
  before: string | undefined;
  /** Path of today's deleted-users.jsonl, which says when the removed were deleted. */
  deleted?: string | undefined;
  signal: AbortSignal;
}

/**
 * Walks through today's list, and through an earlier one beside it, once and line by line: memory does not grow with
 * either.
 *
 * @returns how many users the earlier list held; or why it turned out to be unusable, in which case what was told of
 *   differences holds for nothing, while every user of today was told
 */
export async function walkLists(
  { today, before, deleted, signal }: ListsToWalk,
  visitors: readonly Visitor[],
): Promise<{ users: number } | { reason: string }> {
  const lines = openUserLines(today);
  const earlier = before === undefined ? undefined : createCursor(openUserLines(before, longestEarlierLine));
  const deletions: Deletions | undefined =
    before === undefined || deleted === undefined ? undefined : openDeletions(deleted);
  let lost = before === undefined ? 'there is none' : undefined;
  const tell = (what: (visitor: Visitor) => void) => {
    for (const visitor of visitors) what(visitor);
  };
  const flush = async () => {
    for (const visitor of visitors) await visitor.flush?.();
  };
  const everybody = visitors.some(({ onUser }) => onUser !== undefined);
  let removed = 0;
  let gathered = 0;
  /** Half a directory may be gone at once: what gathers is written out in between. */
  const flushWhenMuch = async (line: Buffer) => {
    gathered += line.length;
    if (removed < portionLength && gathered < portionBytes) return;
    [removed, gathered] = [0, 0];
    await flush();
  };
  /** @returns the first user who is not before `id` */
  const removeUntil = async (id: string | undefined) => {
    for (;;) {
      const head = earlier?.head ?? (await earlier?.fill());
      if (head === undefined || (id !== undefined && head.id >= id)) return head;
      const user = parseUser(head);
      const deletedDateTime = await deletions?.of(head.id);
      tell((visitor) => visitor.onRemoved?.(user, head.line, deletedDateTime));
      earlier?.shift();
      removed += 1;
      await flushWhenMuch(head.line);
    }
  };
  const compare = async ({ id, line }: UserLine, today: () => GraphUser) => {
    const head = await removeUntil(id);
    if (head?.id !== id) {
      const user = today();
      tell((visitor) => visitor.onAdded?.(user, line));
      return;
    }
    if (!head.line.equals(line)) {
      const old = parseUser(head);
      const user = today();
      tell((visitor) => visitor.onDifferent?.(old, user));
      await flushWhenMuch(head.line);
    }
    earlier?.shift();
  };
  /** Nearly everybody: nothing is waited for. @returns whether the user at hand was passed in both lists */
  const passSame = ({ id, line }: UserLine): boolean => {
    const head = earlier?.head;
    if (head?.id !== id || !head.line.equals(line)) return false;
    earlier?.shift();
    return true;
  };
  /** Whatever is wrong with the earlier list must not cost today's. */
  const unlessLost = async (work: () => Promise<unknown>) => {
    if (lost !== undefined) return;
    try {
      await work();
    } catch (error) {
      // Failures are of our own disk, where the comparison is written: those are not the earlier list's.
      if (error instanceof Failure) throw error;
      lost = (error as Error).message;
    }
  };

  try {
    for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
      signal.throwIfAborted();
      for (const line of portion) {
        let parsed: GraphUser | undefined;
        // Most users are the same in both lists: they are compared as they lie there.
        const user = () => {
          parsed ??= parseLossless(line.line.toString()) as GraphUser;
          return parsed;
        };
        if (everybody) tell((visitor) => visitor.onUser?.(user(), line.line));
        if (lost === undefined && !passSame(line)) await unlessLost(() => compare(line, user));
      }
      await flush();
    }
    await unlessLost(() => removeUntil(undefined));
    await flush();
  } finally {
    await lines.close();
    await earlier?.close();
    await deletions?.close();
  }
  return lost === undefined ? { users: earlier?.passed ?? 0 } : { reason: lost };
}

function parseUser({ line, id }: UserLine): GraphUser {
  let user: GraphUser | undefined;
  try {
    user = parseLossless(line.toString()) as GraphUser;
  } catch {
    // Told below, in words that name no user.
  }
  if (user?.id !== id) throw new LinesProblem('one of its lines is not JSON');
  if (isDeeper(user, deepest)) throw new LinesProblem('one of its users is nested deeper than any user');
  if (!hasTypesOfGraph(user)) throw new LinesProblem('one of its users has values of types that Graph does not send');
  return user;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}

/** A list with one user in hand. */
interface Cursor {
  readonly head: UserLine | undefined;
  /** Users that were taken away so far. */
  readonly passed: number;
  shift(): void;
  /** Reads on. @returns the new head, undefined at the end */
  fill(): Promise<UserLine | undefined>;
  close(): Promise<void>;
}

function createCursor(lines: UserLines): Cursor {
  let portion: UserLine[] = [];
  let index = 0;
  let passed = 0;
  return {
    get head() {
      return portion[index];
    },
    get passed() {
      return passed;
    },
    shift() {
      index += 1;
      passed += 1;
    },
    async fill() {
      portion = await lines.next();
      index = 0;
      return portion[0];
    },
    close: lines.close,
  };
}
