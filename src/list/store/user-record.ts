import { parseLossless } from '../../base/lossless-json.ts';
import type { UserKind } from '../../users/tally.ts';
import type { GraphUser } from '../../users/user-type.ts';

/**
 * Users as they go through the sort: everything that will be written of one is made once, when it arrives, and packed
 * as a record. Records lie behind one another in a block, in memory as on disk; a small buffer for each would cost more
 * than what is in it.
 *
 * A record is a header (the lengths of id, line and row in bytes as 32-bit numbers, and the kind), the id, the line of
 * users.jsonl with its line feed, and the row of users.csv with its line break, all in UTF-8.
 */
export interface Records {
  block: Buffer;
  /** Where each record begins. */
  starts: number[];
  /** Where the last one ends. */
  end: number;
}

/** What is written of a user, before it is packed. */
export interface UserTexts {
  id: string;
  kind: UserKind;
  line: string;
  /** Empty when no CSV is wanted. */
  row: string;
}

const headerBytes = 13;

/** Packs one more user behind the others; the block grows as needed. */
export function packUser(records: Records, { id, kind, line: lineText, row: rowText }: UserTexts): void {
  // No UTF-16 code unit takes more than three bytes of UTF-8. Measuring each text first would take longer than a copy.
  const start = beginRecord(records, 3 * (id.length + lineText.length + rowText.length));
  const { block } = records;
  const line = start + block.write(id, start);
  const row = line + block.write(lineText, line);
  const end = row + (rowText === '' ? 0 : block.write(rowText, row));
  endRecord(records, { line, row, end, kind });
}

/**
 * Makes room for one more record.
 *
 * @param bytes that its id, line and row take at the most
 * @returns where its id has to be written, the line and the row right behind it
 */
export function beginRecord(records: Records, bytes: number): number {
  makeRoom(records, headerBytes + bytes);
  return records.end + headerBytes;
}

/** Ends the record that was begun last. @param written where its line and its row begin, and where it ends */
export function endRecord(
  records: Records,
  { line, row, end, kind }: { line: number; row: number; end: number; kind: UserKind },
): void {
  const { block, end: start } = records;
  block.writeUInt32LE(line - start - headerBytes, start);
  block.writeUInt32LE(row - line, start + 4);
  block.writeUInt32LE(end - row, start + 8);
  block.writeUInt8(kind, start + 12);
  records.starts.push(start);
  records.end = end;
}

/** Copies records from another block behind the others. */
export function appendRecords(records: Records, from: Buffer, start: number, end: number): void {
  makeRoom(records, end - start);
  from.copy(records.block, records.end, start, end);
  records.end += end - start;
}

function makeRoom(records: Records, bytes: number): void {
  const needed = records.end + bytes;
  if (needed <= records.block.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * records.block.length));
  records.block.copy(larger, 0, 0, records.end);
  records.block = larger;
}

/** No records yet, and a block for them. */
export function recordsIn(block: Buffer): Records {
  return { block, starts: [], end: 0 };
}

/** Forgets the records and keeps the block. */
export function clearRecords(records: Records): void {
  records.starts = [];
  records.end = 0;
}

/**
 * @returns where the record at `start` ends; undefined when the block holds only a part of it
 * @param until how far the block is filled
 */
export function recordEnd(block: Buffer, start: number, until: number): number | undefined {
  if (until - start < headerBytes) return undefined;
  const end = rowStart(block, start) + block.readUInt32LE(start + 8);
  return end > until ? undefined : end;
}

export function recordId(block: Buffer, start: number): string {
  return block.toString('utf8', start + headerBytes, lineStart(block, start));
}

export function recordKind(block: Buffer, start: number): UserKind {
  return block.readUInt8(start + 12);
}

/** Where the line of the record at `start` begins. */
export function lineStart(block: Buffer, start: number): number {
  return start + headerBytes + block.readUInt32LE(start);
}

/** Where its line ends and its row begins. */
export function rowStart(block: Buffer, start: number): number {
  return lineStart(block, start) + block.readUInt32LE(start + 4);
}

/** The users of some records, parsed. */
export function* usersIn({ block, starts }: Records): Generator<GraphUser> {
  for (const start of starts) yield userAt(block, start);
}

/** The user of the record at `start`, parsed. */
export function userAt(block: Buffer, start: number): GraphUser {
  return parseLossless(block.toString('utf8', lineStart(block, start), rowStart(block, start))) as GraphUser;
}
