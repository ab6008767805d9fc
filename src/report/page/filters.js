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

  /** Who is not in the page, or not in the list, may be in the directory all the same. */
  const held = [
    ...(leftOut === 'none'
      ? []
      : [` This page holds ${text.count(shown)} of ${text.count(total)} users; everybody is in users.jsonl.`]),
    ...(data.evidence.reconciled ? [] : [' The list is not complete: somebody may be missing from it.']),
  ].join('');
  const isWhole = held === '';

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
    get('status').textContent = statusText(some) + ruleText() + held;
    get('clear').hidden = !some;
    get('rule-chip').hidden = rule === '';
    get('rule-chip').textContent = `Rule ${rule} \u2715`;
  }

  /** @param {boolean} some whether anything was asked */
  function statusText(some) {
    if (total === 0) return 'There is nobody in this directory, or nobody whom the filter lets through.';
    if (rows.length() === 0) return 'Nobody is in this table.';
    if (found.length === 0) return isWhole ? 'Nobody matches.' : 'Nobody in this page matches.';
    if (!some) return `${text.count(found.length)} ${found.length === 1 ? 'user' : 'users'}.`;
    return `${text.count(found.length)} of ${text.count(rows.length())} users match.`;
  }

  /** Whom the rule found and the table does not show. */
  function ruleText() {
    if (rule === '') return '';
    const report = data.findings.rules.find(({ id }) => id === rule);
    if (report === undefined) return ` There is no rule ${text.shown(rule)}.`;
    if (report.state === 'off') return ' The rule is switched off.';
    if (report.state !== 'judged') return ' The rule could not be judged.';
    const here = data.findings.items.filter((item) => item.rule === rule).length;
    const { total: all } = report.counts;
    if (here === all) return '';
    return ` The rule found ${text.count(all)}, of which this page tells ${text.count(here)}; all are in findings.json.`;
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
      sortBy({ column, down: sort?.column === column && !sort.down });
    });
  });
  const order = /** @type {HTMLSelectElement} */ (get('sort'));
  order.addEventListener('change', () => {
    const [column = '', way] = order.value.split(' ');
    sortBy(column === '' ? undefined : { column: Number(column), down: way === 'down' });
  });

  /** @param {import('./parts.d.ts').Query['sort']} wanted */
  function sortBy(wanted) {
    sort = wanted;
    for (const other of headings) other.removeAttribute('aria-sort');
    if (sort) headings[sort.column]?.setAttribute('aria-sort', sort.down ? 'descending' : 'ascending');
    order.value = sort ? `${sort.column} ${sort.down ? 'down' : 'up'}` : '';
    refresh();
  }

  /** What can be seen can be sorted by. */
  function offerOrders() {
    for (const option of order.options) {
      option.hidden = option.value !== '' && !table.visible.has(Number.parseInt(option.value, 10));
    }
  }

  for (const box of /** @type {HTMLInputElement[]} */ ([...document.querySelectorAll('input[data-shows]')])) {
    box.addEventListener('change', () => {
      const column = Number(box.dataset.shows);
      if (box.checked) table.visible.add(column);
      else table.visible.delete(column);
      table.layOut();
      offerOrders();
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
    offerOrders();
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
