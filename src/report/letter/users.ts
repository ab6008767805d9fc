import { count } from '../../base/numbers.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, h, nothing } from './markup.ts';

/** The marks of a row, as bits, and what a click on their chip shows. */
const chips: readonly [bit: number, text: string][] = [
  [1, 'Open findings'],
  [8, 'High severity'],
  [2, 'New'],
  [4, 'Changed'],
];

/** The table of everybody: its frame, which the page fills. */
export function usersSection({ table }: ReportData): Html {
  const { columns, total, shown, leftOut } = table;
  const cut =
    leftOut === 'none'
      ? nothing
      : h(
          'p',
          { class: 'notice' },
          `This page holds ${count(shown)} of ${count(total)} users: ${leftOut === 'without findings or changes' ? 'some of those without a finding or change were left out' : 'more have a finding or change than a page can hold'}. Everybody is in users.jsonl.`,
        );
  const button = (attributes: Readonly<Record<string, string>>, words: string) =>
    h('button', { type: 'button', ...attributes }, words);
  const filters = columns.flatMap(({ label, filter }, index) => {
    const id = `column-${index}`;
    const select = h('select', { id, 'data-column': String(index) }, h('option', { value: '' }, 'all'));
    return filter ? [h('div', { class: 'field' }, h('label', { for: id }, label), select)] : [];
  });
  const heads = columns.map(({ label, kind }) => h('th', { scope: 'col', class: kind }, button({}, label)));
  const boxes = columns.map(({ label, hiddenByDefault }, index) => {
    const attributes = { type: 'checkbox', 'data-shows': String(index), ...(hiddenByDefault ? {} : { checked: '' }) };
    // Rows are opened by the first one.
    return index === 0 ? nothing : h('label', {}, h('input', attributes), ` ${label}`);
  });
  return h(
    'section',
    { 'aria-labelledby': 'users-heading' },
    h('h2', { id: 'users-heading', tabindex: '-1' }, 'Everybody'),
    cut,
    h(
      'div',
      { class: 'controls', role: 'search', 'aria-label': 'Users' },
      h(
        'div',
        { class: 'field' },
        h('label', { for: 'search' }, 'Search'),
        h('input', { id: 'search', type: 'search', autocomplete: 'off', spellcheck: 'false' }),
      ),
      ...filters,
      sortField(columns),
      h(
        'div',
        { class: 'chips', role: 'group', 'aria-label': 'Only those with' },
        ...chips.map(([bit, words]) => button({ 'data-mark': String(bit), 'aria-pressed': 'false' }, words)),
      ),
      button({ id: 'rule-chip', hidden: '', class: 'chip', 'aria-label': 'Take the rule away' }, ''),
      button({ id: 'clear', hidden: '' }, 'Clear'),
      h('details', { class: 'menu' }, h('summary', {}, 'Columns'), h('div', {}, ...boxes)),
      button({ id: 'save' }, 'Save what I see as CSV'),
    ),
    h(
      'p',
      { id: 'status', role: 'status', class: 'soft' },
      'The table needs the script of this page, which loads nothing. Everybody is in users.jsonl.',
    ),
    h('p', { id: 'printed', class: 'paper' }),
    h(
      'div',
      { id: 'scroller' },
      h(
        'table',
        { id: 'users', 'aria-label': 'Users. The buttons in the headings sort; arrow keys move from row to row.' },
        h('thead', {}, h('tr', { 'aria-rowindex': '1' }, ...heads)),
        h('tbody', {}),
      ),
    ),
    h(
      'dialog',
      { id: 'person', 'aria-labelledby': 'person-name' },
      h(
        'div',
        { class: 'person-head' },
        h('div', {}, h('h2', { id: 'person-name' }), h('p', { id: 'person-upn', class: 'soft' })),
        button({ id: 'person-close' }, 'Close'),
      ),
      h('div', { id: 'person-body', tabindex: '0' }),
    ),
  );
}

/** Where the window is too narrow for headings. */
function sortField(columns: ReportData['table']['columns']): Html {
  const orders = columns.flatMap(({ label }, column) => [
    h('option', { value: `${column} up` }, `${label} \u25b2`),
    h('option', { value: `${column} down` }, `${label} \u25bc`),
  ]);
  return h(
    'div',
    { class: 'field narrow-only' },
    h('label', { for: 'sort' }, 'Sort by'),
    h('select', { id: 'sort' }, h('option', { value: '' }, 'order of the list'), ...orders),
  );
}
