import type { JsonArraySpool } from './json-array-spool.ts';
import type { FileInProgress } from './output-folder.ts';

/**
 * Writes a JSON object whose arrays are too long for memory, an item of theirs a line, and ends the file.
 *
 * @param head the members that come first, indented for people
 * @param arrays the members behind them, in their order
 */
export async function writeJsonDocument(
  file: FileInProgress,
  head: object,
  arrays: Readonly<Record<string, JsonArraySpool>>,
): Promise<void> {
  await file.write([Buffer.from(JSON.stringify(head, null, 2).replace(/\n\}$/, ''))]);
  for (const [name, array] of Object.entries(arrays)) {
    await file.write([Buffer.from(`,\n  ${JSON.stringify(name)}: `)]);
    await array.copyTo(file);
  }
  await file.write([Buffer.from('\n}\n')]);
  await file.close();
}
