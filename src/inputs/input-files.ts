import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineCounter, Node } from 'yaml';
import type { Expected } from '../base/expected.ts';
import { Failure } from '../base/failure.ts';
import { quoted } from '../base/quoted.ts';
import { whyNotPrivate } from '../disk/private-folder.ts';
import type { AcceptedFinding } from '../findings/acceptances.ts';
import { unknownRule } from '../findings/rule-settings.ts';
import { rules } from '../findings/rules/index.ts';
import { isTellableName } from '../users/property-names.ts';
import { decodeText } from './decode-text.ts';
import type { Inputs } from './inputs.ts';
import { type FileTrouble, fileFailure, readNamedFile, troubleWith } from './named-file.ts';
import type { FileInput } from './path-parsers.ts';
import { type RosterFile, readRoster } from './roster-file.ts';

/** What the inputs that name files come to, before anything is sent. */
export interface InputFiles {
  accepted: AcceptedFinding[];
  /** Undefined where none was named, or something is wrong with it. */
  roster: RosterFile | undefined;
  problems: Failure[];
}

/** Larger than any list that people keep by hand. */
const longestFile = 1024 * 1024;

/** Looks at the files that `baseline`, `accepted-findings` and `roster` name, and at the folder of `output-directory`. */
export async function readInputFiles(inputs: Inputs): Promise<InputFiles> {
  const { baseline, acceptedFindings, outputDirectory, properties } = inputs;
  const problems: Failure[] = [];
  if (baseline.kind === 'path') {
    const takes = 'previous, none, or the path of a users.jsonl that can be read, outside of output-directory';
    const trouble = (await troubleWith(baseline.path)) ?? (await whyInTheWay(baseline.path, outputDirectory));
    if (trouble) problems.push(fileFailure('baseline', baseline.given, takes, trouble));
  }
  const shared = outputDirectory === undefined ? undefined : whyNotPrivate(outputDirectory);
  if (shared !== undefined) problems.push(new Failure('folder-shared', { path: outputDirectory, reason: shared }));
  const read = acceptedFindings ? await readAccepted(acceptedFindings, properties) : [];
  const roster = inputs.roster && (await rosterIn(inputs.roster, outputDirectory));
  if (Array.isArray(roster)) problems.push(...roster);
  const found = { roster: Array.isArray(roster) ? undefined : roster };
  if (read instanceof Failure) return { ...found, accepted: [], problems: [...problems, read] };
  return { ...found, accepted: read, problems };
}

async function rosterIn(file: FileInput, outputDirectory: string | undefined): Promise<RosterFile | Failure[]> {
  const roster = await readRoster(file);
  const trouble = Array.isArray(roster) ? undefined : await whyInTheWay(file.path, outputDirectory);
  if (trouble) return [fileFailure('roster', file.given, 'a path outside of output-directory', trouble)];
  return roster;
}

async function readAccepted(
  { path, given }: FileInput,
  properties: readonly string[],
): Promise<AcceptedFinding[] | Failure> {
  const input = 'accepted-findings';
  const takes = 'the path of a YAML file that can be read';
  const read = await readNamedFile(path, longestFile);
  if ('why' in read) return fileFailure(input, given, takes, read);
  const decoded = decodeText(read.content);
  if ('why' in decoded) return fileFailure(input, given, takes, { ...decoded, missing: false });
  const parsed = await parseAccepted(decoded.text, properties);
  if ('entries' in parsed) return parsed.entries;
  const got = `${JSON.stringify(given)}, line ${parsed.line}`;
  return new Failure('input-file-wrong', { input, got, takes: parsed.takes, hint: parsed.hint ?? '' });
}

/** Earlier files in the output directory are removed before the new ones come in: the earlier list would go with them. */
async function whyInTheWay(path: string, outputDirectory: string | undefined): Promise<FileTrouble | undefined> {
  const output = outputDirectory && (await realpath(outputDirectory).catch(() => undefined));
  if (!output) return undefined;
  const folders = [await realpath(dirname(path)), dirname(await realpath(path))];
  if (!folders.includes(output)) return undefined;
  return { why: 'in output-directory, where it would be replaced', hint: '', missing: false };
}

