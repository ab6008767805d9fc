import { count } from '../../base/numbers.ts';
import { columnsOverTime, linesOverTime } from '../charts.ts';
import type { ReportData, Trend } from '../report-data.ts';
import { type Html, h } from './markup.ts';

/** How it went, over the audits that are remembered. */
export function trendsSection({ trends }: ReportData): Html {
  const body =
    trends.length < 2
      ? [h('p', {}, 'This is the first audit that is remembered: there is nothing to draw a line through yet.')]
      : [h('div', { class: 'charts' }, ...charts(trends)), everyAudit(trends)];
  return h(
    'section',
    { 'aria-labelledby': 'trends' },
    h('h2', { id: 'trends', tabindex: '-1' }, 'How it went'),
    ...body,
  );
}

function charts(trends: readonly Trend[]): Html[] {
  const known = (names: (keyof Trend)[]) => trends.filter((one) => names.some((name) => one[name] !== null)).length > 1;
  const pick = (name: Exclude<keyof Trend, 'endedAt'>, title: string) => ({
    title,
    name,
    points: trends.map((one) => ({ at: one.endedAt, value: one[name] })),
  });
  return [
    linesOverTime('Users', [pick('users', 'all'), ...(known(['guests']) ? [pick('guests', 'guests')] : [])]),
    ...(known(['high', 'medium', 'low'])
      ? [linesOverTime('Open findings', [pick('high', 'high'), pick('medium', 'medium'), pick('low', 'low')])]
      : []),
    ...(known(['added', 'removed', 'changed'])
      ? [columnsOverTime('Changes', [pick('added', 'joined'), pick('removed', 'left'), pick('changed', 'changed')])]
      : []),
  ];
}

/** Every number and date of the drawings, for whoever cannot point at them. */
function everyAudit(trends: readonly Trend[]): Html {
  const columns: [string, Exclude<keyof Trend, 'endedAt'>][] = [
    ['Users', 'users'],
    ['Guests', 'guests'],
    ['Joined', 'added'],
    ['Left', 'removed'],
    ['Changed', 'changed'],
    ['High', 'high'],
    ['Medium', 'medium'],
    ['Low', 'low'],
  ];
  const row = (one: Trend) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row', class: 'date' }, one.endedAt.slice(0, 16).replace('T', ' ')),
      ...columns.map(([, name]) => h('td', { class: 'number' }, one[name] === null ? '\u2013' : count(one[name]))),
    );
  return h(
    'details',
    {},
    h('summary', {}, `The ${count(trends.length)} audits in numbers`),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Audits in numbers' },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            h('th', { scope: 'col' }, 'Audit (UTC)'),
            ...columns.map(([title]) => h('th', { scope: 'col', class: 'number' }, title)),
          ),
        ),
        h('tbody', {}, ...trends.toReversed().map(row)),
      ),
    ),
  );
}
