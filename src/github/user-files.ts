import { countUser, emptyTally, type Tally } from '../directory/tally.ts';
import type { GraphUser } from '../directory/user.ts';
import { csvHeader, csvRows } from '../report/csv.ts';
import type { FormatName } from './inputs.ts';
import type { FileInProgress, OutputDirectory } from './output-directory.ts';

/** How a format is written: what stands before, between and behind the users. */
interface Format {
  name: string;
  head(properties: readonly string[]): string;
  /** @param first true for the very first portion */
  body(lines: readonly string[], users: readonly GraphUser[], properties: readonly string[], first: boolean): string;
  foot: string;
}

const formats: Readonly<Record<FormatName, Format>> = {
  jsonl: {
    name: 'users.jsonl',
    head: () => '',
    body: (lines) => `${lines.join('\n')}\n`,
    foot: '',
  },
  json: {
    name: 'users.json',
    head: () => '[\n',
    body: (lines, _users, _properties, first) => (first ? '' : ',\n') + lines.join(',\n'),
    foot: '\n]\n',
  },
  csv: {
    name: 'users.csv',
    head: csvHeader,
    body: (_lines, users, properties) => csvRows(users, properties),
    foot: '',
  },
};

/** The files of the list, whole but not yet under their names, and what was counted on the way. */
export interface UserFiles {
  files: FileInProgress[];
  tally: Tally;
}

/**
 * Writes the list in every wanted format, in one pass.
 *
 * @param portions lines of users.jsonl, sorted, each user once
 */
export async function writeUserFiles(
  directory: OutputDirectory,
  portions: AsyncIterable<string[]>,
  wanted: readonly FormatName[],
  properties: readonly string[],
): Promise<UserFiles> {
  const tally = emptyTally();
  const writers = [];
  for (const format of wanted.map((name) => formats[name])) {
    const file = await directory.create(format.name);
    await file.write(format.head(properties));
    writers.push({ format, file });
  }
  let first = true;
  for await (const lines of portions) {
    const users = lines.map((line) => JSON.parse(line) as GraphUser);
    for (const user of users) countUser(tally, user);
    for (const { format, file } of writers) await file.write(format.body(lines, users, properties, first));
    first = false;
  }
  for (const { format, file } of writers) {
    await file.write(format.foot);
    await file.close();
  }
  return { files: writers.map(({ file }) => file), tally };
}
