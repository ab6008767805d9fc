import { inflateRawSync } from 'node:zlib';

interface PackedTable {
  columns: unknown[];
  chunks: string[];
}

type PackedColumn = unknown[] | { values: unknown[]; at: string } | { guids: string };

/** The data in a report.html. */
export function reportDataOf<T = { table: PackedTable }>(html: string): T {
  const [, json = ''] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(json);
}

/** All rows of the table of users, as the page unpacks them. */
export function rowsOf({ chunks }: PackedTable): unknown[][] {
  return chunks.flatMap((chunk) => {
    const packed: PackedColumn[] = JSON.parse(inflateRawSync(Buffer.from(chunk, 'base64')).toString());
    const cells = packed.map(cellsOf);
    return (cells[0] ?? []).map((_, row) => cells.map((column) => column[row]));
  });
}

function cellsOf(column: PackedColumn): unknown[] {
  if (Array.isArray(column)) return column;
  if ('at' in column) return [...Buffer.from(column.at, 'base64')].map((place) => column.values[place]);
  const hex = Buffer.from(column.guids, 'base64').toString('hex');
  return (hex.match(/.{32}/g) ?? []).map((guid) => guid.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
}
