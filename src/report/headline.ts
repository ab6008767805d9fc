import { count, plural } from '../base/numbers.ts';
import type { Pause } from '../compare/usual-gap.ts';
import { type FindingNews, newsText } from '../findings/finding-news.ts';
import type { Severity } from '../findings/rules/rule.ts';
import { failingText } from '../gates/gate-words.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import { evidenceText, type Reconciliation } from '../users/reconcile.ts';

/** What the one sentence is made of: numbers, ids of rules and texts of gates, and never a name. */
export interface HeadlineFacts extends Reconciliation {
  gates: readonly GateResult[];
  news: readonly Omit<FindingNews, 'samples'>[];
  /** How many changes are notable. */
  notable: number;
  comparison: HeadlineComparison;
  /** Whether this run was asked to accept what changed, and did. */
  accepted: boolean;
  signInsSkipped: boolean;
  /** Whole days that are left; undefined without a certificate. */
  certificateDays: number | undefined;
  /** Where the last audit was unusually long ago. */
  pause: Pause | undefined;
}

/** What became of the comparison; `broken` where somebody has to mend something before there is one again. */
export type HeadlineComparison =
  | { state: 'compared'; added: number; removed: number; changed: number }
  | { state: 'first' | 'none' | 'missing' | 'broken' };

/** The verdict in one sentence, and how loudly it is told. */
export interface Headline {
  text: string;
  /** `error`: the run fails; `warning`: somebody is needed; `notice`: nobody is. */
  mood: 'error' | 'warning' | 'notice';
}

/** Days before a certificate expires from which on it is told, and from which on somebody has to act. */
const expiresSoon = 30;
const expiresVerySoon = 14;
const longestList = 3;

/** Says in one sentence whether somebody has to act, then what happened since the last audit. */
export function headline(facts: HeadlineFacts): Headline {
  const actions = actionsOf(facts);
  const needed = actions.length > 0;
  const text = [
    ...verdict(facts, actions),
    ...(needed || facts.accepted ? [] : worthALook(facts)),
    ...changesText(facts),
    ...(facts.reconciled ? ['The list is complete.'] : []),
    ...pauseText(facts.pause),
    ...(facts.signInsSkipped ? ['Sign-ins were not read.'] : []),
    ...certificateText(facts),
  ].join(' ');
  const fails = facts.gates.some((gate) => gate.fails);
  return { text, mood: fails ? 'error' : needed || !facts.reconciled ? 'warning' : 'notice' };
}

function verdict(facts: HeadlineFacts, actions: readonly string[]): string[] {
  const accepted = facts.accepted ? [acceptedText(facts)] : [];
  if (!facts.reconciled) {
    const also = actions.length > 0 ? [`Also needed: ${listed(actions)}.`] : [];
    const evidence = evidenceText(facts, 'after it');
    return [`The list is NOT complete: it holds ${plural(facts.listed, 'user')}, ${evidence}.`, ...also, ...accepted];
  }
  return [actions.length > 0 ? `Action needed: ${listed(actions)}.` : 'Nothing needs you today.', ...accepted];
}

/** What somebody has to act on; that the list is not complete is told apart. */
function actionsOf(facts: HeadlineFacts): string[] {
  const { gates, certificateDays, comparison, accepted } = facts;
  const failing = gates.filter(({ gate, fails }) => fails && gate !== 'unreconciled');
  return [
    ...(accepted ? [] : gravest(facts)),
    ...(['failed', 'not-judged'] as const).flatMap((state) => {
      const gates = failing.filter((one) => one.state === state);
      return gates.length > 0 ? [`${failingText(gates)} (${shortList(gates.map(({ gate }) => gate))})`] : [];
    }),
    ...(comparison.state === 'broken' ? ['the list could not be compared with an earlier one'] : []),
    ...(certificateDays !== undefined && certificateDays <= expiresVerySoon ? [expiry(certificateDays)] : []),
  ];
}

