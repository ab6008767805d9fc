/**
 * The table of everybody: of 100,000 rows only those exist that are seen. Rows are of one height, so that each place
 * is known without them.
 *
 * @param {import('./parts.d.ts').Page} page
 * @returns {import('./parts.d.ts').TablePart}
 */
export function table({ data, get, rows, h, views, text }) {
  /** @typedef {import('./parts.d.ts').Markup} Markup */
  const { columns } = data.table;
  const element = (/** @type {Markup} */ made) => /** @type {HTMLElement} */ (made);
  const [scroller, grid] = [get('scroller'), get('users')];
  const body = /** @type {HTMLElement} */ (grid.querySelector('tbody'));
  const narrow = matchMedia('(max-width: 40rem)');
  const more = 8;
  const visible = new Set(columns.flatMap(({ hiddenByDefault }, index) => (hiddenByDefault ? [] : [index])));
  const place = (/** @type {string} */ property) => columns.findIndex((column) => column.property === property);
  const [idAt, nameAt, upnAt] = [place('id'), place('displayName'), place('userPrincipalName')];
  /** How much of the width a column takes, by what is in it. */
  const shares = {
    displayName: 2.2,
    userPrincipalName: 3,
    id: 2.6,
    department: 1.4,
    createdDateTime: 1.25,
    assignedLicenses: 1.9,
  };
  let found = new Int32Array(0);
  let height = 0;
  /** The place of the row that the keyboard is at. */
  let current = 0;
  let drawn = '';

  const cellText = (/** @type {number} */ column, /** @type {number} */ row) => {
    const value = rows.columns[column]?.[row] ?? '';
    return typeof value === 'number' ? text.count(value) : value;
  };

  /** @param {number} at */
  function rowAt(at) {
    const row = found[at] ?? 0;
    const id = String(rows.columns[idAt]?.[row] ?? '');
    const name = cellText(nameAt, row) || cellText(upnAt, row) || id;
    const mark = rows.marks[row] ?? 0;
    const first = nameAt >= 0 ? nameAt : 0;
    const signs = [
      ...(mark & 8 ? [' ', views.badge('high', 'high')] : mark & 1 ? [' ', views.badge('finding', 'medium')] : []),
      ...(mark & 2 ? [' ', views.badge('new', 'new')] : []),
      ...(mark & 4 ? [' ', views.badge('changed', 'changed')] : []),
    ];
    const button = h(
      'button',
      { type: 'button', class: 'open', tabindex: at === current ? '0' : '-1' },
      h('bdi', {}, name),
    );
    const seen = [...visible].toSorted((a, b) => a - b);
    // In a narrow window the other columns stand below the name: the longest by itself.
    const under = [seen.filter((column) => column === upnAt), seen.filter((column) => column !== upnAt)].map(
      (columns) =>
        columns
          .filter((column) => column !== first)
          .map((column) => cellText(column, row))
          .filter(Boolean)
          .flatMap((words, index) => [...(index > 0 ? [' \u00b7 '] : []), h('bdi', {}, words)]),
    );
    const cells = seen.map((column) =>
      column === first
        ? h('th', { scope: 'row' }, button, ...signs, ...under.map((words) => h('span', { class: 'under' }, ...words)))
        : h(
            'td',
            { class: columns[column]?.kind ?? 'text', title: cellText(column, row) },
            // A long name goes on where it has a joint.
            h(
              'bdi',
              {},
              ...cellText(column, row)
                .split(/(?=[@_#])/)
                .flatMap((part) => [part, h('wbr', {})]),
            ),
          ),
    );
    // The headings are row 1.
    const made = element(h('tr', { 'aria-rowindex': String(at + 2) }, ...cells));
    made.dataset.at = String(at);
    return made;
  }

  /** Rows that a printer gets: nobody reads on through thousands. */
  const onPaper = 200;

  function print() {
    const printed = Math.min(found.length, onPaper);
    body.replaceChildren(...Array.from({ length: printed }, (_, index) => rowAt(index)));
    grid.style.setProperty('--before', '0px');
    const whole = data.table.total === found.length ? '' : ` There are ${text.count(data.table.total)} users in all.`;
    get('printed').textContent =
      `On paper stand ${text.count(printed)} of the ${text.count(found.length)} rows that were chosen.${whole} Everybody is in users.jsonl.`;
  }

  function draw() {
    if (height === 0) return;
    const from = Math.max(0, Math.floor(scroller.scrollTop / height) - more);
    const to = Math.min(found.length, Math.ceil((scroller.scrollTop + scroller.clientHeight) / height) + more);
    const key = `${from} ${to}`;
    if (key === drawn) return;
    const hadFocus = body.contains(document.activeElement);
    drawn = key;
    body.replaceChildren(...Array.from({ length: to - from }, (_, index) => rowAt(from + index)));
    // Without a style attribute, which the policy of the page refuses.
    grid.style.setProperty('--before', `${from * height}px`);
    grid.style.setProperty('--after', `${(found.length - to) * height}px`);
    if (hadFocus) buttonAt(current)?.focus({ preventScroll: true });
  }

  /** @param {number} at */
  function buttonAt(at) {
    return /** @type {HTMLElement | null} */ (body.querySelector(`tr[data-at="${at}"] button`));
  }

  function layOut() {
    height = narrow.matches ? 76 : 40;
    grid.style.setProperty('--row', `${height}px`);
    const seen = [...visible].toSorted((a, b) => a - b);
    const all = [...grid.querySelectorAll('thead th')];
    for (const [index, heading] of all.entries()) heading.toggleAttribute('hidden', !visible.has(index));
    const share = (/** @type {number} */ column) =>
      /** @type {Record<string, number>} */ (shares)[columns[column]?.property ?? ''] ?? 1;
    const whole = seen.reduce((sum, column) => sum + share(column), 0);
    for (const column of seen) {
      const heading = /** @type {HTMLElement} */ (all[column]);
      heading.style.width = narrow.matches ? '' : `${(100 * share(column)) / whole}%`;
    }
    // Many columns need more than there is: then the table itself is moved, not the page.
    grid.style.minWidth = narrow.matches ? '' : `${seen.length * 6.6}rem`;
    grid.setAttribute('aria-colcount', String(seen.length));
    redraw();
  }

  function redraw() {
    drawn = '';
    draw();
  }

  /** @param {number} at */
  function goTo(at) {
    current = Math.max(0, Math.min(found.length - 1, at));
    const head = grid.querySelector('thead')?.clientHeight ?? 0;
    const top = current * height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top + height + head > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top + height + head - scroller.clientHeight;
    }
    redraw();
    buttonAt(current)?.focus({ preventScroll: true });
  }

  let waits = false;
  scroller.addEventListener('scroll', () => {
    if (waits) return;
    waits = true;
    requestAnimationFrame(() => {
      waits = false;
      draw();
    });
  });
  body.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor(scroller.clientHeight / height) - 2);
    /** @type {Record<string, number>} */
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -current, End: found.length };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    goTo(current + step);
  });
  body.addEventListener('focusin', ({ target }) => {
    const at = Number(/** @type {HTMLElement} */ (target).closest('tr')?.dataset.at ?? current);
    if (at === current) return;
    buttonAt(current)?.setAttribute('tabindex', '-1');
    current = at;
    buttonAt(current)?.setAttribute('tabindex', '0');
  });
  body.addEventListener('click', ({ target }) => {
    const at = /** @type {HTMLElement} */ (target).closest('tr')?.dataset.at;
    if (at === undefined || getSelection()?.type === 'Range') return;
    buttonAt(Number(at))?.focus({ preventScroll: true });
    location.hash = `user=${encodeURIComponent(String(rows.columns[idAt]?.[found[Number(at)] ?? 0]))}`;
  });
  narrow.addEventListener('change', layOut);
  addEventListener('beforeprint', print);
  addEventListener('afterprint', redraw);
  // It grows with what is in it, and with the window.
  new ResizeObserver(draw).observe(scroller);

  return {
    visible,
    layOut,
    show(next) {
      found = next;
      current = 0;
      scroller.scrollTop = 0;
      grid.setAttribute('aria-rowcount', String(found.length + 1));
      redraw();
    },
  };
}
