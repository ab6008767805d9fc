import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineCounter, Node } from 'yaml';
import type { Expected } from '../base/expected.ts';
import { Failure } from '../base/failure.ts';
import type { AcceptedFinding } from '../findings/acceptances.ts';
import { unknownRule } from '../findings/rule-settings.ts';
import { rules } from '../findings/rules/index.ts';
import type { Inputs } from './inputs.ts';

/** What the inputs that name files come to, before anything is sent. */
export interface InputFiles {
  accepted: AcceptedFinding[];
  problems: Failure[];
}

/** Larger than any list that people keep by hand. */
const longestFile = 1024 * 1024;

/** Looks at the files that `baseline` and `accepted-findings` name. */
export async function readInputFiles({ baseline, acceptedFindings, outputDirectory }: Inputs): Promise<InputFiles> {
  const problems: Failure[] = [];
  const wrong = (input: string, got: string, takes: string, hint = '') => {
    problems.push(new Failure('input-wrong', { input, got, takes, hint }));
  };
  if (baseline.kind === 'path') {
    const why = (await whyUnreadable(baseline.path)) ?? (await whyInTheWay(baseline.path, outputDirectory));
    const takes = 'previous, none, or the path of a users.jsonl that can be read, outside of output-directory';
    if (why) wrong('baseline', `${JSON.stringify(baseline.given)} (${why})`, takes);
  }
  let accepted: AcceptedFinding[] = [];
  if (acceptedFindings) {
    const { path, given } = acceptedFindings;
    const why = await whyUnreadable(path, longestFile);
    if (why)
      wrong('accepted-findings', `${JSON.stringify(given)} (${why})`, 'the path of a YAML file that can be read');
    else {
      const parsed = await parseAccepted(await readFile(path, 'utf8'));
      if ('entries' in parsed) accepted = parsed.entries;
      else wrong('accepted-findings', `${JSON.stringify(given)}, line ${parsed.line}`, parsed.takes, parsed.hint);
    }
  }
  return { accepted, problems };
}

async function whyUnreadable(path: string, most = Number.POSITIVE_INFINITY): Promise<string | undefined> {
  try {
    await access(path, constants.R_OK);
    const found = await stat(path);
    if (!found.isFile()) return 'not a file';
    return found.size > most ? 'larger than 1 MiB' : undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? 'unreadable';
  }
}

/** Earlier files in the output directory are removed before the new ones come in: the earlier list would go with them. */
async function whyInTheWay(path: string, outputDirectory: string | undefined): Promise<string | undefined> {
  const output = outputDirectory && (await realpath(outputDirectory).catch(() => undefined));
  if (!output) return undefined;
  const folders = [await realpath(dirname(path)), dirname(await realpath(path))];
  return folders.includes(output) ? 'in output-directory, where it would be replaced' : undefined;
}

const shape = 'a list of entries with rule, user, reason and until';
const fields = ['rule', 'user', 'reason', 'until'] as const;

/** Reads accepted findings; YAML comes in only where there are any. */
export async function parseAccepted(
  text: string,
): Promise<{ entries: AcceptedFinding[] } | (Expected & { line: number })> {
  const { isMap, isSeq, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  // In this schema every scalar is text: a user 007 stays 007, a date stays as it was written.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const [error] = document.errors;
  if (error) return { line: error.linePos?.[0].line ?? 1, takes: `YAML (${error.message.split('\n')[0]})` };
  if (document.contents === null) return { entries: [] };
  if (!isSeq(document.contents)) return { line: 1, takes: shape };
  const entries: AcceptedFinding[] = [];
  for (const item of document.contents.items) {
    const line = lineOf(item as Node, lines);
    if (!isMap(item)) return { line, takes: shape };
    const entry = item.toJSON() as Record<string, unknown>;
    const problem = problemOf(entry);
    if (problem) return { line, ...problem };
    entries.push({ ...(entry as Record<(typeof fields)[number], string>), line });
  }
  return { entries };
}

function problemOf(entry: Record<string, unknown>): Expected | undefined {
  const unknown = Object.keys(entry).find((name) => !fields.some((field) => field === name));
  if (unknown !== undefined) return { takes: `${shape} (not ${JSON.stringify(unknown.slice(0, 40))})` };
  const missing = fields.find((field) => typeof entry[field] !== 'string' || entry[field].trim() === '');
  if (missing !== undefined) return { takes: `${shape} (${missing} is missing)` };
  const rule = String(entry.rule);
  if (!rules.some(({ id }) => id === rule)) return unknownRule(rule);
  const until = String(entry.until);
  const date = Date.parse(`${until}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(date) && new Date(date).toISOString().startsWith(until);
  return isDay ? undefined : { takes: 'a day like 2027-01-31 as until' };
}

function lineOf(node: Node, lines: LineCounter): number {
  return lines.linePos(node.range?.[0] ?? 0).line;
}
