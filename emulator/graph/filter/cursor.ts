import type { GraphError } from '../errors.ts';
import { type FilterToken, filterSyntaxError, type TokenKind, tokenizeFilter } from './lexer.ts';

/** Reads the tokens of a `$filter` one after another; after the last one it stays at `end`. */
export interface FilterCursor {
  /** How deep the parser is in parentheses. */
  depth: number;
  /** The next token, or the one `ahead` places behind it. */
  peek(ahead?: number): FilterToken;
  take(): FilterToken;
  /** @throws GraphError 400 with this message and the position when the next token is of another kind */
  expect(kind: TokenKind, message: string): FilterToken;
  /** Whether the next token, or the one `ahead` places behind it, is this word in any case. */
  nextIs(word: string, ahead?: number): boolean;
  /** What to throw about a token; "Syntax error" by default. */
  fail(token: FilterToken, message?: string): GraphError;
}

/** @throws GraphError 400 BadRequest with the position of what cannot be read */
export function createFilterCursor(text: string): FilterCursor {
  const tokens = tokenizeFilter(text);
  let next = 0;
  const peek = (ahead = 0) => tokens[Math.min(next + ahead, tokens.length - 1)] as FilterToken;
  const take = () => {
    const token = peek();
    next += 1;
    return token;
  };
  const fail = (token: FilterToken, message = 'Syntax error') =>
    filterSyntaxError(`${message} at position ${token.position} in '${text}'.`);
  return {
    depth: 0,
    peek,
    take,
    expect(kind, message) {
      const token = take();
      if (token.kind !== kind) throw fail(token, message);
      return token;
    },
    nextIs: (word, ahead) => isWord(peek(ahead), word),
    fail,
  };
}

/** @param word in lower case; the token may be in any */
export function isWord(token: FilterToken, word: string): boolean {
  return token.kind === 'word' && token.text.toLowerCase() === word;
}
