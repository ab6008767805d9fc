import { count, plural } from '../../base/numbers.ts';
import { barTable } from '../charts.ts';
import type { GuestDomain, ReportData } from '../report-data.ts';
import { type Html, h, text } from './markup.ts';

/** Who is in the directory. */
export function directorySection(data: ReportData): Html {
  const { kinds, created, departments, licences } = data.directory;
  const bars = [
    ...(kinds.length > 0 ? [barTable('Accounts by type and state', 'Type and state', kinds)] : []),
    ...(departments.length > 0 ? [barTable('Accounts by department', 'Department', departments)] : []),
    ...(licences.length > 0 ? [barTable('Licences in use', 'Product', licences)] : []),
    ...(created.length > 1 ? [barTable('Accounts by month of creation', 'Month', lastMonths(created))] : []),
  ];
  const told = [...bars, ...others(data)].length + (data.directory.guests === null ? 0 : 1);
  const empty =
    data.evidence.listed === 0
      ? [h('p', {}, 'The list is empty: the directory has no users, or the filter lets nobody through.')]
      : told === 0
        ? [h('p', {}, 'Nothing is counted: what was selected holds neither types nor departments, licences or dates.')]
        : [];
  return h(
    'section',
    { 'aria-labelledby': 'directory' },
    h('h2', { id: 'directory', tabindex: '-1' }, 'Who is in the directory'),
    ...empty,
    h('div', { class: 'charts wide' }, ...bars),
    ...guests(data),
    h('ul', { class: 'plain others' }, ...others(data).map((one) => h('li', {}, one))),
  );
}

function others(data: ReportData): Html[] {
  return [...recycleBin(data), ...roster(data), ...signIns(data)];
}

const shownMonths = 12;

function lastMonths(created: ReportData['directory']['created']) {
  return created.slice(-shownMonths);
}

function guests({ directory }: ReportData): Html[] {
  if (directory.guests === null || directory.guests.domains.length === 0) return [];
  const { domains } = directory.guests;
  const sponsors = domains.some(({ withoutSponsor }) => withoutSponsor !== null);
  const heads = ['Home', 'Guests', 'Enabled', 'Pending', 'Oldest', ...(sponsors ? ['Without sponsor'] : [])];
  const cell = (value: string) => h('td', { class: 'number' }, value);
  const row = (one: GuestDomain) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, h('bdi', {}, one.domain ?? 'all others')),
      ...[one.guests, one.enabled, one.pending].map((number) => cell(count(number))),
      h('td', { class: 'date' }, one.oldest?.slice(0, 10) ?? ''),
      ...(sponsors ? [cell(one.withoutSponsor === null ? '' : count(one.withoutSponsor))] : []),
    );
  return [
    h('h3', { id: 'guests', tabindex: '-1' }, 'Guests by their home'),
    ...(sponsors
      ? []
      : [h('p', { class: 'soft' }, 'Who answers for them is not known: the input include-sponsors was not set.')]),
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-labelledby': 'guests' },
      h(
        'table',
        { class: 'narrow' },
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            ...heads.map((head, index) =>
              h('th', { scope: 'col', class: index === 0 || head === 'Oldest' ? '' : 'number' }, head),
            ),
          ),
        ),
        h('tbody', {}, ...domains.map(row)),
      ),
    ),
  ];
}

function recycleBin({ directory: { deleted } }: ReportData): Html[] {
  if (deleted === null) return [];
  if (deleted.state === 'skipped')
    return [h('span', {}, `The recycle bin was not read: ${deleted.reason ?? 'Graph refused it.'}`)];
  const number = deleted.number ?? deleted.people.length;
  if (number === 0) return [h('span', {}, 'The recycle bin is empty.')];
  const shown = deleted.people.length < number ? `, the newest ${count(deleted.people.length)} here` : '';
  return [
    h(
      'details',
      { 'data-list': 'deleted' },
      h('summary', {}, `${plural(number, 'user lies', 'users lie')} in the recycle bin${shown}`),
    ),
  ];
}

function roster({ directory: { roster: one } }: ReportData): Html[] {
  if (one === null) return [];
  const link = (rule: string, words: string) => h('a', { href: `#rule=${rule}` }, words);
  const parts = [
    ...(one.withoutAccount === null ? [] : [`${plural(one.withoutAccount, 'person has', 'people have')} no account`]),
    ...(one.afterLeaving === null
      ? []
      : [
          link(
            'enabled-after-leaving',
            `${plural(one.afterLeaving, 'account is', 'accounts are')} enabled after leaving`,
          ),
        ]),
    ...(one.notInRoster === null
      ? []
      : [link('not-in-roster', `${plural(one.notInRoster, 'account is', 'accounts are')} of nobody in it`)]),
  ];
  const told = parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
  return [h('span', {}, `The roster has ${plural(one.people, 'person', 'people')}: `, ...told, '.')];
}

function signIns({ directory: { signIns: one } }: ReportData): Html[] {
  if (one === null) return [];
  if (one.state === 'skipped') return [h('span', {}, `Sign-ins were not read: ${text.shown(one.reason)}`)];
  return [h('span', {}, `Sign-ins were read of ${plural(one.users, 'user')}.`)];
}
