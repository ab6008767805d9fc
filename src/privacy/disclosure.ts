import { isRawNumber } from '../base/lossless-json.ts';
import { sponsorsProperty } from '../users/sponsors.ts';
import { managerProperty } from '../users/user.ts';
import { type GraphUser, typeProperty } from '../users/user-type.ts';
import { foldText, formsOf, mayBeForm, redactedText, withoutProtocol } from './folded-text.ts';
import { createPseudonyms } from './pseudonyms.ts';
import { createValueFilter } from './value-filter.ts';

/** What is hidden, as the inputs say. */
export interface Hidden {
  redact: readonly string[];
  pseudonymize: readonly string[];
  /** Used when something is pseudonymized. */
  pseudonymKey: string;
}

/** What the manifest says of it; two lists of which it says something else cannot be compared. */
export interface DisclosureFacts {
  redacted: string[];
  pseudonymized: string[];
  /** Of the key of the pseudonyms; null when there are none. */
  keyId: string | null;
}

/**
 * The one place through which every value passes that is published, when something is to be hidden. Whoever judges has
 * the true values; whoever writes has what comes out of here.
 *
 * A hidden value is hidden wherever it stands: in its own property, and in all others of any user, there as a whole, as
 * a word, or within a text of the same user. Values that many share (short texts, dates, numbers, true and false) are
 * hidden in their own property alone.
 */
export interface Disclosure {
  facts: DisclosureFacts;
  isHidden(property: string): boolean;
  /** @returns those that are published */
  properties(all: readonly string[]): string[];
  /** Learns the values of a user; everybody is seen before anybody is shown. */
  see(user: GraphUser): void;
  /** A user as published. */
  user(user: GraphUser): GraphUser;
  /** A value of a property as published; undefined when it is left out. */
  value(property: string, value: unknown): unknown;
  /** A text that is of no property, without the hidden values in it. */
  text(text: string): string;
}

interface Telling {
  form: string;
  shown: string;
}

