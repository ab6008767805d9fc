import { createFilterCursor, type FilterCursor, isWord } from './cursor.ts';
import { filterSyntaxError } from './lexer.ts';

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
  const cursor = createFilterCursor(text);
  const node = parseOr(cursor);
  if (cursor.peek().kind !== 'end') throw cursor.fail(cursor.peek());
  return node;
}

function parseOr(cursor: FilterCursor): FilterNode {
  cursor.depth += 1;
  if (cursor.depth > deepest) throw filterSyntaxError('The recursion limit has been exceeded.');
  let left = parseAnd(cursor);
  while (cursor.nextIs('or')) {
    cursor.take();
    left = { kind: 'or', left, right: parseAnd(cursor) };
  }
  cursor.depth -= 1;
  return left;
}

function parseAnd(cursor: FilterCursor): FilterNode {
  let left = parseUnary(cursor);
  while (cursor.nextIs('and')) {
    cursor.take();
    left = { kind: 'and', left, right: parseUnary(cursor) };
  }
  return left;
}

function parseUnary(cursor: FilterCursor): FilterNode {
  let negations = 0;
  while (cursor.nextIs('not')) {
    cursor.take();
    negations += 1;
  }
  let node = parsePrimary(cursor);
  for (; negations > 0; negations -= 1) node = { kind: 'not', operand: node };
  return node;
}

function parsePrimary(cursor: FilterCursor): FilterNode {
  const token = cursor.peek();
  if (token.kind === '(') {
    cursor.take();
    const inner = parseOr(cursor);
    cursor.expect(')', "')' or operator expected");
    return inner;
  }
  if (token.kind !== 'word') throw cursor.fail(token, token.kind === 'end' ? 'Expression expected' : 'Syntax error');
  return cursor.peek(1).kind === '(' ? parseFunction(cursor) : parseComparison(cursor);
}

function parseFunction(cursor: FilterCursor): FilterNode {
  const token = cursor.take();
  const name = token.text.toLowerCase();
  if (name !== 'startswith' && name !== 'endswith') {
    throw filterSyntaxError(
      `An unknown function with name '${token.text}' was found. This may also be a function import or a key lookup on a navigation property, which is not allowed.`,
    );
  }
  cursor.take();
  const property = parsePath(cursor);
  cursor.expect(',', "')' or ',' expected");
  const value = parseLiteral(cursor);
  cursor.expect(')', "')' or ',' expected");
  if (value.kind !== 'string') {
    throw filterSyntaxError(
      `No function signature for the function with name '${token.text}' matches the specified arguments.`,
    );
  }
  const negated = parseBooleanSuffix(cursor);
  const node: FilterNode = { kind: 'function', name, property, value };
  return negated ? { kind: 'not', operand: node } : node;
}

/** `startswith(...) eq true` is the same function, `eq false` its negation. */
function parseBooleanSuffix(cursor: FilterCursor): boolean {
  if (!cursor.nextIs('eq') || !(cursor.nextIs('true', 1) || cursor.nextIs('false', 1))) return false;
  cursor.take();
  return isWord(cursor.take(), 'false');
}

function parseComparison(cursor: FilterCursor): FilterNode {
  const property = parsePath(cursor);
  const lambda = /^(.*)\/any$/i.exec(property);
  if (lambda && cursor.peek().kind === '(') return parseAny(cursor, lambda[1] as string);
  const operator = cursor.take();
  const name = operator.text.toLowerCase();
  if (operator.kind !== 'word' || !(comparisons.includes(name) || name === 'in')) throw cursor.fail(operator);
  return name === 'in'
    ? { kind: 'in', property, values: parseList(cursor) }
    : { kind: 'compare', operator: name as Comparison, property, value: parseLiteral(cursor) };
}

function parseAny(cursor: FilterCursor, property: string): FilterNode {
  cursor.take();
  const variable = cursor.expect('word', 'Expression expected').text;
  cursor.expect(':', "':' expected");
  const operand = parseOr(cursor);
  cursor.expect(')', "')' or operator expected");
  return { kind: 'any', property, variable, operand };
}

function parsePath(cursor: FilterCursor): string {
  let path = cursor.expect('word', 'Expression expected').text;
  while (cursor.peek().kind === '/') {
    cursor.take();
    path += `/${cursor.expect('word', 'Expression expected').text}`;
  }
  return path;
}

function parseList(cursor: FilterCursor): Literal[] {
  cursor.expect('(', "'(' expected");
  const values = [parseLiteral(cursor)];
  while (cursor.peek().kind === ',') {
    cursor.take();
    values.push(parseLiteral(cursor));
  }
  cursor.expect(')', "')' or ',' expected");
  return values;
}

function parseLiteral(cursor: FilterCursor): Literal {
  const token = cursor.take();
  if (isWord(token, 'null')) return { kind: 'null', text: 'null' };
  if (isWord(token, 'true') || isWord(token, 'false')) return { kind: 'boolean', text: token.text.toLowerCase() };
  if (token.kind === 'word') {
    throw filterSyntaxError(`Could not find a property named '${token.text}' on type 'microsoft.graph.user'.`);
  }
  if (token.kind === 'end') throw cursor.fail(token, 'Expression expected');
  if (token.kind === '(' || token.kind === ')' || token.kind === ',' || token.kind === '/' || token.kind === ':') {
    throw cursor.fail(token);
  }
  return { kind: token.kind, text: token.text };
}
