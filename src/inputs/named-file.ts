import { constants } from 'node:fs';
import { access, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { didYouMean } from '../base/did-you-mean.ts';
import { Failure } from '../base/failure.ts';
import { size } from '../base/numbers.ts';

/** What is wrong with a file that an input names. */
export interface FileTrouble {
  /** In a word: a code of the system, or what is there instead. */
  why: string;
  /** What a person would look at next; begins with a blank, or is ''. */
  hint: string;
  /** Whether nothing is there at all. */
  missing: boolean;
}

/**
 * Looks whether there is a file that can be read.
 *
 * @param path absolute
 * @param most bytes
 * @returns undefined when there is
 */
export async function troubleWith(path: string, most = Number.POSITIVE_INFINITY): Promise<FileTrouble | undefined> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return trouble('not a file', ' It is a folder.');
    if (!found.isFile()) return trouble('not a file');
    await access(path, constants.R_OK);
    return found.size > most ? trouble(tooLarge(most)) : undefined;
  } catch (error) {
    return troubleOf(error, path);
  }
}

/**
 * Reads a file whole, and no more of it than it may have: what the system makes up while it is read (/proc) has no size
 * before.
 *
 * @param path absolute
 * @param most bytes
 */
export async function readNamedFile(path: string, most: number): Promise<{ content: Buffer } | FileTrouble> {
  const found = await troubleWith(path, most);
  if (found) return found;
  try {
    // What has nothing to be read yet says so, and nobody waits for it.
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const buffer = Buffer.alloc(most + 1);
    let length = 0;
    for (let more = -1; more !== 0 && length <= most; length += more) {
      more = (await file.read(buffer, length, buffer.length - length)).bytesRead;
    }
    return length > most ? trouble(tooLarge(most)) : { content: buffer.subarray(0, length) };
  } catch (error) {
    return troubleOf(error, path);
  }
}

async function troubleOf(error: unknown, path: string): Promise<FileTrouble> {
  const { code = 'unreadable' } = error as { code?: string };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { why: code, hint: await whereItMayBe(path), missing: true };
  return trouble(code, code === 'EACCES' ? ' The user of this runner may not read it.' : '');
}

/** An input whose file is not what it should be. @param given the path as the workflow has it */
export function fileFailure(input: string, given: string, takes: string, { why, hint, missing }: FileTrouble): Failure {
  const got = `${JSON.stringify(given)} (${why})`;
  return new Failure(missing ? 'input-file-missing' : 'input-file-wrong', { input, got, takes, hint });
}

function tooLarge(most: number): string {
  return `larger than ${size(most).replace('.0 ', ' ')}`;
}

function trouble(why: string, hint = ''): FileTrouble {
  return { why, hint, missing: false };
}

/** A typing error in the name is near; otherwise the repository may not have been checked out. */
async function whereItMayBe(path: string): Promise<string> {
  const names = await readdir(dirname(path)).catch((): string[] => []);
  const near = names.includes(basename(path)) ? '' : didYouMean(basename(path), names);
  return ` Nothing is at ${path}.${near || ' Is there a checkout (actions/checkout) before this step?'}`;
}
