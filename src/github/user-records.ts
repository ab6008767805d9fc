import { type FileHandle, open } from 'node:fs/promises';
import type { UserKind } from '../directory/tally.ts';
import { guardDisk } from './output-directory.ts';

/** A user as it goes through the sort: everything that will be written of it is made once, when it arrives. */
export interface UserRecord {
  id: string;
  kind: UserKind;
  /** UTF-8 of the line of users.jsonl, with its line feed. */
  line: Buffer;
  /** UTF-8 of the row of users.csv, with its line break; empty when no CSV is wanted. */
  row: Buffer;
}

/** Records sorted by id that are read block by block. */
export interface RecordSource {
  /** The next records; empty at the end. */
  next(): Promise<UserRecord[]>;
  close(): Promise<void>;
}

/** Lengths of line, row and id as 32-bit numbers, and the kind: what stands before each record in a file. */
const headerBytes = 13;
const blockBytes = 128 * 1024;

/** @returns a record as it stands in a file, in pieces */
export function encodeRecord({ id, kind, line, row }: UserRecord): Buffer[] {
  const name = Buffer.from(id);
  const header = Buffer.allocUnsafe(headerBytes);
  header.writeUInt32LE(line.length, 0);
  header.writeUInt32LE(row.length, 4);
  header.writeUInt32LE(name.length, 8);
  header.writeUInt8(kind, 12);
  return [header, name, line, row];
}

/** What is written of a user, before it is encoded. */
export interface UserTexts {
  id: string;
  kind: UserKind;
  line: string;
  row: string;
}

/**
 * Makes the encoder of pages of users, each into one block: thousands of small buffers, or of strings that wait, would
 * cost far more. Its scratch space is made once.
 */
export function createPacker(): (users: readonly UserTexts[]) => UserRecord[] {
  let scratch = Buffer.alloc(0);
  return (users) => {
    // No UTF-16 code unit takes more than three bytes of UTF-8. Measuring each text first would take longer than a copy.
    const most = users.reduce((sum, { line, row }) => sum + 3 * (line.length + row.length), 0);
    if (most > scratch.length) scratch = Buffer.allocUnsafeSlow(most);
    const ends: number[] = [];
    let end = 0;
    for (const { line, row } of users) {
      end += scratch.write(line, end);
      ends.push(end);
      end += scratch.write(row, end);
      ends.push(end);
    }
    const block = Buffer.allocUnsafeSlow(end);
    scratch.copy(block, 0, 0, end);
    return users.map(({ id, kind }, index) => {
      const [start = 0, lineEnd, rowEnd] = [ends[2 * index - 1], ends[2 * index], ends[2 * index + 1]];
      return { id, kind, line: block.subarray(start, lineEnd), row: block.subarray(lineEnd, rowEnd) };
    });
  };
}

export function recordsInMemory(records: UserRecord[]): RecordSource {
  let rest = records;
  return {
    async next() {
      const all = rest;
      rest = [];
      return all;
    },
    async close() {},
  };
}

/** Records of a file that holds nothing but them, as {@link encodeRecord} makes them. */
export function recordsOfFile(path: string): RecordSource {
  let handle: FileHandle | undefined;
  let cut: Buffer = Buffer.alloc(0);
  return {
    async next() {
      handle ??= await guardDisk(path, () => open(path, 'r'));
      for (;;) {
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafe(blockBytes) });
        if (bytesRead === 0) return [];
        const { records, rest } = decodeRecords(Buffer.concat([cut, buffer.subarray(0, bytesRead)]));
        cut = rest;
        // A record longer than a block: read on until its end.
        if (records.length > 0) return records;
      }
    },
    async close() {
      await handle?.close();
    },
  };
}

function decodeRecords(block: Buffer): { records: UserRecord[]; rest: Buffer } {
  const records: UserRecord[] = [];
  let start = 0;
  while (block.length - start >= headerBytes) {
    const lineBytes = block.readUInt32LE(start);
    const rowBytes = block.readUInt32LE(start + 4);
    const idEnd = start + headerBytes + block.readUInt32LE(start + 8);
    const lineEnd = idEnd + lineBytes;
    const end = lineEnd + rowBytes;
    if (end > block.length) break;
    records.push({
      id: block.toString('utf8', start + headerBytes, idEnd),
      kind: block.readUInt8(start + 12),
      line: block.subarray(idEnd, lineEnd),
      row: block.subarray(lineEnd, end),
    });
    start = end;
  }
  return { records, rest: block.subarray(start) };
}
