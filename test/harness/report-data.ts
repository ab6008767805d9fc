import { inflateRawSync } from 'node:zlib';

interface PackedTable {
  columns: unknown[];
  chunks: string[];
}

/** The data in a report.html. */
export function reportDataOf<T = { table: PackedTable }>(html: string): T {
  const [, json = ''] = /<script type="application\/json" id="data">([\s\S]*?)<\/script>/.exec(html) ?? [];
  return JSON.parse(json);
}

/** All rows of the table of users, as the page unpacks them. */
export function rowsOf({ chunks }: PackedTable): unknown[][] {
  return chunks.flatMap((chunk) => {
    const packed: (unknown[] | { values: unknown[]; at: number[] })[] = JSON.parse(
      inflateRawSync(Buffer.from(chunk, 'base64')).toString(),
    );
    const cells = packed.map((one) => (Array.isArray(one) ? one : one.at.map((place) => one.values[place])));
    return (cells[0] ?? []).map((_, row) => cells.map((column) => column[row]));
  });
}
