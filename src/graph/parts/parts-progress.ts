import { largestPage } from '../query.ts';
import { isUndated, type Part } from './intervals.ts';

/** One part of the list, as it was read. */
export interface PartRead {
  filter: string;
  /** What Graph counted in it. */
  count: number;
  /** Users received, repetitions among them. */
  received: number;
  pages: number;
}

/** How far the reading of all parts has come. */
export interface PartsProgress {
  /** The parts that are read, or are being read, for the manifest. */
  readonly reads: PartRead[];
  /** Users counted in all of them. */
  readonly users: number;
  /** The list cannot be read in parts: nobody begins or takes anything any more. */
  readonly isStopped: boolean;
  /** Resolves when every part is counted that was cut by the sample, whose real size nobody knew before. */
  readonly allCounted: Promise<void>;
  onBegin(part: Part): void;
  onCounted(part: Part, read: PartRead): void;
  /** It has the size that was hoped for, and is read to its end. */
  onKept(read: PartRead): void;
  /** Others are read in its stead. */
  onCut(read: PartRead): void;
  addUsers(count: number): void;
  /**
   * @param undated how many users have no date
   * @returns pages that each reader still has before him
   */
  loads(undated: number): number[];
  stop(): void;
}

/**
 * @param parts as planned
 * @param readers how many parts are read at once
 */
export function createPartsProgress(parts: readonly Part[], readers: number): PartsProgress {
  const uncounted = new Set(parts.filter((part) => !isUndated(part)));
  const allCounted = Promise.withResolvers<void>();
  const reads: PartRead[] = [];
  /** Whatever became of them afterwards. */
  const counted: PartRead[] = [];
  let users = 0;
  let undatedWaits = true;
  let isStopped = false;
  return {
    reads,
    allCounted: allCounted.promise,
    get users() {
      return users;
    },
    get isStopped() {
      return isStopped;
    },
    onBegin(part) {
      if (isUndated(part)) undatedWaits = false;
    },
    onCounted(part, read) {
      counted.push(read);
      if (!isUndated(part) && uncounted.delete(part) && uncounted.size === 0) allCounted.resolve();
    },
    onKept(read) {
      reads.push(read);
    },
    onCut(read) {
      users -= read.count;
      read.count = 0;
    },
    addUsers(count) {
      users += count;
    },
    loads(undated) {
      // When the first pages are counted, some of them have come and all of them are about to.
      const left = counted
        .map(({ count, pages }) => Math.ceil(count / largestPage) - Math.max(1, pages))
        .filter((pages) => pages > 0);
      const idle = Array.from({ length: Math.max(0, readers - left.length) }, () => 0);
      const [first = 0, ...others] = [...idle, ...left].sort((a, b) => a - b);
      return [undatedWaits ? first + Math.max(1, Math.ceil(undated / largestPage)) : first, ...others];
    },
    stop() {
      isStopped = true;
    },
  };
}
