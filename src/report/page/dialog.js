/**
 * All that the page knows of one person.
 *
 * @param {import('./parts.d.ts').Page} page
 * @returns {import('./parts.d.ts').Page['dialog']}
 */
export function dialog({ data, get, rows, h, text, views }) {
  /** @typedef {import('./parts.d.ts').Markup} Markup */
  const box = /** @type {HTMLDialogElement} */ (get('person'));
  const { changes, findings, needs, directory, table } = data;

  /** @param {string} title @param {Markup[]} parts */
  const section = (title, parts) => (parts.length === 0 ? [] : [h('h3', {}, title), ...parts]);
  const same = (/** @type {string} */ id) => (/** @type {{ id?: unknown }} */ user) => user.id === id;

  /** @param {string} id @returns {Record<string, unknown>} */
  function rowOf(id) {
    const row = rows.rowOf(id);
    if (row === undefined) return {};
    return Object.fromEntries(
      table.columns.map(({ property }, column) => [property, rows.columns[column]?.[row] ?? null]),
    );
  }

  /** @param {Record<string, unknown>} user */
  function known(user) {
    return Object.fromEntries(Object.entries(user).filter(([, value]) => value !== null && String(value) !== ''));
  }

  /** @param {string} id */
  function told(id) {
    const [row, added, removed] = [rowOf(id), changes.added.find(same(id)), changes.removed.find(same(id))];
    const deleted = directory.deleted?.people.find(same(id));
    const changed = changes.changed.find(same(id));
    const recreated = changes.recreated.filter(({ addedId, removedId }) => addedId === id || removedId === id);
    const own = findings.items.filter(({ user, subject }) => user?.id === id || (!user && subject === id));
    const others = findings.items.filter(
      ({ user, evidence }) =>
        user && user.id !== id && Array.isArray(evidence.others) && evidence.others.some((other) => other?.id === id),
    );
    const reasons = needs.flatMap((need) =>
      need.people
        .filter((one) => one.user?.id === id)
        .map((one) => h('li', {}, `${need.title}: `, h('bdi', {}, one.text))),
    );
    const mentioned = [...own, ...others].map(({ user }) => user).find((user) => user?.id === id);
    const named = needs.flatMap(({ people }) => people).find(({ user }) => user?.id === id)?.user;
    const facts = { ...mentioned, ...named, ...changed, ...deleted, ...removed, ...added, ...row };
    const { changes: _, ...values } = /** @type {Record<string, unknown>} */ (known(facts));
    const mark = rows.marks[rows.rowOf(id) ?? -1] ?? 0;
    const isMissing = !data.evidence.reconciled;
    const states = [
      ...(added || mark & 2 ? [h('p', {}, 'Joined since the last audit.')] : []),
      ...(removed
        ? [h('p', {}, `Left since the last audit${isMissing ? ', or was missed: the list is not complete' : ''}.`)]
        : []),
      ...(mark & 4 && !changed ? [h('p', {}, 'Changed since the last audit: changes.json says what.')] : []),
      // The page has room for so many findings.
      ...(mark & 1 && !own.some(({ accepted }) => !accepted)
        ? [h('p', {}, 'Something was found: findings.json says what.')]
        : []),
      ...(deleted ? [h('p', {}, `In the recycle bin since ${text.value('', deleted.deletedDateTime)}.`)] : []),
      ...recreated.map(({ removedId, addedId }) =>
        h('p', {}, `Removed and created again: ${removedId} became ${addedId}.`),
      ),
    ];
    const isKnown = Object.keys(values).length > 0;
    const nobody =
      table.leftOut === 'none'
        ? `This page knows nobody with this id: whoever it is was not in the list${isMissing ? ', which is not complete' : ''}.`
        : `This page holds ${text.count(table.shown)} of ${text.count(table.total)} users, and not this one; everybody is in users.jsonl.`;
    return {
      name: String(values.displayName ?? values.userPrincipalName ?? id),
      upn: String(values.userPrincipalName ?? id),
      parts: [
        ...states,
        ...section('What needs you', reasons.length > 0 ? [h('ul', {}, ...reasons)] : []),
        ...section(
          'Findings',
          own.map((finding) => views.finding(finding, false)),
        ),
        ...section(
          'Findings about others that name this account',
          others.map((finding) => views.finding(finding, true)),
        ),
        ...section('What changed', changed ? [views.changes(changed.changes)] : []),
        ...section(
          'Properties',
          isKnown
            ? [views.properties({ id, ...values }), h('p', { class: 'soft' }, 'users.jsonl has all of them.')]
            : [h('p', {}, nobody)],
        ),
      ],
    };
  }

  get('person-close').addEventListener('click', () => box.close());
  // A click beside it hits the dialog itself.
  box.addEventListener('click', ({ target }) => {
    if (target === box) box.close();
  });
  box.addEventListener('close', () => {
    if (location.hash.startsWith('#user=')) history.replaceState(null, '', location.pathname + location.search);
  });

  return {
    open(id) {
      const { name, upn, parts } = told(id);
      get('person-name').replaceChildren(/** @type {Node} */ (h('bdi', {}, name)));
      get('person-upn').replaceChildren(/** @type {Node} */ (h('bdi', {}, upn === name ? '' : upn)));
      get('person-body').replaceChildren(...parts.map((part) => /** @type {Node} */ (part)));
      get('person-body').scrollTop = 0;
      if (!box.open) box.showModal();
      return true;
    },
  };
}
