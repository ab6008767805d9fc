import { Failure } from '../directory/failure.ts';

/**
 * What the contract allows the `users` output, in bytes of UTF-8: GitHub takes 1 MB for all outputs of a job.
 */
const maximumBytes = 900 * 1024;

/** Gathers the list for the `users` output; beyond the limit it only goes on counting. */
export interface UsersOutput {
  add(lines: readonly string[]): void;
  clear(): void;
  /**
   * @returns the users as a JSON array
   * @throws Failure `users-output-too-large`
   */
  text(): string;
}

export function createUsersOutput(): UsersOutput {
  let kept: string[] = [];
  // The opening bracket; each user brings a comma, the last one the closing bracket instead.
  let bytes = 1;
  return {
    add(lines) {
      for (const line of lines) {
        bytes += Buffer.byteLength(line) + 1;
        if (bytes <= maximumBytes) kept.push(line);
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
