/**
 * Addresses inside of the page: `#user=` opens a person, `#rule=` shows whom a rule found.
 *
 * @param {import('./parts.d.ts').Page} page
 */
export function links({ rows, dialog, filters, get }) {
  function follow() {
    const [, kind, value = ''] = /^#(user|rule)=(.*)$/.exec(location.hash) ?? [];
    if (kind === undefined) return;
    let wanted = value;
    try {
      wanted = decodeURIComponent(value);
    } catch {
      // Somebody typed it: it is taken as it stands.
    }
    if (kind === 'user') rows.ready.then(() => dialog.open(wanted));
    else filters.toRule(wanted);
  }
  // Somebody who was opened, closed and clicked again changes no address.
  document.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a[href^="#user="], a[href^="#rule="]') : null;
    if (link && link.getAttribute('href') === location.hash) follow();
    if (link && get('person').hasAttribute('open') && link.getAttribute('href')?.startsWith('#rule=')) {
      /** @type {HTMLDialogElement} */ (get('person')).close();
    }
  });
  addEventListener('hashchange', follow);
  follow();
}
