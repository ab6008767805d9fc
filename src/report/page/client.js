/**
 * What runs in report.html. Its text goes into the page, so it uses nothing from outside of itself. Whatever comes
 * from the directory is put in as text, never as markup.
 *
 * @typedef {{ id: string, userPrincipalName: string | null, displayName: string | null }} UserName
 * @typedef {{ title: string, severity: string, user: UserName | null, subject: string, why: string, isNew: boolean | null, entry?: string,
 *   accepted: { reason: string, until: string } | null, acceptanceExpired?: string, evidence: Record<string, unknown> }} Finding
 * @typedef {{ property: string, before: unknown, after: unknown, churn?: true }} Change
 * @typedef {{ columns: { label: string, kind: 'text' | 'number' | 'date' }[], rows: (string | number | null)[][],
 *   marks: number[],
 *   added: Record<string, unknown>[], removed: Record<string, unknown>[], changed: (UserName & { changes: Change[] })[],
 *   recreated: { userPrincipalName: string, removedId: string, addedId: string }[],
 *   findings: Record<string, Finding[]> }} Data
 */
export function client() {
  const pageSize = 100;
  const get = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** @type {Data} */
  const data = JSON.parse(get('data').textContent ?? '');

  /** Characters that cannot be seen, or that move others about, are shown by their number. */
  const show = (/** @type {unknown} */ value) =>
    String(value ?? '').replace(
      /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]|[\ud800-\udfff](?![\udc00-\udfff])/gu,
      (character) => {
        const code = character.codePointAt(0) ?? 0;
        return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`;
      },
    );

  const element = (/** @type {string} */ name, /** @type {unknown} */ text = undefined, className = '') => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = show(text);
    if (className) made.className = className;
    return made;
  };

  const valueText = (/** @type {unknown} */ value) => {
    if (value === null || value === undefined) return '\u2205';
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ') || '[]';
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };

  const person = (/** @type {UserName} */ { displayName, userPrincipalName, id }) => {
    const name = element('span', undefined, 'person');
    name.append(
      element('bdi', displayName ?? '(no name)', 'name'),
      ' ',
      element('bdi', userPrincipalName ?? id, 'upn'),
    );
    return name;
  };

  const properties = (/** @type {Record<string, unknown>} */ values) => {
    const list = element('dl');
    for (const [name, value] of Object.entries(values)) {
      const row = element('div');
      const description = element('dd');
      description.append(element('bdi', valueText(value)));
      row.append(element('dt', name), description);
      list.append(row);
    }
    return list;
  };

  const fold = (/** @type {Node[]} */ head, /** @type {() => Node[]} */ body) => {
    const details = /** @type {HTMLDetailsElement} */ (document.createElement('details'));
    const summary = element('summary');
    summary.append(...head);
    details.append(summary);
    // What nobody opens is never made.
    const fill = () => {
      if (details.children.length === 1) details.append(...body());
    };
    details.addEventListener('toggle', fill, { once: true });
    details.addEventListener('fill', fill);
    return details;
  };

  const badge = (/** @type {string} */ text, className = '') => element('span', text, `badge ${className}`);

  const list = (/** @type {string} */ id, /** @type {Node[]} */ items) => {
    const target = document.getElementById(id);
    for (const item of items) {
      const entry = element('li');
      entry.append(item);
      target?.append(entry);
    }
  };

  const asUser = (/** @type {Record<string, unknown>} */ user) =>
    /** @type {UserName} */ (/** @type {unknown} */ (user));
  const known = (/** @type {Record<string, unknown>} */ user) =>
    Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null && String(value) !== ''));
  for (const kind of /** @type {const} */ (['added', 'removed'])) {
    list(
      `list-${kind}`,
      data[kind].map((user) => fold([person(asUser(user)), ...departure(kind, user)], () => [properties(known(user))])),
    );
  }
  list(
    'list-changed',
    data.changed.map((user) => {
      const names = user.changes.filter(({ churn }) => !churn).map(({ property }) => property);
      return fold([person(user), ' ', element('span', names.join(', '), 'what')].map(toNode), () => [
        changeTable(user.changes),
      ]);
    }),
  );
  list(
    'list-recreated',
    data.recreated.map(({ userPrincipalName, removedId, addedId }) =>
      fold([element('bdi', userPrincipalName)], () => [properties({ 'old id': removedId, 'new id': addedId })]),
    ),
  );
  for (const [rule, findings] of Object.entries(data.findings)) list(`finding-${rule}`, findings.map(findingOf));

  /** When somebody left, where the recycle bin was asked. @param {string} kind @param {Record<string, unknown>} user */
  function departure(kind, user) {
    if (kind !== 'removed' || user.deletedDateTime === undefined) return [];
    const day = String(user.deletedDateTime).slice(0, 10);
    const text = user.deletedDateTime === null ? 'not in the recycle bin' : `deleted on ${day}`;
    return [toNode(' '), element('span', text, 'what')];
  }

  /** @param {Node | string} part @returns {Node} */
  function toNode(part) {
    return typeof part === 'string' ? document.createTextNode(part) : part;
  }

  /** @param {Finding} finding */
  function findingOf({ severity, user, subject, why, isNew, entry, accepted, acceptanceExpired, evidence }) {
    const head = [user ? person(user) : element('span', subject, 'person')];
    head.push(badge(severity, severity));
    if (isNew) head.push(badge('new', 'new'));
    if (accepted) head.push(badge('accepted', 'accepted'));
    head.push(element('span', why, 'what'));
    return fold(
      head.flatMap((part) => [part, document.createTextNode(' ')]),
      () => [
        ...(accepted ? [element('p', `Accepted until ${accepted.until}: ${accepted.reason}`)] : []),
        ...(acceptanceExpired ? [element('p', `Its acceptance ran out on ${acceptanceExpired}.`)] : []),
        properties({ ...evidence, ...(user ? { id: user.id } : {}) }),
        ...(entry
          ? [element('p', 'To live with it, copy this into the file that accepted-findings names:'), lines(entry)]
          : []),
      ],
    );
  }

  /** @param {string} text */
  function lines(text) {
    const block = element('pre');
    block.append(...text.split('\n').flatMap((line) => [show(line), '\n']));
    return block;
  }

  /** @param {Change[]} changes */
  function changeTable(changes) {
    const table = element('table', undefined, 'changes');
    const head = element('tr');
    for (const name of ['Property', 'Before', 'After']) {
      const cell = element('th', name);
      cell.setAttribute('scope', 'col');
      head.append(cell);
    }
    const top = element('thead');
    top.append(head);
    const body = element('tbody');
    for (const { property, before, after, churn } of changes) {
      const row = element('tr');
      const name = element('th', property);
      name.setAttribute('scope', 'row');
      if (churn) name.append(' ', badge('by itself'));
      const [old, now] = [element('td'), element('td')];
      old.append(element('bdi', valueText(before)));
      now.append(element('bdi', valueText(after)));
      row.append(name, old, now);
      body.append(row);
    }
    table.append(top, body);
    return table;
  }

  // The table of users.
  const texts = data.rows.map((row) => row.join('\n').toLowerCase());
  const search = /** @type {HTMLInputElement} */ (get('search'));
  const selects = [...document.querySelectorAll('select[data-column]')].map(
    (item) => /** @type {HTMLSelectElement} */ (item),
  );
  for (const select of selects) {
    const column = Number(select.dataset.column);
    const values = new Set(data.rows.map((row) => row[column]).filter((value) => value !== null && value !== ''));
    const most = 500;
    for (const value of [...values].map(String).sort().slice(0, most)) {
      const option = /** @type {HTMLOptionElement} */ (element('option', value));
      option.value = value;
      select.append(option);
    }
    if (values.size > most) {
      const cut = `the first ${most} of ${values.size.toLocaleString('en-US')}: search finds the others`;
      const option = /** @type {HTMLOptionElement} */ (element('option', cut));
      option.disabled = true;
      select.append(option);
    }
  }
  const mark = /** @type {HTMLSelectElement} */ (get('mark'));
  const body = get('users').querySelector('tbody');
  const headings = [...get('users').querySelectorAll('th')];
  const [previous, next] = [get('previous'), get('next')].map((item) => /** @type {HTMLButtonElement} */ (item));
  let order = data.rows.map((_, index) => index);
  let sorted = { column: -1, down: false };
  let page = 0;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

  function matching() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = selects
      .filter(({ value }) => value !== '')
      .map((select) => ({ column: Number(select.dataset.column), value: select.value }));
    const bit = Number(mark.value);
    return order.filter((index) => {
      const text = texts[index] ?? '';
      return (
        words.every((word) => text.includes(word)) &&
        wanted.every(({ column, value }) => String(data.rows[index]?.[column] ?? '') === value) &&
        (bit === 0 || ((data.marks[index] ?? 0) & bit) !== 0)
      );
    });
  }

  function draw() {
    const found = matching();
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    page = Math.min(page, pages - 1);
    const from = page * pageSize;
    const rows = found.slice(from, from + pageSize).map((index) => {
      const row = element('tr');
      data.columns.forEach(({ kind }, column) => {
        const cell = element(column === 0 ? 'th' : 'td');
        if (column === 0) cell.setAttribute('scope', 'row');
        if (kind !== 'text') cell.className = kind;
        cell.append(element('bdi', data.rows[index]?.[column] ?? ''));
        row.append(cell);
      });
      return row;
    });
    body?.replaceChildren(...rows);
    const last = Math.min(found.length, from + pageSize);
    const number = (/** @type {number} */ value) => value.toLocaleString('en-US');
    get('status').textContent =
      found.length === 0
        ? 'Nobody matches.'
        : `${number(from + 1)} to ${number(last)} of ${number(found.length)}${found.length < data.rows.length ? ` (of ${number(data.rows.length)} in this page)` : ''}`;
    if (previous) previous.disabled = page === 0;
    if (next) next.disabled = page >= pages - 1;
  }

  function restart() {
    page = 0;
    draw();
  }

  headings.forEach((heading, column) => {
    heading.querySelector('button')?.addEventListener('click', () => {
      const down = sorted.column === column && !sorted.down;
      sorted = { column, down };
      const sign = down ? -1 : 1;
      const value = (/** @type {number} */ index) => data.rows[index]?.[column] ?? null;
      order = order.toSorted((a, b) => {
        const [left, right] = [value(a), value(b)];
        // Whoever has none comes last, whichever way.
        if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
        if (typeof left === 'number' && typeof right === 'number') return sign * (left - right) || a - b;
        return sign * collator.compare(String(left), String(right)) || a - b;
      });
      headings.forEach((other, index) => {
        if (index === column) other.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        else other.removeAttribute('aria-sort');
      });
      restart();
    });
  });

  let timer = 0;
  search.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(restart, 60);
  });
  for (const select of [...selects, mark]) select.addEventListener('change', restart);
  previous?.addEventListener('click', () => {
    page -= 1;
    draw();
  });
  next?.addEventListener('click', () => {
    page += 1;
    draw();
  });
  get('clear').addEventListener('click', () => {
    search.value = '';
    for (const select of selects) select.value = '';
    mark.value = '0';
    restart();
    search.focus();
  });
  // On paper nothing can be opened.
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) {
      details.dispatchEvent(new Event('fill'));
      details.open = true;
    }
  });
  document.documentElement.classList.add('ready');
  draw();
}
