import { didYouMean } from '../base/did-you-mean.ts';

import type { Parsed } from '../base/expected.ts';
import { isLoopback } from '../base/loopback.ts';
import { quoted } from '../base/quoted.ts';
import { holdsIdentity } from '../privacy/age-keys.ts';
import { isPropertyName, spelledByGraph } from '../users/property-names.ts';
import { auditProperties, propertySets } from '../users/property-sets.ts';
import { orderProperties } from '../users/user.ts';
import { misplacedSecret } from './misplaced-secret.ts';

/** Readers for the text of one input: a value, or what the input takes instead. */

/** A whole number from `least` to `most`. */
export function parseWhole(text: string, least: number, most: number): Parsed<number> {
  const value = Number(text);
  const whole = /^[+-]?\d+$/.test(text) && value >= least && value <= most;
  return whole ? { value } : { takes: `a whole number from ${least} to ${most}` };
}

/** A boolean of YAML 1.2. Source: https://yaml.org/spec/1.2/spec.html#id2804923 */
export function parseBoolean(text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { takes: 'true or false' };
}

/** One of a few words. */
export function parseEnum<T extends string>(text: string, words: readonly T[]): Parsed<T> {
  const value = words.find((word) => word === text);
  return value === undefined ? { takes: listWords(words), hint: didYouMean(text, words) } : { value };
}

/** Some of a few words, separated by commas or line breaks, without repetitions. */
export function parseEnums<T extends string>(text: string, words: readonly T[]): Parsed<T[]> {
  const parsed = splitList(text).map((item) => parseEnum(item, words));
  const wrong = parsed.find((item) => 'takes' in item);
  if (wrong) return { takes: `one or more of ${listWords(words)}`, hint: wrong.hint ?? '' };
  const values = parsed.flatMap((item) => ('value' in item ? [item.value] : []));
  return values.length > 0 ? { value: [...new Set(values)] } : { takes: `one or more of ${listWords(words)}` };
}

/** What people call a tenant: one line, of the length of a name. */
export function parseTenantName(text: string): Parsed<string> {
  return /^[^\p{Cc}\p{Cf}]{1,100}$/u.test(text)
    ? { value: text }
    : { takes: 'a name of up to 100 characters on one line' };
}

/** Splits at commas and line breaks; empty parts fall away. */
export function splitList(text: string): string[] {
  return text
    .split(/[,\r\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The origin (and path) of a service: https, or plain http on loopback only. Comes out without a trailing slash. */
export function parseServiceUrl(text: string): Parsed<string> {
  const takes = 'an https:// address without a query (plain http:// on loopback only)';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['https:', 'http:'].includes(url.protocol)) return { takes };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { takes };
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return { takes };
  return { value: url.href.replace(/(?<!\/)\/+$/, '') };
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/i;

export function parseTenantId(text: string): Parsed<string> {
  if (guid.test(text) || domain.test(text)) return { value: text.toLowerCase() };
  const shared = ['common', 'organizations', 'consumers'].includes(text.toLowerCase());
  return {
    takes: "the tenant's GUID or one of its verified domains",
    hint: shared ? ' An application without a user signs in to one tenant.' : '',
  };
}

export function parseClientId(text: string): Parsed<string> {
  return guid.test(text) ? { value: text.toLowerCase() } : { takes: 'the GUID of the application (client) id' };
}

/** Properties that are read, in the order in which they are written. */
export interface Selection {
  properties: string[];
  /** Those among them that somebody named, beside whole sets. */
  named: string[];
}

/** Names of properties and of sets of them, in any case. */
export function parseSelection(text: string): Parsed<Selection> {
  const words = splitList(text);
  const odd = words.find((word) => !isPropertyName(word));
  if (odd !== undefined)
    return { takes: `property names, separated by commas or line breaks (not ${quotedInput(odd)})` };
  const setOf = (word: string) => propertySets.get(word.toLowerCase());
  const named = words.filter((word) => setOf(word) === undefined).map(spelledByGraph);
  const sets = words.length === 0 ? auditProperties : words.flatMap((word) => setOf(word) ?? []);
  return {
    value: {
      properties: orderProperties([...sets, ...named]),
      named: orderProperties(named).filter((name) => name !== 'id'),
    },
  };
}

export function parsePublish(text: string): Parsed<{ artifact: boolean; output: boolean }> {
  const words = splitList(text);
  const takes = 'artifact, output, both or none';
  const odd = words.find((word) => !['artifact', 'output', 'both', 'none'].includes(word));
  if (odd !== undefined) return { takes, hint: didYouMean(odd, ['artifact', 'output', 'both', 'none']) };
  if (words.length === 0 || (words.includes('none') && words.length > 1)) return { takes };
  const both = words.includes('both');
  return { value: { artifact: both || words.includes('artifact'), output: both || words.includes('output') } };
}

/**
 * The client prints the name as it is, and the runner obeys `##[`.
 * Source of the characters: https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts
 */
export function parseArtifactName(text: string): Parsed<string> {
  const fits = text !== '' && text.length <= 255 && !/[":<>|*?\r\n\\/]|##\[|\p{Cc}/u.test(text);
  return fits ? { value: text } : { takes: 'a name without " : < > | * ? \\ / and line breaks' };
}

/** The value of an input in an error. */
export function quotedInput(text: string): string {
  const secret = misplacedSecret(text);
  if (secret !== undefined) return `${secret} (not shown)`;
  return holdsIdentity(text) ? 'an age identity (not shown)' : quoted(text);
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