/** @returns undefined when nothing is hidden: then nothing passes here */
export function createDisclosure(
  { redact, pseudonymize, pseudonymKey }: Hidden,
  tenantId: string,
): Disclosure | undefined {
  if (redact.length + pseudonymize.length === 0) return undefined;
  const lower = (names: readonly string[]) => new Set(names.map((name) => name.toLowerCase()));
  const [redacted, pseudonymized] = [lower(redact), lower(pseudonymize)];
  const pseudonyms = pseudonymize.length > 0 ? createPseudonyms(pseudonymKey, tenantId) : undefined;
  const filter = createValueFilter();
  const hiddenNames = [...redact, ...pseudonymize];
  const isRedacted = (property: string) => redacted.has(property.toLowerCase());
  const isHidden = (property: string) => isRedacted(property) || pseudonymized.has(property.toLowerCase());

  /** A single text of a hidden property. */
  function shownText(property: string, text: string): string {
    if (isRedacted(property) || pseudonyms === undefined) return redactedText;
    if (text === '') return text;
    const address = property === 'proxyAddresses' ? withoutProtocol(text) : text;
    return text.slice(0, text.length - address.length) + pseudonyms.of(property, address);
  }

  function value(property: string, given: unknown): unknown {
    if (isRedacted(property)) return undefined;
    if (relations.has(property)) return shownRelated(property, given);
    return pseudonymized.has(property.toLowerCase())
      ? eachText(given, (text) => shownText(property, text))
      : eachText(given, (text) => reach(text, []));
  }

  /** The manager, or each of the sponsors. */
  function shownRelated(property: string, given: unknown): unknown {
    if (Array.isArray(given)) return given.map((one) => shownPerson(property, one as Person));
    return given === null || given === undefined ? null : shownPerson(property, given as Person);
  }

  function shownPerson(property: string, person: Person): unknown {
    const whole = pseudonymized.has(property);
    const member = (name: keyof Person) => {
      const text = person[name];
      if (typeof text !== 'string') return text ?? null;
      if (isRedacted(name)) return null;
      if (isHidden(name)) return shownText(name, text);
      return whole ? (pseudonyms?.of(name, text) ?? null) : reach(text, []);
    };
    return { id: member('id'), userPrincipalName: member('userPrincipalName') };
  }

  /** What is hidden of a user and must not stand elsewhere, the longest first. */
  function tellingOf(user: GraphUser): Telling[] {
    const telling: Telling[] = [];
    const learn = (property: string, given: unknown) =>
      eachText(given, (text) => {
        const address = withoutProtocol(text);
        const shown = isRedacted(property) ? redactedText : (pseudonyms?.of(property, address) ?? redactedText);
        for (const form of formsOf(text)) telling.push({ form, shown });
        return text;
      });
    for (const name of Object.keys(user)) {
      if (relations.has(name) || !isHidden(name)) continue;
      learn(name, user[name]);
    }
    for (const { relation, person } of peopleOf(user)) {
      for (const name of personMembers) if (isHidden(name) || isHidden(relation)) learn(name, person[name]);
    }
    return telling.sort((a, b) => b.form.length - a.form.length);
  }

  /** Hides what is hidden elsewhere and stands in this text as well. */
  function reach(given: string, own: readonly Telling[]): string {
    let text = given;
    for (const { form, shown } of own) {
      if (foldText(text).includes(form)) text = replaceFolded(text, form, shown);
    }
    const address = withoutProtocol(text);
    const whole = foldText(address).trim();
    if (isKnown(whole)) return text.slice(0, text.length - address.length) + shownOf(whole);
    return text.replace(/[^\s,;<>()"'|:#[\]{}=/\\]+/g, (sign) => {
      const word = withoutFullStop(sign);
      const form = foldText(word);
      return isKnown(form) ? shownOf(form) + sign.slice(word.length) : sign;
    });
  }

  // Only then it is asked for by property.
  const isKnown = (form: string) => mayBeForm(form) && filter.has(form);

  function remember(name: string, text: string): void {
    for (const form of formsOf(text)) {
      filter.add(form);
      filter.add(`${name}\n${form}`);
    }
  }

  function shownOf(form: string): string {
    const name = hiddenNames.find((one) => filter.has(`${one}\n${form}`)) ?? '';
    return isRedacted(name) || pseudonyms === undefined ? redactedText : pseudonyms.of(name, form);
  }

  return {
    facts: { redacted: [...redact].sort(), pseudonymized: [...pseudonymize].sort(), keyId: pseudonyms?.keyId ?? null },
    isHidden,
    properties: (all) => all.filter((name) => !isRedacted(name)),
    see(user) {
      for (const name of hiddenNames) {
        const given = relations.has(name) ? undefined : sentValue(user, name);
        eachText(given, (text) => {
          remember(name, text);
          return text;
        });
      }
      for (const { relation, person } of peopleOf(user)) {
        for (const member of personMembers) {
          const name = isHidden(member) ? member : isHidden(relation) ? relation : undefined;
          const text = person[member];
          if (name === undefined || typeof text !== 'string') continue;
          remember(name, text);
        }
      }
    },
    user(user) {
      const own = tellingOf(user);
      const shown = Object.entries(user).flatMap(([name, given]): [string, unknown][] => {
        if (isRedacted(name)) return [];
        if (name === typeProperty) return [[name, given]];
        if (relations.has(name)) return [[name, shownRelated(name, given)]];
        if (isHidden(name)) return [[name, value(name, given)]];
        // By it lists are found and sorted.
        if (name === 'id') return [[name, given]];
        return [[name, eachText(given, (text) => reach(text, own))]];
      });
      return Object.fromEntries(shown) as GraphUser;
    },
    value,
    text: (text) => reach(text, []),
  };
}

/** Properties that name other people. */
const relations: ReadonlySet<string> = new Set([managerProperty, sponsorsProperty]);

interface Person {
  id?: unknown;
  userPrincipalName?: unknown;
}

const personMembers = ['id', 'userPrincipalName'] as const;

function peopleOf(user: GraphUser): { relation: string; person: Person }[] {
  return [...relations].flatMap((relation) => {
    const people = [user[relation] ?? []].flat() as (Person | null)[];
    return people.flatMap((person) => (person === null ? [] : { relation, person }));
  });
}

function sentValue(user: GraphUser, name: string): unknown {
  if (Object.hasOwn(user, name)) return user[name];
  const spelled = Object.keys(user).find((key) => key.toLowerCase() === name.toLowerCase());
  return spelled === undefined ? undefined : user[spelled];
}

/** Puts another text in place of each within a value, however deep; numbers, booleans and names of members stay. */
function eachText(given: unknown, change: (text: string) => string): unknown {
  if (typeof given === 'string') return change(given);
  if (typeof given !== 'object' || given === null || isRawNumber(given)) return given ?? null;
  if (Array.isArray(given)) return given.map((item) => eachText(item, change));
  return Object.fromEntries(Object.entries(given).map(([name, member]) => [name, eachText(member, change)]));
}

function withoutFullStop(word: string): string {
  let end = word.length;
  while (end > 0 && '.!?…'.includes(word[end - 1] as string)) end -= 1;
  return word.slice(0, end);
}

/** Where case and forms move no character, the piece goes; otherwise nobody knows where it is, and the whole goes. */
function replaceFolded(text: string, form: string, shown: string): string {
  const folded = foldText(text);
  if (folded.length !== text.length || folded !== text.toLowerCase()) return shown;
  let rest = '';
  let from = 0;
  for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, from)) {
    rest += text.slice(from, at) + shown;
    from = at + form.length;
  }
  return rest + text.slice(from);
}
