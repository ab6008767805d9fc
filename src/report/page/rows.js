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
  const idColumn = table.columns.findIndex(({ property }) => property === 'id');
  /** @type {Map<string, number>} */
  const places = new Map();

  /** @param {string} chunk @returns {Promise<(Cell[] | { values: Cell[], at: number[] })[]>} */
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
        const values = Array.isArray(part) ? part : part.at.map((place) => part.values[place] ?? null);
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
