import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import { type CreationDates, createCreationDates, creationDateIn } from '../users/creation-dates.ts';
import { countUser, emptyTally, type Tally } from '../users/tally.ts';
import type { Format } from './formats/format.ts';
import { type FormatName, listFormats } from './formats/index.ts';
import { lineStart, type Records, recordKind, rowStart } from './store/user-record.ts';

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
 * @param types whether there is a user of another type than the usual
 */
export async function writeUserFiles(
  directory: OutputFolder,
  portions: Iterable<Records>,
  wanted: readonly FormatName[],
  properties: readonly string[],
  types: boolean,
): Promise<UserFiles> {
  const tally = emptyTally();
  const creationDates = createCreationDates();
  const writers: { format: Format; file: FileInProgress }[] = [];
  for (const format of wanted.map((name) => listFormats[name])) {
    const file = await directory.create(format.name);
    file.append(Buffer.from(format.head(properties, types)));
    writers.push({ format, file });
  }
  for (const records of portions) {
    const { block } = records;
    for (const start of records.starts) {
      for (const { format, file } of writers) format.user(file, records, start, { first: tally.users === 0, types });
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
