import { type FilterToken, filterSyntaxError, tokenizeFilter } from './lexer.ts';

export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type LiteralKind = 'string' | 'number' | 'dateTime' | 'date' | 'guid' | 'boolean' | 'null';

export interface Literal {
  kind: LiteralKind;
  text: string;
}

/**
 * A parsed `$filter`. A property is a path such as `userType`, `signInActivity/lastSignInDateTime`,
 * `assignedLicenses/$count` or, within `any`, one that starts with the lambda variable.
 */
export type FilterNode =
  | { kind: 'and' | 'or'; left: FilterNode; right: FilterNode }
  | { kind: 'not'; operand: FilterNode }
  | { kind: 'compare'; operator: Comparison; property: string; value: Literal }
  | { kind: 'in'; property: string; values: Literal[] }
  | { kind: 'function'; name: 'startswith' | 'endswith'; property: string; value: Literal }
  | { kind: 'any'; property: string; variable: string; operand: FilterNode };

const comparisons: readonly string[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];
const deepest = 100;

/**
 * Parses an OData `$filter` by recursive descent; `not` binds tightest, then `and`, then `or`.
 *
 * @throws GraphError 400 BadRequest `Invalid filter clause: ...`, with the position
 */
export function parseFilter(text: string): FilterNode {
  const tokens = tokenizeFilter(text);
  let next = 0;
  let depth = 0;

  const peek = (ahead = 0) => tokens[Math.min(next + ahead, tokens.length - 1)] as FilterToken;
  const take = () => {
    const token = peek();
    next += 1;
    return token;
  };
  const fail = (token: FilterToken, message = 'Syntax error') =>
    filterSyntaxError(`${message} at position ${token.position} in '${text}'.`);
  const expect = (kind: FilterToken['kind'], message: string) => {
    const token = take();
    if (token.kind !== kind) throw fail(token, message);
    return token;
  };
  const isWord = (token: FilterToken, word: string) => token.kind === 'word' && token.text.toLowerCase() === word;

  const parseOr = (): FilterNode => {
    depth += 1;
    if (depth > deepest) throw filterSyntaxError('The recursion limit has been exceeded.');
    let left = parseAnd();
    while (isWord(peek(), 'or')) {
      take();
      left = { kind: 'or', left, right: parseAnd() };
    }
    depth -= 1;
    return left;
  };
  const parseAnd = (): FilterNode => {
    let left = parseUnary();
    while (isWord(peek(), 'and')) {
      take();
      left = { kind: 'and', left, right: parseUnary() };
    }
    return left;
  };
  const parseUnary = (): FilterNode => {
    let negations = 0;
    while (isWord(peek(), 'not')) {
      take();
      negations += 1;
    }
    let node = parsePrimary();
    for (; negations > 0; negations -= 1) node = { kind: 'not', operand: node };
    return node;
  };
  const parsePrimary = (): FilterNode => {
    const token = peek();
    if (token.kind === '(') {
      take();
      const inner = parseOr();
      expect(')', "')' or operator expected");
      return inner;
    }
    if (token.kind !== 'word') throw fail(token, token.kind === 'end' ? 'Expression expected' : 'Syntax error');
    return peek(1).kind === '(' ? parseFunction() : parseComparison();
  };
  const parseFunction = (): FilterNode => {
    const token = take();
    const name = token.text.toLowerCase();
    if (name !== 'startswith' && name !== 'endswith') {
      throw filterSyntaxError(
        `An unknown function with name '${token.text}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
      );
    }
    take();
    const property = parsePath();
    expect(',', "')' or ',' expected");
    const value = parseLiteral();
    expect(')', "')' or ',' expected");
    if (value.kind !== 'string') {
      throw filterSyntaxError(
        `No function signature for the function with name '${token.text}' matches the specified arguments.`,
      );
    }
    const negated = parseBooleanSuffix();
    const node: FilterNode = { kind: 'function', name, property, value };
    return negated ? { kind: 'not', operand: node } : node;
  };
  /** `startswith(...) eq true` is the same function, `eq false` its negation. */
  const parseBooleanSuffix = (): boolean => {
    if (!isWord(peek(), 'eq') || !(isWord(peek(1), 'true') || isWord(peek(1), 'false'))) return false;
    take();
    return isWord(take(), 'false');
  };
  const parseComparison = (): FilterNode => {
    const property = parsePath();
    const lambda = /^(.*)\/any$/i.exec(property);
    if (lambda && peek().kind === '(') return parseAny(lambda[1] as string);
    const operator = take();
    const name = operator.text.toLowerCase();
    if (operator.kind !== 'word' || !(comparisons.includes(name) || name === 'in')) throw fail(operator);
    return name === 'in'
      ? { kind: 'in', property, values: parseList() }
      : { kind: 'compare', operator: name as Comparison, property, value: parseLiteral() };
  };
  const parseAny = (property: string): FilterNode => {
    take();
    const variable = expect('word', 'Expression expected').text;
    expect(':', "':' expected");
    const operand = parseOr();
    expect(')', "')' or operator expected");
    return { kind: 'any', property, variable, operand };
  };
  const parsePath = (): string => {
    let path = expect('word', 'Expression expected').text;
    while (peek().kind === '/') {
      take();
      path += `/${expect('word', 'Expression expected').text}`;
    }
    return path;
  };
  const parseList = (): Literal[] => {
    expect('(', "'(' expected");
    const values = [parseLiteral()];
    while (peek().kind === ',') {
      take();
      values.push(parseLiteral());
    }
    expect(')', "')' or ',' expected");
    return values;
  };
  const parseLiteral = (): Literal => {
    const token = take();
    if (isWord(token, 'null')) return { kind: 'null', text: 'null' };
    if (isWord(token, 'true') || isWord(token, 'false')) return { kind: 'boolean', text: token.text.toLowerCase() };
    if (token.kind === 'word') {
      throw filterSyntaxError(`Could not find a property named '${token.text}' on type 'microsoft.graph.user'.`);
    }
    if (token.kind === 'end') throw fail(token, 'Expression expected');
    if (token.kind === '(' || token.kind === ')' || token.kind === ',' || token.kind === '/' || token.kind === ':') {
      throw fail(token);
    }
    return { kind: token.kind, text: token.text };
  };

  const node = parseOr();
  if (peek().kind !== 'end') throw fail(peek());
  return node;
}
