import { closeSync, openSync, readSync } from 'node:fs';
import { guardDiskSync } from '../../disk/output-folder.ts';
import type { RecordSource } from './merge-records.ts';
import { recordEnd, recordId } from './user-record.ts';

/** Records in memory, in the order in which `starts` names them. */
export function recordsInMemory(block: Buffer, filled: number, starts: readonly number[]): RecordSource {
  const source = { id: '', block, start: 0, end: 0 };
  let index = 0;
  return Object.assign(source, {
    next() {
      const start = starts[index];
      index += 1;
      return start !== undefined && moveTo(source, start, filled);
    },
    close() {},
  });
}

/**
 * Records of a file that holds nothing but them.
 *
 * @param blockBytes how much is read at once; a record that is larger makes the block grow
 */
export function recordsOfFile(path: string, blockBytes: number): RecordSource {
  const source = { id: '', block: Buffer.allocUnsafeSlow(blockBytes), start: 0, end: 0 };
  const file = guardDiskSync(path, () => openSync(path, 'r'));
  let filled = 0;

  /** Moves what is left to the front and reads on behind it. @returns false at the end of the file */
  function readOn(): boolean {
    const left = filled - source.end;
    const block = left > source.block.length / 2 ? Buffer.allocUnsafeSlow(4 * left) : source.block;
    source.block.copy(block, 0, source.end, filled);
    source.block = block;
    source.end = 0;
    const read = guardDiskSync(path, () => readSync(file, block, left, block.length - left, null));
    filled = left + read;
    return read > 0;
  }

  return Object.assign(source, {
    next() {
      while (!moveTo(source, source.end, filled)) if (!readOn()) return false;
      return true;
    },
    close: () => closeSync(file),
  });
}

/** @returns false when there is no whole record at `start` */
function moveTo(
  source: { id: string; block: Buffer; start: number; end: number },
  start: number,
  filled: number,
): boolean {
  const end = recordEnd(source.block, start, filled);
  if (end === undefined) return false;
  source.start = start;
  source.end = end;
  source.id = recordId(source.block, start);
  return true;
}
