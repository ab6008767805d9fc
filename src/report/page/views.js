/**
 * How a person, a change and a finding are told, in the letter and in what the page adds to it.
 *
 * @param {Pick<import('./parts.d.ts').Shared, 'h' | 'text' | 'letters'>} page
 * @returns {import('./parts.d.ts').ViewsPart}
 */
export function views({ h, text, letters }) {
  /** @typedef {import('./parts.d.ts').Child} Child */
  const bdi = (/** @type {string} */ className, /** @type {Child[]} */ ...children) =>
    h('bdi', className ? { class: className } : {}, ...children);
  const badge = (/** @type {string} */ words, name = '') => h('span', { class: `badge ${name}` }, words);

  /** Letters that differ from a name that it looks like. @type {(name: string, finding: any) => Child[]} */
  const marked = (name, finding) => {
    const { others, characters } = finding?.evidence ?? {};
    if (finding?.rule !== 'display-name-imitation') return [name];
    const other = Array.isArray(others)
      ? others.find((one) => one?.displayName && one.displayName !== name)
      : undefined;
    const runs = letters.runs(name, other?.displayName ?? null, Array.isArray(characters) ? characters : []);
    return runs.map(([part, differs]) => {
      const numbers = [...part].map(
        (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
      );
      return differs ? h('mark', { title: numbers.join(' ') }, part) : part;
    });
  };

  /** @type {import('./parts.d.ts').ViewsPart['person']} */
  const person = ({ displayName, userPrincipalName, id }, finding) =>
    h(
      'a',
      { class: 'person', href: `#user=${encodeURIComponent(id)}` },
      bdi('name', ...(displayName ? marked(displayName, finding) : ['(no name)'])),
      ' ',
      bdi('upn', userPrincipalName ?? id),
    );

  /** Of lists only what came and went. @type {(property: string, before: unknown, after: unknown) => Child[]} */
  const fromTo = (property, before, after) => {
    if (Array.isArray(before) || Array.isArray(after)) {
      const [old, now] = [before, after].map((list) =>
        (Array.isArray(list) ? list : []).map((item) => text.value('', item)),
      );
      const gone = (old ?? []).filter((item) => !now?.includes(item));
      const come = (now ?? []).filter((item) => !old?.includes(item));
      if (gone.length + come.length > 0) {
        return [
          ...gone.flatMap((item) => [h('del', {}, '\u2212 ', bdi('', item)), ' ']),
          ...come.flatMap((item) => [h('ins', {}, '+ ', bdi('', item)), ' ']),
        ];
      }
    }
    const [old, now] = [text.value(property, before), text.value(property, after)];
    return [h('del', {}, bdi('', old)), ' \u2192 ', h('ins', {}, bdi('', now))];
  };

  /** @type {import('./parts.d.ts').ViewsPart['change']} */
  const change = ({ property, before, after, churn }) =>
    h(
      'span',
      { class: 'change' },
      h('span', { class: 'soft', title: property }, `${text.label(property)}: `),
      ...fromTo(property, before, after),
      ...(churn ? [' ', badge('by itself')] : []),
    );

  /** @type {import('./parts.d.ts').ViewsPart['changes']} */
  const changes = (list) => h('ul', { class: 'plain' }, ...list.map((one) => h('li', {}, change(one))));

  /** @type {import('./parts.d.ts').ViewsPart['properties']} */
  const properties = (values) =>
    h(
      'dl',
      {},
      ...Object.entries(values).map(([name, value]) =>
        h('div', {}, h('dt', { title: name }, text.label(name)), h('dd', {}, bdi('', text.value(name, value)))),
      ),
    );

  /** @type {import('./parts.d.ts').ViewsPart['finding']} */
  const finding = (found, withPerson) => {
    const { severity, user, subject, why, isNew, accepted, acceptanceExpired, evidence, entry } = found;
    const more = [
      ...(accepted ? [h('p', {}, `Accepted until ${accepted.until}: ${accepted.reason}`)] : []),
      ...(acceptanceExpired ? [h('p', {}, `Its acceptance ran out on ${acceptanceExpired}.`)] : []),
      properties(evidence),
      ...(entry
        ? [
            h('p', {}, 'To live with it, copy this into the file that accepted-findings names:'),
            h(
              'pre',
              {},
              ...entry
                .trimEnd()
                .split('\n')
                .map((line) => h('span', { class: 'row' }, line)),
            ),
          ]
        : []),
    ];
    return h(
      'div',
      { class: 'finding' },
      ...(withPerson ? [user ? person(user, found) : h('span', { class: 'name' }, subject), ' '] : []),
      badge(severity, severity),
      ...(isNew ? [' ', badge('new', 'new')] : []),
      ...(accepted ? [' ', badge('accepted', 'accepted')] : []),
      h('span', { class: 'what' }, why),
      h('details', {}, h('summary', {}, 'Evidence'), ...more),
    );
  };

  /** @type {import('./parts.d.ts').ViewsPart['arrival']} */
  const arrival = (user) => {
    const name = /** @type {import('../../users/user-name.ts').UserName} */ (/** @type {unknown} */ (user));
    const told = [user.userType, user.department, user.jobTitle].filter(
      (word) => typeof word === 'string' && word !== '',
    );
    const left =
      user.deletedDateTime === undefined
        ? []
        : [
            user.deletedDateTime === null
              ? 'not in the recycle bin'
              : `deleted ${text.value('', user.deletedDateTime)}`,
          ];
    const words = [...told, ...left].map(String).join(', ');
    return h('span', {}, person(name), ...(words ? [' ', h('span', { class: 'soft' }, bdi('', words))] : []));
  };

  return { person, change, changes, finding, properties, arrival, badge };
}
