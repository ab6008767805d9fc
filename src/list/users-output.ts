import { Failure } from '../base/failure.ts';
import { lineStart, type Records, rowStart } from './store/user-record.ts';

/**
 * What the contract allows the `users` output, in bytes of UTF-8: GitHub takes 1 MB for all outputs of a job.
 */
const maximumBytes = 900 * 1024;

/** Gathers the list for the `users` output; beyond the limit it only goes on counting. */
export interface UsersOutput {
  add(records: Records): void;
  clear(): void;
  /**
   * @returns the users as a JSON array
   * @throws Failure `users-output-too-large`
   */
  text(): string;
}

export function createUsersOutput(): UsersOutput {
  let kept: string[] = [];
  // The opening bracket; each user comes with a comma in place of its line feed, the last one with the bracket.
  let bytes = 1;
  return {
    add({ block, starts }) {
      for (const start of starts) {
        const [begin, end] = [lineStart(block, start), rowStart(block, start)];
        bytes += end - begin;
        if (bytes <= maximumBytes) kept.push(block.toString('utf8', begin, end - 1));
      }
    },
    clear() {
      kept = [];
      bytes = 1;
    },
    text() {
      if (bytes > maximumBytes) throw new Failure('users-output-too-large', { kib: Math.ceil(bytes / 1024) });
      return `[${kept.join(',')}]`;
    },
  };
}
