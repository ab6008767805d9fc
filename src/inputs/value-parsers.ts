import { didYouMean } from '../base/did-you-mean.ts';

/** Readers for the text of one input: a value, or what the input takes instead. */

/** A value, or a sentence part on what was expected and an optional hint. */
export type Parsed<T> = { value: T } | { takes: string; hint?: string };

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
  return { value: url.href.replace(/\/+$/, '') };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
