/**
 * What is asked of the table: words, chips, columns with few values, the rule that somebody came from, and the order.
 *
 * @param {import('./parts.d.ts').Page} page
 * @returns {import('./parts.d.ts').Page['filters']}
 */
export function filters({ data, get, rows, query, table, csv, h, text }) {
  const { columns, total, shown, leftOut } = data.table;
  const search = /** @type {HTMLInputElement} */ (get('search'));
  const chips = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll('button[data-mark]')]);
  const selects = /** @type {HTMLSelectElement[]} */ ([...document.querySelectorAll('select[data-column]')]);
  const headings = [...get('users').querySelectorAll('thead th')];
  let mark = 0;
  let rule = '';
  /** @type {import('./parts.d.ts').Query['sort']} */
  let sort;
  let found = new Int32Array(0);

  /** Who is not in the page may be in the directory all the same. */
  const held =
    leftOut === 'none'
      ? ''
      : ` This page holds ${text.count(shown)} of ${text.count(total)} users; everybody is in users.jsonl.`;

  function ids() {
    if (rule === '') return undefined;
    return new Set(data.findings.items.flatMap((item) => (item.rule === rule && item.user ? [item.user.id] : [])));
  }

  function refresh() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const equal = new Map(
      selects.flatMap((select) => (select.value === '' ? [] : [[Number(select.dataset.column), select.value]])),
    );
    found = query.find({ words, equal: /** @type {Map<number, string>} */ (equal), mark, ids: ids(), sort });
    table.show(found);
    const some = words.length > 0 || equal.size > 0 || mark !== 0 || rule !== '';
    get('status').textContent = statusText(some) + held;
    get('clear').hidden = !some;
    get('rule-chip').hidden = rule === '';
    get('rule-chip').textContent = `Rule ${rule} \u2715`;
  }

  /** @param {boolean} some whether anything was asked */
  function statusText(some) {
    if (total === 0) return 'There is nobody in this directory, or nobody whom the filter lets through.';
    if (rows.length() === 0) return 'Nobody is in this table.';
    if (found.length === 0) return leftOut === 'none' ? 'Nobody matches.' : 'Nobody in this page matches.';
    if (!some) return `${text.count(found.length)} ${found.length === 1 ? 'user' : 'users'}.`;
    return `${text.count(found.length)} of ${text.count(rows.length())} users match.`;
  }

  for (const select of selects) fill(select);
  /** @param {HTMLSelectElement} select */
  function fill(select) {
    // Its values are gathered when somebody looks for them.
    const gather = () => {
      if (select.options.length > 1) return;
      const values = new Set(rows.columns[Number(select.dataset.column)]);
      values.delete(null);
      values.delete('');
      const most = 500;
      for (const value of [...values].map(String).sort().slice(0, most)) {
        select.append(/** @type {Node} */ (h('option', { value }, value)));
      }
      if (values.size <= most) return;
      const cut = `the first ${most} of ${text.count(values.size)}: search finds the others`;
      select.append(/** @type {Node} */ (h('option', { disabled: '' }, cut)));
    };
    rows.ready.then(gather);
    select.addEventListener('change', refresh);
  }

  search.addEventListener('input', () => refresh());
  for (const chip of chips) {
    chip.addEventListener('click', () => {
      const bit = Number(chip.dataset.mark);
      mark = mark === bit ? 0 : bit;
      for (const other of chips) other.setAttribute('aria-pressed', String(Number(other.dataset.mark) === mark));
      refresh();
    });
  }
  get('rule-chip').addEventListener('click', () => {
    rule = '';
    refresh();
    search.focus();
  });
  get('clear').addEventListener('click', () => {
    search.value = '';
    rule = '';
    mark = 0;
    for (const select of selects) select.value = '';
    for (const chip of chips) chip.setAttribute('aria-pressed', 'false');
    refresh();
    search.focus();
  });

  headings.forEach((heading, column) => {
    heading.querySelector('button')?.addEventListener('click', () => {
      sort = { column, down: sort?.column === column && !sort.down };
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
      refresh();
    });
  });

  for (const box of /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('input[data-shows]')])) {
    box.addEventListener('change', () => {
      const column = Number(box.dataset.shows);
      if (box.checked) table.visible.add(column);
      else table.visible.delete(column);
      table.layOut();
    });
  }

  get('save').addEventListener('click', () => {
    const seen = [...table.visible].toSorted((a, b) => a - b);
    const names = seen.map((column) => columns[column]?.label ?? '');
    const values = Array.from(found, (row) => seen.map((column) => rows.columns[column]?.[row] ?? null));
    const address = URL.createObjectURL(new Blob([csv.text(names, values)], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'users-seen.csv';
    link.click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  });

  rows.ready.then(() => {
    table.layOut();
    refresh();
    document.documentElement.classList.add('ready');
  });

  return {
    toRule(wanted) {
      rule = wanted;
      mark = 0;
      search.value = '';
      rows.ready.then(() => {
        refresh();
        get('users-heading').scrollIntoView();
        search.focus({ preventScroll: true });
      });
    },
  };
}
