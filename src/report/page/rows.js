/**
 * The rows of the table, which come packed: they are unpacked behind the first picture, a chunk at a time.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'data' | 'get'>} page
 * @returns {import('./parts.d.ts').RowsPart}
 */
export function rows({ data, get }) {
  /** @typedef {import('./parts.d.ts').Cell} Cell */
  const { table } = data;
  /** @type {Cell[][]} */
  const columns = table.columns.map(() => []);
  /** @type {string[]} */
  const texts = [];
  const bytes = (/** @type {string} */ base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const digits = new TextEncoder().encode('0123456789abcdef');
  const idColumn = table.columns.findIndex(({ property }) => property === 'id');
  /** @type {Map<string, number>} */
  const places = new Map();

  /** As text, 36 signs each. @param {Uint8Array} packed sixteen bytes each */
  function guids(packed) {
    const signs = new Uint8Array((packed.length / 16) * 36).fill(45);
    let at = 0;
    for (const [index, byte] of packed.entries()) {
      signs[at] = digits[byte >> 4] ?? 0;
      signs[at + 1] = digits[byte & 15] ?? 0;
      const place = index % 16;
      at += place === 3 || place === 5 || place === 7 || place === 9 ? 3 : 2;
    }
    const all = new TextDecoder().decode(signs);
    return Array.from({ length: packed.length / 16 }, (_, row) => all.slice(36 * row, 36 * row + 36));
  }

  /** @param {import('../table-chunks.ts').PackedColumn} part @returns {Cell[]} */
  function cellsOf(part) {
    if (Array.isArray(part)) return part;
    if ('guids' in part) return guids(bytes(part.guids));
    return Array.from(bytes(part.at), (place) => part.values[place] ?? null);
  }

  /** @param {string} chunk @returns {Promise<import('../table-chunks.ts').PackedColumn[]>} */
  async function unpacked(chunk) {
    const stream = new Blob([bytes(chunk)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return JSON.parse(await new Response(stream).text());
  }

  async function unpack() {
    get('status').textContent = 'Unpacking\u2026';
    for (const chunk of table.chunks) {
      const from = texts.length;
      const parts = await unpacked(chunk);
      let added = 0;
      for (const [index, part] of parts.entries()) {
        const values = cellsOf(part);
        const column = columns[index];
        for (const value of values) column?.push(value);
        added = values.length;
      }
      for (let row = from; row < from + added; row += 1) {
        texts.push(
          columns
            .map((column) => column[row] ?? '')
            .join('\n')
            .toLowerCase(),
        );
        const id = columns[idColumn]?.[row];
        if (typeof id === 'string') places.set(id, row);
      }
    }
  }

  const marks = bytes(table.marks);
  // Two pictures later the letter has been painted.
  const painted = new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    // In a tab behind others nothing is painted.
    if (document.hidden) setTimeout(resolve, 0);
  });
  return {
    ready: painted.then(unpack),
    ...{ columns, marks, texts },
    length: () => texts.length,
    rowOf: (id) => places.get(id),
  };
}
