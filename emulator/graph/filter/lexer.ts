import type { GraphError } from '../errors.ts';
import { malformed } from '../refusals.ts';

export type TokenKind =
  | 'word'
  | 'string'
  | 'number'
  | 'dateTime'
  | 'date'
  | 'guid'
  | '('
  | ')'
  | ','
  | '/'
  | ':'
  | 'end';

/** A piece of a `$filter`. */
export interface FilterToken {
  kind: TokenKind;
  /** As written; for a string its value, without quotes. */
  text: string;
  /** Where it starts, in characters from the start of the filter. */
  position: number;
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,12})?)?(Z|[+-]\d{2}:\d{2})$/i;
const date = /^\d{4}-\d{2}-\d{2}$/;
const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const number = /^[+-]?\d+(\.\d+)?$/;
const word = /^[$@]?[a-z_][a-z0-9_.]*$/i;

/**
 * Cuts a `$filter` into tokens, as OData's grammar has them.
 * Source: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionfilter
 *
 * @throws GraphError 400 BadRequest with the position of what cannot be read
 */
export function tokenizeFilter(text: string): FilterToken[] {
  const tokens: FilterToken[] = [];
  let position = 0;
  while (position < text.length) {
    const character = text[position] as string;
    if (/\s/.test(character)) position += 1;
    else if (character === "'") {
      const end = endOfString(text, position);
      tokens.push({ kind: 'string', text: text.slice(position + 1, end - 1).replaceAll("''", "'"), position });
      position = end;
    } else if (isPunctuation(character)) {
      tokens.push({ kind: character, text: character, position });
      position += 1;
    } else {
      const raw = readLiteral(text, position);
      tokens.push({ kind: kindOf(raw, text, position), text: raw, position });
      position += raw.length;
    }
  }
  tokens.push({ kind: 'end', text: '', position: text.length });
  return tokens;
}

/** OData's own words for a filter that cannot be parsed. */
export function filterSyntaxError(message: string): GraphError {
  return malformed(`Invalid filter clause: ${message}`);
}

function isPunctuation(character: string): character is '(' | ')' | ',' | '/' | ':' {
  return '(),/:'.includes(character);
}

function endOfString(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length) {
    if (text[position] !== "'") position += 1;
    else if (text[position + 1] === "'") position += 2;
    else return position + 1;
  }
  throw filterSyntaxError(`There is an unterminated string literal at position ${start} in '${text}'.`);
}

/** A literal may hold colons when it is a date-time, which starts with a digit. */
function readLiteral(text: string, start: number): string {
  const pattern = /\d/.test(text[start] as string) ? /[^\s(),/']+/y : /[^\s(),/:']+/y;
  pattern.lastIndex = start;
  return pattern.exec(text)?.[0] ?? (text[start] as string);
}

function kindOf(raw: string, text: string, position: number): TokenKind {
  if (dateTime.test(raw) && !Number.isNaN(Date.parse(raw))) return 'dateTime';
  if (date.test(raw)) return 'date';
  if (guid.test(raw)) return 'guid';
  if (number.test(raw)) return 'number';
  if (word.test(raw)) return 'word';
  throw filterSyntaxError(`Syntax error: character '${raw[0]}' is not valid at position ${position} in '${text}'.`);
}
