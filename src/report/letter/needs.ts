import { count } from '../../base/numbers.ts';
import type { Need, NeedPerson } from '../needs-you.ts';
import type { ReportData, ReportFinding } from '../report-data.ts';
import { type Html, h, views } from './markup.ts';

/** More people of one matter are behind its fold, or in the findings below. */
const openPeople = 5;

/** What needs somebody: each with the person, why, and what to do. */
export function needsSection({ needs, headline, findings }: ReportData): Html {
  const title = needs.some(({ urgent }) => urgent)
    ? 'What needs you'
    : needs.length > 0
      ? 'Worth a look'
      : 'What needs you';
  const none =
    headline.mood === 'notice'
      ? 'Nothing: no gate failed, nothing new was found, and no change stands out.'
      : 'Nothing beyond what the headline says.';
  return h(
    'section',
    { 'aria-labelledby': 'needs' },
    h('h2', { id: 'needs', tabindex: '-1' }, title),
    ...(needs.length === 0
      ? [h('p', {}, none)]
      : [h('ol', { class: 'needs' }, ...needs.map((need) => needItem(need, findings.items)))]),
  );
}

function needItem(need: Need, items: readonly ReportFinding[]): Html {
  const { kind, severity, urgent, title, why, fix, docs, people, number } = need;
  const badge = severity
    ? views.badge(severity, severity)
    : views.badge(kind === 'change' ? 'change' : 'gate', urgent ? 'high' : 'low');
  const rule = kind === 'finding' ? docs.slice(docs.indexOf('#') + 1) : '';
  const found = (person: NeedPerson) =>
    items.find((item) => item.rule === rule && item.user?.id === person.user?.id && item.subject === person.subject);
  const shown = people.map((person) => h('li', {}, ...personText(person, found(person))));
  const rest = shown.slice(openPeople);
  const told = Math.min(shown.length, number);
  return h(
    'li',
    { class: urgent ? 'urgent' : '' },
    h('h3', {}, badge, ' ', title),
    h(
      'div',
      { class: 'who' },
      ...(shown.length === 0 ? [] : [h('ul', { class: 'people' }, ...shown.slice(0, openPeople))]),
      ...(rest.length === 0
        ? []
        : [h('details', {}, h('summary', {}, `${count(rest.length)} more`), h('ul', { class: 'people' }, ...rest))]),
      ...(told > 0 && told < number && rule !== ''
        ? [h('p', { class: 'soft' }, h('a', { href: `#rule=${rule}` }, `All ${count(number)} in the table`))]
        : []),
    ),
    h(
      'div',
      { class: 'why' },
      ...(why === '' ? [] : [h('p', {}, `${why.charAt(0).toUpperCase()}${why.slice(1)}`)]),
      ...(fix === '' ? [] : [h('p', {}, h('strong', {}, 'What to do: '), fix)]),
      ...(/^https:/.test(docs)
        ? [h('p', { class: 'soft' }, h('a', { href: docs, rel: 'noreferrer' }, 'Read more'))]
        : []),
    ),
  );
}

function personText({ user, subject, text }: NeedPerson, finding: ReportFinding | undefined): (Html | string)[] {
  const who = user ? views.person(user, finding) : h('span', { class: 'name' }, subject);
  return [who as Html, h('span', { class: 'what' }, text), ...lookAlike(finding)];
}

/** Where a name differs from another by its looks alone, the eye needs the numbers. */
function lookAlike(finding: ReportFinding | undefined): Html[] {
  const { characters, others } = (finding?.evidence ?? {}) as { characters?: unknown; others?: unknown };
  if (!Array.isArray(others) || others.length === 0) return [];
  const other = others[0] as { displayName?: unknown; userPrincipalName?: unknown } | null;
  const isImitation = Array.isArray(characters);
  const numbers = isImitation && characters.length > 0 ? `, by ${characters.join(', ')}` : '';
  const name = h('bdi', {}, String(other?.displayName ?? ''));
  const address = h('bdi', {}, String(other?.userPrincipalName ?? ''));
  return [
    h(
      'span',
      { class: 'what' },
      ...(isImitation ? ['Looks like ', name, ' (', address, `)${numbers}`] : ['The other is ', address]),
    ),
  ];
}
