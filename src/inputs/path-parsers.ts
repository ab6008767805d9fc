import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Parsed } from '../base/expected.ts';
import { realPathOf } from '../disk/private-folder.ts';

/** What today's list is compared with. */
export type BaselineInput = { kind: 'previous' } | { kind: 'none' } | ({ kind: 'path' } & FileInput);

/** A file that an input names. */
export interface FileInput {
  /** Absolute. */
  path: string;
  /** As the workflow has it. */
  given: string;
}

export function parseBaseline(text: string, workspace: string): Parsed<BaselineInput> {
  if (text === 'none' || text === 'previous') return { value: { kind: text } };
  const file = parseFile(text, workspace);
  return 'value' in file ? { value: { kind: 'path', ...file.value } } : file;
}

export function parseFile(text: string, workspace: string): Parsed<FileInput> {
  return text.includes('\0')
    ? { takes: 'the path of a file' }
    : { value: { path: resolve(workspace, text), given: text } };
}

/** What a repository holds may be a link to anywhere on the runner: a folder in the workspace must be in there for good. */
export function parseDirectory(text: string, workspace: string): Parsed<string> {
  const path = resolve(workspace, text);
  const takes = 'a folder inside the workspace, or an absolute path';
  if (text.includes('\0') || (!isAbsolute(text) && !isWithin(path, workspace))) return { takes };
  if (isWithin(path, workspace) && !isWithin(realPathOf(path), realPathOf(workspace))) {
    return { takes, hint: ' A link on this path leads out of the workspace.' };
  }
  return path === resolve('/') ? { takes: 'a folder other than the root' } : { value: path };
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
