import { isAbsolute, relative, resolve } from 'node:path';
import type { Parsed } from '../base/expected.ts';

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

export function parseDirectory(text: string, workspace: string): Parsed<string> {
  const path = resolve(workspace, text);
  const escapes = !isAbsolute(text) && relative(workspace, path).startsWith('..');
  if (escapes || text.includes('\0')) return { takes: 'a folder inside the workspace, or an absolute path' };
  return path === resolve('/') ? { takes: 'a folder other than the root' } : { value: path };
}
