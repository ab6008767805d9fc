import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import type { FormatName } from '../inputs/inputs.ts';
import { type CreationDates, createCreationDates, creationDateIn } from '../users/creation-dates.ts';
import { countUser, emptyTally, type Tally } from '../users/tally.ts';
import { csvHeader } from './formats/csv.ts';
import { lineStart, type Records, recordEnd, recordKind, rowStart } from './store/user-record.ts';

/** How a format is written: what stands before, between and behind the users. */
interface Format {
  name: string;
  head(properties: readonly string[]): string;
  /**
   * Writes the record at `start`.
   *
   * @param first true for the very first user
   */
  user(file: FileInProgress, records: Records, start: number, first: boolean): void;
  foot: string;
}

const opening = Buffer.from('\n');
const comma = Buffer.from(',\n');

const formats: Readonly<Record<FormatName, Format>> = {
  jsonl: {
    name: 'users.jsonl',
    head: () => '',
    user: (file, { block }, start) => file.append(block, lineStart(block, start), rowStart(block, start)),
    foot: '',
  },
  json: {
    name: 'users.json',
    head: () => '[',
    user(file, { block }, start, first) {
      file.append(first ? opening : comma);
      file.append(block, lineStart(block, start), rowStart(block, start) - 1);
    },
    foot: '\n]\n',
  },
  csv: {
    name: 'users.csv',
    head: csvHeader,
    user: (file, { block, end }, start) => file.append(block, rowStart(block, start), recordEnd(block, start, end)),
    foot: '',
  },
};

/** The files of the list, whole but not yet under their names, and what was counted on the way. */
export interface UserFiles {
  files: FileInProgress[];
  tally: Tally;
  creationDates: CreationDates;
}

/**
 * Writes the list in every wanted format, in one pass.
 *
 * @param portions sorted by id, each user once
 */
export async function writeUserFiles(
  directory: OutputFolder,
  portions: Iterable<Records>,
  wanted: readonly FormatName[],
  properties: readonly string[],
): Promise<UserFiles> {
  const tally = emptyTally();
  const creationDates = createCreationDates();
  const writers: { format: Format; file: FileInProgress }[] = [];
  for (const format of wanted.map((name) => formats[name])) {
    const file = await directory.create(format.name);
    file.append(Buffer.from(format.head(properties)));
    writers.push({ format, file });
  }
  for (const records of portions) {
    const { block } = records;
    for (const start of records.starts) {
      for (const { format, file } of writers) format.user(file, records, start, tally.users === 0);
      countUser(tally, recordKind(block, start));
      creationDates.user(() => creationDateIn(block, lineStart(block, start), rowStart(block, start)));
    }
    for (const { file } of writers) await file.ready();
  }
  for (const { format, file } of writers) {
    file.append(Buffer.from(format.foot));
    await file.close();
  }
  return { files: writers.map(({ file }) => file), tally, creationDates };
}