const shape = 'a list of entries with rule, user or where, reason and until';
const texts = ['rule', 'user', 'reason', 'until'] as const;

/**
 * Reads accepted findings; YAML comes in only where there are any.
 *
 * @param properties that the list will have: `where` can ask for no other
 */
export async function parseAccepted(text: string, properties: readonly string[]): Promise<Parsed> {
  const parsed = await parseYaml(text, properties);
  // What YAML says of a tab in front of a line leads nobody to it.
  return 'entries' in parsed ? parsed : (oddIndentation(text) ?? parsed);
}

type Parsed = { entries: AcceptedFinding[] } | (Expected & { line: number });

/** Editors and web pages put tabs and no-break spaces where YAML wants blanks. */
function oddIndentation(text: string): (Expected & { line: number }) | undefined {
  const line = text.split('\n').findIndex((one) => /^(?=[ -]*[^\S ])[\s-]*[^\s-]/.test(one));
  return line < 0
    ? undefined
    : { line: line + 1, takes: 'lines indented with blanks, not with tabs or no-break spaces' };
}

async function parseYaml(text: string, properties: readonly string[]): Promise<Parsed> {
  const { parseClass } = await import('./accepted-where.ts');
  const { isMap, isSeq, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  // In this schema every scalar is text: a user 007 stays 007, a date stays as it was written.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const [error] = document.errors;
  if (error) return { line: error.linePos?.[0].line ?? 1, takes: `YAML (${ownWords(error.message)})` };
  if (document.contents === null) return { entries: [] };
  if (!isSeq(document.contents)) return { line: 1, takes: shape };
  const entries: AcceptedFinding[] = [];
  for (const item of document.contents.items) {
    const line = lineOf(item as Node, lines);
    if (!isMap(item)) return { line, takes: shape };
    const entry = item.toJSON() as Record<string, unknown>;
    const problem = problemOf(entry);
    if (problem) return { line, ...problem };
    const { rule, user, reason, until } = entry as Record<(typeof texts)[number], string>;
    if (!item.has('where')) {
      entries.push({ rule, user, reason, until, line });
      continue;
    }
    const parsed = parseClass(item.get('where', true) as Node | undefined, properties);
    if ('takes' in parsed) {
      const { at, ...expected } = parsed;
      return { line: at?.range ? lineOf(at, lines) : line, ...expected };
    }
    entries.push({ rule, where: parsed.where, reason, until, line });
  }
  return { entries };
}

/** What the parser says of a fault, without what it quotes of the file: that stands behind a colon. */
function ownWords(message: string): string {
  return message.split(/[:\n]/, 1)[0] ?? '';
}

function problemOf(entry: Record<string, unknown>): Expected | undefined {
  const unknown = Object.keys(entry).find((name) => name !== 'where' && !texts.some((field) => field === name));
  if (unknown !== undefined)
    return { takes: `${shape} (not ${isTellableName(unknown) ? quoted(unknown) : 'what else stands there'})` };
  const isClass = Object.hasOwn(entry, 'where');
  if (isClass && Object.hasOwn(entry, 'user')) return { takes: `${shape} (user and where stand together)` };
  const missing = texts.find((field) => !(isClass && field === 'user') && !isFilled(entry[field]));
  if (missing !== undefined)
    return { takes: `${shape} (${missing === 'user' ? 'user or where' : missing} is missing)` };
  const id = String(entry.rule);
  const rule = rules.find((one) => one.id === id);
  if (rule === undefined) return unknownRule(id);
  if (isClass && rule.kind === 'whole') {
    return { takes: `user with ${id}, which is about the directory as a whole (not where)` };
  }
  const until = String(entry.until);
  const date = Date.parse(`${until}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(date) && new Date(date).toISOString().startsWith(until);
  return isDay ? undefined : { takes: 'a day like 2027-01-31 as until' };
}

function isFilled(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function lineOf(node: Node, lines: LineCounter): number {
  return lines.linePos(node.range?.[0] ?? 0).line;
}
