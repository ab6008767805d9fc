import { count, plural } from '../base/numbers.ts';
import { safeCell, safeProse } from '../base/safe-text.ts';
import { shorten } from '../base/shorten.ts';
import type { Need, NeedPerson } from './needs-you.ts';

export interface NeedsOptions {
  /** Whether names may appear. */
  names: boolean;
  /** Goes before a path of the documentation; '' where there is no address. */
  docsBase: string;
}

/** All of it fits on one screen with the table below. */
const shownNeeds = 6;
const shownPeople = 8;
const peopleOfOne = 3;
const longestName = 120;

/** What needs somebody, as a list of one screen; the rest of it behind a fold. */
export function needsMarkdown(needs: readonly Need[], options: NeedsOptions): string {
  if (needs.length === 0) return '';
  const title = needs.some(({ urgent }) => urgent) ? 'What needs you' : 'Worth a look';
  let room = options.names ? shownPeople : 0;
  const first = needs.filter(({ severity }) => severity !== 'low').slice(0, shownNeeds);
  const shown = first.map((need) => {
    const people = need.people.slice(0, Math.min(room, peopleOfOne));
    room -= people.length;
    return needText(need, people, options);
  });
  const later = needs.filter((need) => !first.includes(need));
  const rest = later.map((need) => {
    return needText(need, options.names ? need.people.slice(0, peopleOfOne) : [], options);
  });
  const fold = rest.length > 0 ? folded(`${count(rest.length)} more`, rest.join('')) : '';
  return `### ${title}\n\n${shown.join('')}${fold}\n`;
}

/** Behind a fold, which GitHub opens with a click. */
export function folded(title: string, markdown: string): string {
  return `\n<details><summary>${title}</summary>\n\n${markdown}\n</details>\n`;
}

const marks = { high: '🔴', medium: '🟠', low: '⚪' };

function needText(need: Need, people: readonly NeedPerson[], options: NeedsOptions): string {
  const { kind, severity, urgent, title, why, fix } = need;
  const mark = severity ? marks[severity] : kind === 'change' ? '🔄' : urgent ? '❌' : '➖';
  const told = severity ? ` (${severity})` : '';
  // Each person has a reason of his own.
  const reason = kind === 'finding' && people.length > 0 ? '' : ` ${safeProse(why)}`;
  const whatToDo = fix === '' ? '' : ` **What to do:** ${safeProse(fix)}`;
  const line = `- ${mark} **${safeProse(title)}**${told}:${reason}${whatToDo}${docsLink(need, options)}\n`;
  const more = need.number - people.length;
  const rest = people.length > 0 && more > 0 ? `  - ${plural(more, 'more', 'more')}\n` : '';
  return line + people.map(personText).join('') + rest;
}

function docsLink({ docs, kind }: Need, { docsBase }: NeedsOptions): string {
  if (docsBase === '') return '';
  return ` [${kind === 'finding' ? safeProse(docs.slice(docs.indexOf('#') + 1)) : 'More'}](${docsBase}${docs})`;
}

function personText({ user, subject, text }: NeedPerson): string {
  const names = user ? [user.displayName, user.userPrincipalName ?? user.id] : [subject];
  const [first = '', ...others] = names.filter((name) => name !== null && name !== '').map((name) => named(name ?? ''));
  const also = others.length > 0 ? ` (${others.join('')})` : '';
  return `  - **${first}**${also}: ${safeCell(text)}\n`;
}

function named(name: string): string {
  return safeCell(shorten(name, longestName));
}
