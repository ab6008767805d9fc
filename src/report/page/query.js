/**
 * Finds rows, and puts them in order. An order is kept until another is asked for.
 *
 * @param {Pick<import('./parts.d.ts').Page, 'data' | 'rows'>} page
 * @returns {import('./parts.d.ts').QueryPart}
 */
export function query({ data, rows }) {
  /** Case and accents aside. A collator would take seconds for 100,000 names. */
  const folded = (/** @type {unknown} */ value) => {
    const name = String(value).toLowerCase();
    return /^[ -~]*$/.test(name) ? name : name.normalize('NFD').replace(/\p{M}/gu, '');
  };
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
    const keys = new Map(distinct.map((value) => [value, numbers ? Number(value) : folded(value)]));
    const ascending = (/** @type {unknown} */ a, /** @type {unknown} */ b) => {
      const [left = '', right = ''] = [keys.get(/** @type {any} */ (a)), keys.get(/** @type {any} */ (b))];
      return left === right ? 0 : left < right ? -1 : 1;
    };
    const sorted = distinct.sort(ascending);
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
      const wanted = [...equal].map(([column, value]) => ({ values: rows.columns[column] ?? [], value }));
      // For every row and key that is pressed: nothing is made in this loop.
      for (let at = 0; at < all.length; at += 1) {
        const row = all[at] ?? 0;
        if (mark !== 0 && ((rows.marks[row] ?? 0) & mark) === 0) continue;
        const looked = rows.texts[row] ?? '';
        let isFound = ids === undefined || ids.has(String(rows.columns[idColumn]?.[row]));
        for (let word = 0; isFound && word < words.length; word += 1) isFound = looked.includes(words[word] ?? '');
        for (const { values, value } of wanted) if (isFound) isFound = String(values[row] ?? '') === value;
        if (!isFound) continue;
        found[length] = row;
        length += 1;
      }
      return found.subarray(0, length);
    },
  };
}
