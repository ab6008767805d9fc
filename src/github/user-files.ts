import { countUser, emptyTally, type Tally } from '../directory/tally.ts';
import { csvHeader } from '../report/csv.ts';
import type { FormatName } from './inputs.ts';
import type { FileInProgress, OutputDirectory } from './output-directory.ts';
import type { UserRecord } from './user-records.ts';

/** How a format is written: what stands before, between and behind the users. */
interface Format {
  name: string;
  head(properties: readonly string[]): string;
  /** @param first true for the very first user */
  user(record: UserRecord, first: boolean): Buffer[];
  foot: string;
}

const opening = Buffer.from('\n');
const comma = Buffer.from(',\n');

const formats: Readonly<Record<FormatName, Format>> = {
  jsonl: {
    name: 'users.jsonl',
    head: () => '',
    user: ({ line }) => [line],
    foot: '',
  },
  json: {
    name: 'users.json',
    head: () => '[',
    user: ({ line }, first) => [first ? opening : comma, line.subarray(0, -1)],
    foot: '\n]\n',
  },
  csv: {
    name: 'users.csv',
    head: csvHeader,
    user: ({ row }) => [row],
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
 * @param portions sorted by id, each user once
 */
export async function writeUserFiles(
  directory: OutputDirectory,
  portions: AsyncIterable<UserRecord[]>,
  wanted: readonly FormatName[],
  properties: readonly string[],
): Promise<UserFiles> {
  const tally = emptyTally();
  const writers: { format: Format; file: FileInProgress }[] = [];
  for (const format of wanted.map((name) => formats[name])) {
    const file = await directory.create(format.name);
    await file.write([Buffer.from(format.head(properties))]);
    writers.push({ format, file });
  }
  for await (const records of portions) {
    const first = tally.users === 0;
    for (const { kind } of records) countUser(tally, kind);
    for (const { format, file } of writers) {
      await file.write(records.flatMap((record, index) => format.user(record, first && index === 0)));
    }
  }
  for (const { format, file } of writers) {
    await file.write([Buffer.from(format.foot)]);
    await file.close();
  }
  return { files: writers.map(({ file }) => file), tally };
}
