/**
 * What stands in a zip around the bytes of its files, as far as it is needed here.
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */

/** A file in a zip, known when all of it is packed. */
export interface ZipEntry {
  name: Buffer;
  /** When it was packed. */
  packedAt: Date;
  /** Where it begins in the zip. */
  offset: number;
  crc: number;
  /** Bytes as they are. */
  size: number;
  /** Bytes as they are packed. */
  packedSize: number;
}

type NewEntry = Pick<ZipEntry, 'name' | 'packedAt'>;

/** Names are UTF-8, and sizes come behind the content. */
const flags = 0x0808;
const deflated = 8;
const unix = 3 << 8;
/** A file for its owner alone. */
const mode = 0o100600;
/** Of the format, and of its form for what is large. */
const [version, version64] = [20, 45];
/** Beyond it stands in its place that the number is elsewhere. */
const most32 = 0xffffffff;
const most16 = 0xffff;

export function localHeader(entry: NewEntry): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeKind(header, 4, version, entry);
  header.writeUInt16LE(entry.name.length, 26);
  const extra = timeField(entry);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, entry.name, extra]);
}

/** What is said behind the content: it was not known before. */
export function dataDescriptor({ crc, size, packedSize }: ZipEntry): Buffer {
  const isLarge = Math.max(size, packedSize) >= most32;
  const descriptor = Buffer.alloc(isLarge ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc, 4);
  if (isLarge) writeLarge(descriptor, 8, [packedSize, size]);
  else writeSmall(descriptor, 8, [packedSize, size]);
  return descriptor;
}

/** When it was packed, in UTC: the date and time of a header are taken for local ones. Source: Info-ZIP's extrafld.txt */
function timeField({ packedAt }: NewEntry): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x5455, 0);
  field.writeUInt16LE(5, 2);
  field.writeUInt8(1, 4);
  field.writeInt32LE(Math.floor(packedAt.getTime() / 1000) | 0, 5);
  return field;
}

/** @param offset where it will stand. @returns what stands behind all files, and says where each is */
export function directoryOf(entries: readonly ZipEntry[], offset: number): Buffer {
  const headers = Buffer.concat(entries.map(centralHeader));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(entries.length, most16), 8);
  end.writeUInt16LE(Math.min(entries.length, most16), 10);
  writeSmall(end, 12, [headers.length, offset]);
  const isLarge = entries.length >= most16 || Math.max(headers.length, offset) >= most32;
  return Buffer.concat([headers, ...(isLarge ? [largeEnd(entries.length, headers.length, offset)] : []), end]);
}

function centralHeader(entry: ZipEntry): Buffer {
  const { name, offset, crc, size, packedSize } = entry;
  const isLarge = Math.max(size, packedSize, offset) >= most32;
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(unix | version64, 4);
  writeKind(header, 6, isLarge ? version64 : version, entry);
  header.writeUInt32LE(crc, 16);
  writeSmall(header, 20, isLarge ? [most32, most32] : [packedSize, size]);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt32LE(mode * 0x10000, 38);
  writeSmall(header, 42, [isLarge ? most32 : offset]);
  const extra = Buffer.concat([timeField(entry), ...(isLarge ? [largeField([size, packedSize, offset])] : [])]);
  header.writeUInt16LE(extra.length, 30);
  return Buffer.concat([header, name, extra]);
}

function largeField(numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  writeLarge(field, 4, numbers);
  return field;
}

function largeEnd(entries: number, bytes: number, offset: number): Buffer {
  const record = Buffer.alloc(76);
  record.writeUInt32LE(0x06064b50, 0);
  writeLarge(record, 4, [44]);
  record.writeUInt16LE(unix | version64, 12);
  record.writeUInt16LE(version64, 14);
  writeLarge(record, 24, [entries, entries, bytes, offset]);
  // Where that record is, and that there is one disk.
  record.writeUInt32LE(0x07064b50, 56);
  writeLarge(record, 64, [offset + bytes]);
  record.writeUInt32LE(1, 72);
  return record;
}

function writeKind(header: Buffer, at: number, needed: number, { packedAt }: NewEntry): void {
  header.writeUInt16LE(needed, at);
  header.writeUInt16LE(flags, at + 2);
  header.writeUInt16LE(deflated, at + 4);
  header.writeUInt16LE(
    (packedAt.getUTCHours() << 11) | (packedAt.getUTCMinutes() << 5) | (packedAt.getUTCSeconds() >> 1),
    at + 6,
  );
  header.writeUInt16LE(
    (Math.max(0, packedAt.getUTCFullYear() - 1980) << 9) | ((packedAt.getUTCMonth() + 1) << 5) | packedAt.getUTCDate(),
    at + 8,
  );
}

function writeSmall(target: Buffer, at: number, numbers: readonly number[]): void {
  for (const [index, number] of numbers.entries()) target.writeUInt32LE(Math.min(number, most32), at + 4 * index);
}

function writeLarge(target: Buffer, at: number, numbers: readonly number[]): void {
  for (const [index, number] of numbers.entries()) target.writeBigUInt64LE(BigInt(number), at + 8 * index);
}
