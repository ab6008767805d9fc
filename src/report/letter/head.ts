import { count, plural } from '../../base/numbers.ts';
import { evidenceText } from '../../users/reconcile.ts';
import type { ReportData } from '../report-data.ts';
import { type Html, h, nothing, text, type views } from './markup.ts';

/** Whose directory it is, whether somebody has to act, and four questions with their answers. */
export function head(data: ReportData): Html {
  const { tenant, run, headline } = data;
  const title = tenant.name ?? tenant.domain ?? tenant.id;
  const also = [tenant.domain, title === tenant.id ? null : `tenant ${tenant.id}`];
  const known = also.filter((one) => one !== null && one !== title);
  const [verdict, rest] = firstSentence(headline.text);
  return h(
    'header',
    { class: `head ${headline.mood}` },
    h('a', { class: 'skip', href: '#users-heading' }, 'Skip to the table of everybody'),
    h(
      'p',
      { class: 'tenant' },
      h('strong', {}, h('bdi', {}, title)),
      h('span', { class: 'soft' }, ` ${known.join(', ')}`),
    ),
    h('h1', { class: verdict.length > longHeadline ? 'long' : '' }, ...withNames(verdict, data.needs)),
    rest === '' ? nothing : h('p', { class: 'lead' }, rest),
    h('p', { class: 'soft' }, `As of ${text.value('', run.endedAt)}`, ...runText(run)),
    answers(data),
    h('p', { class: 'paper soft' }, onPaper),
  );
}

/** What the style sheet does to the longest lists in print. */
const onPaper =
  'On paper stand the first 6 matters with one person each, the first 3 of each list of changes, and the first 6 rows of what is counted; report.html itself has all of them.';

/** Beyond as many characters a headline is set smaller: it must not fill a small window by itself. */
const longHeadline = 80;

/** Behind what needs somebody, whom it is about: the same words as in the headline stand above each need. */
function withNames(verdict: string, needs: ReportData['needs']): (Html | string)[] {
  let left = verdict;
  const parts: (Html | string)[] = [];
  const told = needs.filter(({ kind, urgent, people }) => kind === 'finding' && urgent && people.some(isPerson));
  const places = told.map((need) => ({ need, at: placeOf(need.title, verdict) }));
  for (const { need, at } of places.filter(({ at }) => at >= 0).toSorted((a, b) => a.at - b.at)) {
    const end = at + need.title.length - (verdict.length - left.length);
    parts.push(
      `${left.slice(0, end)} (`,
      ...named(
        need.people.flatMap(({ user }) => user ?? []),
        need.number,
      ),
      ')',
    );
    left = left.slice(end);
  }
  return [...parts, left];
}

function isPerson({ user }: { user: unknown }): boolean {
  return user !== null;
}

/** Where the words stand as a whole: not in `11 accounts imitate`, when they are `1 account imitates`. */
function placeOf(words: string, text: string): number {
  let at = text.indexOf(words);
  while (at > 0 && text[at - 1] !== ' ') at = text.indexOf(words, at + 1);
  return at;
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

const sponsorRule = 'guest-without-sponsor';
type Answer = [question: string, mood: string, link: string, ...answer: (Html | string)[]];
const shownNames = 3;

function mustIAct({ needs, headline }: ReportData): Answer {
  const question: [string, string, string] = ['Must I act?', headline.mood, '#needs'];
  const urgent = needs.filter((need) => need.urgent);
  const everybody = urgent.flatMap((need) => need.people.flatMap(({ user }) => (user ? [user] : [])));
  // Several matters may be about one person.
  const people = [...new Map(everybody.map((user) => [user.id, user])).values()];
  const number = urgent.reduce((sum, need) => sum + (need.people.length > 0 ? need.number : 0), 0);
  const twice = everybody.length - people.length;
  const look = needs.length - urgent.length;
  const also = look > 0 ? ` ${plural(look, 'matter is', 'matters are')} worth a look.` : '';
  if (urgent.length > 0) {
    const [only] = urgent.length === 1 ? urgent : [];
    const what = only ? `${only.title.charAt(0).toLowerCase()}${only.title.slice(1)}` : plural(urgent.length, 'matter');
    const who = people.length > 0 ? [': ', ...named(people, Math.max(people.length, number - twice)), '.'] : ['.'];
    return [...question, `Yes: ${what}`, ...who, also];
  }
  return [...question, headline.mood === 'notice' ? `No.${also}` : `Yes: read the line above.${also}`];
}

function whoJoined({ changes, evidence }: ReportData): Answer {
  const question: [string, string, string] = ['Who joined, who left?', '', '#changes'];
  if (!changes.compared) return [...question, 'Not known: there is nothing to compare with.'];
  const { added, removed } = changes.counts;
  const asFar = evidence.reconciled ? '' : 'As far as the list goes, which is not complete: ';
  if (added + removed === 0) return [...question, asFar === '' ? 'Nobody.' : `${asFar}nobody.`];
  const part = (number: number, verb: string, users: ReportData['changes']['added']) =>
    number === 0 ? [`nobody ${verb}. `] : [`${count(number)} ${verb}: `, ...named(users.map(asName), number), '. '];
  return [...question, asFar, ...part(added, 'joined', changes.added), ...part(removed, 'left', changes.removed)];
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
  // "And 1 more" takes the room of one more.
  const shown = users.slice(0, number <= shownNames + 1 ? number : shownNames);
  const names = shown.flatMap(({ id, displayName, userPrincipalName }, index) => [
    ...(index > 0 ? [', '] : []),
    h('a', { href: `#user=${encodeURIComponent(id)}` }, h('bdi', {}, displayName ?? userPrincipalName ?? id)),
  ]);
  const more = number - shown.length;
  if (shown.length === 0) return ['see below'];
  return [...names, more > 0 ? ` and ${count(more)} more` : ''];
}

function isItWhole({ evidence }: ReportData): Answer {
  const { listed, reconciled } = evidence;
  const what = `it holds ${plural(listed, 'user')}; ${evidenceText(evidence)}.`;
  return ['Is the list whole?', reconciled ? '' : 'error', '#evidence', `${reconciled ? 'Yes' : 'No'}: ${what}`];
}

function whoAnswersForGuests({ directory, findings, evidence }: ReportData): Answer {
  const question: [string, string, string] = ['Which guests does nobody answer for?', '', '#guests'];
  if (directory.guests === null) {
    const knowsGuests = directory.kinds.some(([kind]) => kind.startsWith('Guest'));
    const none = evidence.listed === 0 || (directory.kinds.length > 0 && !knowsGuests);
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
  const numbers = `${count(alone)} of ${plural(guests, 'guest')}`;
  const rule = findings.rules.find(({ id }) => id === sponsorRule);
  if (rule?.state !== 'judged')
    return [...question, `${numbers}; the rule ${sponsorRule} is off, which would name them.`];
  const found = findings.items.flatMap((one) => (one.rule === sponsorRule && one.user ? [one.user] : []));
  const link = h('a', { href: `#rule=${sponsorRule}` }, 'Who they are');
  // Whoever is disabled is none of the rule's.
  if (rule.counts.total < alone) {
    return [
      ...question,
      `${numbers}, ${count(rule.counts.total)} of them enabled: `,
      ...named(found, rule.counts.total),
      '. ',
      link,
      '.',
    ];
  }
  return [...question, `${numbers}: `, ...named(found, alone), '. ', link, '.'];
}
