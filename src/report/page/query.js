/**
 * Finds rows, and puts them in order. An order is kept until another is asked for.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'data' | 'rows'>} page
 * @returns {import('./parts.d.ts').QueryPart}
 */
export function query({ data, rows }) {
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const idColumn = data.table.columns.findIndex(({ property }) => property === 'id');
  let key = '';
  let order = new Int32Array(0);

  /** @param {import('./parts.d.ts').Query['sort']} sort */
  function ordered(sort) {
    const wanted = `${rows.length()} ${sort?.column} ${sort?.down}`;
    if (wanted === key) return order;
    key = wanted;
    order = Int32Array.from({ length: rows.length() }, (_, index) => index);
    if (sort === undefined) return order;
    const values = rows.columns[sort.column] ?? [];
    const sign = sort.down ? -1 : 1;
    const numbers = data.table.columns[sort.column]?.kind === 'number';
    // A text is compared many times: each one gets its rank once.
    const distinct = [...new Set(values)].filter((value) => value !== null && value !== '');
    const plain = distinct.every((value) => typeof value !== 'string' || /^[\d:TZ.-]*$/.test(value));
    const sorted = numbers
      ? distinct.sort((a, b) => Number(a) - Number(b))
      : plain
        ? distinct.sort()
        : distinct.sort((a, b) => collator.compare(String(a), String(b)));
    const ranks = new Map(sorted.map((value, rank) => [value, rank]));
    // Whoever has none comes last, whichever way.
    const rankOf = Float64Array.from(values, (value) => {
      const rank = ranks.get(value);
      return rank === undefined ? Number.POSITIVE_INFINITY : sign * rank;
    });
    order = order.sort((a, b) => {
      const [left = 0, right = 0] = [rankOf[a], rankOf[b]];
      return left === right ? a - b : left < right ? -1 : 1;
    });
    return order;
  }

  return {
    find({ words, equal, mark, ids, sort }) {
      const all = ordered(sort);
      const found = new Int32Array(all.length);
      let length = 0;
      for (const row of all) {
        const words_ = rows.texts[row] ?? '';
        const isFound =
          (mark === 0 || ((rows.marks[row] ?? 0) & mark) !== 0) &&
          words.every((word) => words_.includes(word)) &&
          [...equal].every(([column, value]) => String(rows.columns[column]?.[row] ?? '') === value) &&
          (ids === undefined || ids.has(String(rows.columns[idColumn]?.[row])));
        if (isFound) {
          found[length] = row;
          length += 1;
        }
      }
      return found.subarray(0, length);
    },
  };
}
