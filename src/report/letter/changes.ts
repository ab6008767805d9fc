import { count, plural } from '../../base/numbers.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, h, text, views } from './markup.ts';

/** So many are told in the letter; the page has more of them. */
const told = 6;

/** Who joined, who left, and who changed, from what to what. */
export function changesSection({ changes, evidence }: ReportData): Html {
  const body = changes.compared
    ? [...(evidence.reconciled ? [] : [notComplete()]), ...compared(changes)]
    : [h('p', {}, changes.why ?? 'There is nothing to compare with yet.')];
  return h(
    'section',
    { 'aria-labelledby': 'changes' },
    h('h2', { id: 'changes', tabindex: '-1' }, 'What changed'),
    ...body,
  );
}

function notComplete(): Html {
  return h(
    'p',
    { class: 'notice' },
    'The list is not complete: whoever seems to have left may be there, and others may have come.',
  );
}

function compared(changes: ReportData['changes']): Html[] {
  const { counts, usersBefore, since } = changes;
  const before = usersBefore === null ? 'the last list' : `the ${plural(usersBefore, 'user')} of the last audit`;
  const when = since === null ? '' : `, ${text.value('', since)}`;
  const quiet = counts.added + counts.removed + counts.changed === 0;
  const churn =
    counts.churned > 0
      ? [
          h(
            'p',
            { class: 'soft' },
            `${plural(counts.churned, 'user')} more with nothing new but times that move by themselves.`,
          ),
        ]
      : [];
  return [
    h('p', { class: 'soft' }, `Compared with ${before}${when}.`),
    ...(quiet ? [h('p', {}, 'Nobody joined, left or changed.')] : []),
    h(
      'div',
      { class: 'columns' },
      ...list(
        'Joined',
        'added',
        counts.added,
        changes.added.map((user) => views.arrival(user) as Html),
      ),
      ...list(
        'Left',
        'removed',
        counts.removed,
        changes.removed.map((user) => views.arrival(user) as Html),
      ),
    ),
    ...list(
      'Changed',
      'changed',
      counts.changed,
      changes.changed.map((user) => h('div', {}, views.person(user), views.changes(user.changes))),
    ),
    ...recreated(changes),
    ...churn,
  ];
}

function list(title: string, id: string, number: number, items: readonly Html[]): Html[] {
  if (number === 0) return [];
  const rest = items.length - told;
  const cut = items.length < number ? `; all ${count(number)} are in changes.json` : '';
  const more =
    rest > 0
      ? [h('details', { 'data-list': id, 'data-from': String(told) }, h('summary', {}, `${count(rest)} more${cut}`))]
      : [];
  return [
    h(
      'div',
      {},
      h('h3', {}, `${title} `, h('span', { class: 'soft' }, count(number))),
      h('ul', { class: 'entries', id: `list-${id}` }, ...items.slice(0, told).map((item) => h('li', {}, item))),
      ...more,
    ),
  ];
}

function recreated({ recreated, counts }: ReportData['changes']): Html[] {
  if (counts.recreated === 0) return [];
  const items = recreated
    .slice(0, told)
    .map(({ userPrincipalName, removedId, addedId }) =>
      h(
        'li',
        {},
        h(
          'a',
          { class: 'person', href: `#user=${encodeURIComponent(addedId)}` },
          h('bdi', { class: 'name' }, userPrincipalName),
        ),
        h('span', { class: 'what' }, `account ${removedId} \u2192 account ${addedId}`),
      ),
    );
  const cut =
    counts.recreated > items.length ? ` The first ${count(items.length)} are shown; all are in changes.json.` : '';
  return [
    h('h3', {}, 'Removed and created again ', h('span', { class: 'soft' }, count(counts.recreated))),
    h('p', { class: 'soft' }, `They are among those who joined and left as well.${cut}`),
    h('ul', { class: 'entries' }, ...items),
  ];
}
