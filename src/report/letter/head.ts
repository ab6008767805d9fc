import { count, plural } from '../../base/numbers.ts';
import { evidenceText } from '../../users/reconcile.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, h, nothing, text, type views } from './markup.ts';

/** Whose directory it is, whether somebody has to act, and four questions with their answers. */
export function head(data: ReportData): Html {
  const { tenant, run, headline } = data;
  const title = tenant.name ?? tenant.domain ?? tenant.id;
  const also = [tenant.domain, `tenant ${tenant.id}`].filter((one) => one !== null && one !== title);
  const [verdict, rest] = firstSentence(headline.text);
  return h(
    'header',
    { class: `head ${headline.mood}` },
    h('a', { class: 'skip', href: '#users-heading' }, 'Skip to the table of everybody'),
    h(
      'p',
      { class: 'tenant' },
      h('strong', {}, h('bdi', {}, title)),
      h('span', { class: 'soft' }, ` ${also.join(', ')}`),
    ),
    h('h1', {}, verdict),
    rest === '' ? nothing : h('p', { class: 'lead' }, rest),
    h('p', { class: 'soft' }, `As of ${text.value('', run.endedAt)}`, ...runText(run)),
    answers(data),
  );
}

/** The verdict stands alone; what happened besides stands below it. */
function firstSentence(sentences: string): [string, string] {
  const end = sentences.search(/[.!?] (?=[A-Z\d])/);
  return end < 0 ? [sentences, ''] : [sentences.slice(0, end + 1), sentences.slice(end + 2)];
}

function runText({ url, workflow, number, acceptedBy }: ReportData['run']): (Html | string)[] {
  const name = `run${number === null ? '' : ` ${number}`}${workflow === null ? '' : ` of ${workflow}`}`;
  const shown = url === null ? [] : [', ', h('a', { href: url, rel: 'noreferrer' }, `workflow ${name}`)];
  return acceptedBy === null ? shown : [...shown, `, its changes accepted by ${acceptedBy}`];
}

function answers(data: ReportData): Html {
  const items = [mustIAct(data), whoJoined(data), isItWhole(data), whoAnswersForGuests(data)];
  return h(
    'dl',
    { class: 'answers' },
    ...items.map(([question, mood, link, ...answer]) =>
      h('div', { class: mood }, h('dt', {}, h('a', { href: link }, question)), h('dd', {}, ...answer)),
    ),
  );
}

type Answer = [question: string, mood: string, link: string, ...answer: (Html | string)[]];
const shownNames = 3;

function mustIAct({ needs, headline }: ReportData): Answer {
  const question: [string, string, string] = ['Must I act?', headline.mood, '#needs'];
  const urgent = needs.filter((need) => need.urgent);
  const people = urgent.flatMap((need) => need.people.flatMap(({ user }) => (user ? [user] : [])));
  const number = urgent.reduce((sum, need) => sum + (need.people.length > 0 ? need.number : 0), 0);
  const look = needs.length - urgent.length;
  const also = look > 0 ? ` ${plural(look, 'matter is', 'matters are')} worth a look.` : '';
  if (urgent.length > 0) {
    const who = people.length > 0 ? [' ', ...named(people, number)] : [];
    return [...question, `Yes: ${plural(urgent.length, 'matter')}.`, ...who, also];
  }
  return [...question, headline.mood === 'notice' ? `No.${also}` : `Yes: read the line above.${also}`];
}

function whoJoined({ changes }: ReportData): Answer {
  const question: [string, string, string] = ['Who joined, who left?', '', '#changes'];
  if (!changes.compared) return [...question, 'Not known: there is nothing to compare with.'];
  const { added, removed } = changes.counts;
  if (added + removed === 0) return [...question, 'Nobody.'];
  const part = (number: number, verb: string, users: ReportData['changes']['added']) =>
    number === 0 ? [`Nobody ${verb}. `] : [`${count(number)} ${verb}: `, ...named(users.map(asName), number), ' '];
  return [...question, ...part(added, 'joined', changes.added), ...part(removed, 'left', changes.removed)];
}

function asName(user: ReportData['changes']['added'][number]) {
  const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    id: user.id,
    displayName: textOf(user.displayName),
    userPrincipalName: textOf(user.userPrincipalName),
  };
}

function named(users: Parameters<typeof views.person>[0][], number: number): (Html | string)[] {
  const shown = users.slice(0, shownNames);
  const names = shown.flatMap(({ id, displayName, userPrincipalName }, index) => [
    ...(index > 0 ? [', '] : []),
    h('a', { href: `#user=${encodeURIComponent(id)}` }, h('bdi', {}, displayName ?? userPrincipalName ?? id)),
  ]);
  const more = number - shown.length;
  if (shown.length === 0) return ['see below.'];
  return [...names, more > 0 ? ` and ${count(more)} more.` : '.'];
}

function isItWhole({ evidence }: ReportData): Answer {
  const { listed, reconciled } = evidence;
  const what = `it holds ${plural(listed, 'user')}; ${evidenceText(evidence)}.`;
  return ['Is the list whole?', reconciled ? '' : 'error', '#evidence', `${reconciled ? 'Yes' : 'No'}: ${what}`];
}

function whoAnswersForGuests({ directory }: ReportData): Answer {
  const question: [string, string, string] = ['Which guests does nobody answer for?', '', '#guests'];
  if (directory.guests === null) {
    const knowsGuests = directory.kinds.some(([kind]) => kind.startsWith('Guest'));
    const none = directory.kinds.length > 0 && !knowsGuests;
    return [
      ...question,
      none ? 'There are no guests.' : 'Not known: what was selected does not tell where guests come from.',
    ];
  }
  const { domains } = directory.guests;
  const guests = domains.reduce((sum, one) => sum + one.guests, 0);
  if (guests === 0) return [...question, 'There are no guests.'];
  if (domains.every(({ withoutSponsor }) => withoutSponsor === null)) {
    return [...question, `Not known of ${plural(guests, 'guest')}: the input include-sponsors was not set.`];
  }
  const alone = domains.reduce((sum, one) => sum + (one.withoutSponsor ?? 0), 0);
  if (alone === 0) return [...question, `None: each of ${plural(guests, 'guest')} has a sponsor.`];
  const rule = h('a', { href: '#rule=guest-without-sponsor' }, 'Who they are');
  return [...question, `${count(alone)} of ${plural(guests, 'guest')} without a sponsor. `, rule, '.'];
}