/** New findings of high severity, by rule, the most frequent first. */
function gravest({ news }: HeadlineFacts): string[] {
  const high = news.filter(({ severity }) => severity === 'high').toSorted((a, b) => b.number - a.number);
  const rest = high.slice(longestList).reduce((sum, { number }) => sum + number, 0);
  return [
    ...high.slice(0, longestList).map((one) => `${count(one.number)} ${newsText(one)}`),
    ...(rest > 0 ? [`${plural(rest, 'more finding', 'more findings')} of high severity`] : []),
  ];
}

function worthALook({ news, notable }: HeadlineFacts): string[] {
  const texts = [
    ...severitiesText(news, ['medium', 'low']),
    ...(notable > 0 ? [plural(notable, 'notable change')] : []),
  ];
  return texts.length === 0 ? [] : [`Worth a look: ${listed(texts)}.`];
}

function acceptedText({ news, comparison }: HeadlineFacts): string {
  const found = severitiesText(news, ['high', 'medium', 'low']);
  const what = [...(comparison.state === 'compared' ? ['what changed'] : []), ...found];
  return what.length === 0 ? 'There was nothing to accept.' : `Accepted with this run: ${listed(what)}.`;
}

function severitiesText(news: HeadlineFacts['news'], severities: readonly Severity[]): string[] {
  return severities.flatMap((severity) => {
    const those = news.filter((one) => one.severity === severity);
    const number = those.reduce((sum, one) => sum + one.number, 0);
    const fresh = those.every(({ isNew }) => isNew) ? 'new ' : 'open ';
    return number === 0 ? [] : [`${plural(number, `${fresh}finding`)} of ${severity} severity`];
  });
}

function changesText({ comparison, reconciled }: HeadlineFacts): string[] {
  const incomplete = reconciled ? '' : ', as far as the list goes';
  switch (comparison.state) {
    case 'compared': {
      const { added, removed, changed } = comparison;
      if (added + removed + changed === 0) return [`Nobody joined, left or changed${incomplete}.`];
      return [`${count(added)} joined, ${count(removed)} left, ${count(changed)} changed${incomplete}.`];
    }
    case 'first':
      return ['There is no earlier audit to compare with yet.'];
    case 'missing':
      return ['There was no earlier list to compare with.'];
    case 'none':
      return ['Nothing was compared.'];
    case 'broken':
      return [];
  }
}

/** A run that failed is in no chain: nobody knows here whether there was one. */
function pauseText(pause: Pause | undefined): string[] {
  if (pause === undefined) return [];
  const since = ago(pause.since);
  return [`The last audit was ${since} ago, failed ones aside; usually there is ${every(pause.usual)}.`];
}

const hour = 3_600_000;
const day = 24 * hour;

function ago(milliseconds: number): string {
  if (milliseconds < 2 * day) return plural(Math.round(milliseconds / hour), 'hour');
  return plural(Math.round(milliseconds / day), 'day');
}

function every(milliseconds: number): string {
  if (milliseconds < 1.5 * hour) return 'one an hour';
  if (milliseconds < 20 * hour) return `one every ${Math.round(milliseconds / hour)} hours`;
  if (milliseconds < 36 * hour) return 'one a day';
  const days = Math.round(milliseconds / day);
  return days === 7 ? 'one a week' : `one every ${days} days`;
}

function certificateText({ certificateDays: days }: HeadlineFacts): string[] {
  if (days === undefined || days > expiresSoon || days <= expiresVerySoon) return [];
  const text = expiry(days);
  return [`${text.charAt(0).toUpperCase()}${text.slice(1)}.`];
}

function expiry(days: number): string {
  return days < 1 ? 'the certificate expires today' : `the certificate expires in ${plural(days, 'day')}`;
}

function shortList(texts: readonly string[]): string {
  const more = texts.length - longestList;
  return [...texts.slice(0, longestList), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** `a`, `a and b`, `a, b and c`. */
function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
