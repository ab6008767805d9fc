/**
 * Lists that are longer than what the letter tells of them: they are made when somebody opens them.
 *
 * @param {import('./parts.d.ts').Page} page
 */
export function folds({ data, h, views, text }) {
  /** @typedef {import('./parts.d.ts').Markup} Markup */
  const { changes, findings, directory } = data;
  /** @type {Record<string, (rest: string) => Markup[]>} */
  const lists = {
    added: () => changes.added.map((user) => views.arrival(user)),
    removed: () => changes.removed.map((user) => views.arrival(user)),
    changed: () => changes.changed.map((user) => h('div', {}, views.person(user), views.changes(user.changes))),
    finding: (rule) => findings.items.filter((item) => item.rule === rule).map((item) => views.finding(item, true)),
    deleted: () =>
      (directory.deleted?.people ?? []).map((user) =>
        h(
          'span',
          {},
          views.person(user),
          h('span', { class: 'soft' }, ` deleted ${text.value('', user.deletedDateTime)}`),
        ),
      ),
  };
  for (const details of /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details[data-list]')])) {
    details.addEventListener(
      'toggle',
      () => {
        const [kind = '', rest = ''] = details.dataset.list?.split(' ') ?? [];
        const from = Number(details.dataset.from ?? 0);
        const items = (lists[kind]?.(rest) ?? []).slice(from).map((item) => h('li', {}, item));
        details.append(/** @type {Node} */ (h('ul', { class: 'entries' }, ...items)));
      },
      { once: true },
    );
  }
}
