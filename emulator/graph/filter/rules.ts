import type { GraphError } from '../errors.ts';
import { unsupportedQuery } from '../refusals.ts';
import {
  type FilterOperator,
  type FindProperty,
  type PropertyType,
  type UserProperty,
  unknownPropertyMessage,
} from '../user-properties.ts';
import { filterSyntaxError } from './lexer.ts';
import type { FilterNode, Literal } from './parser.ts';

/** How far a request asked for advanced query capabilities. */
export interface QueryMode {
  /** The header `ConsistencyLevel: eventual` is there. */
  eventual: boolean;
  /** The header and `$count=true`, or the header on `/users/$count`. */
  advanced: boolean;
  find: FindProperty;
  /** Comparing createdDateTime with null is refused, with advanced query capabilities too. */
  refuseEqNull: boolean;
}

const mostClauses = 15;

/**
 * Refuses what Graph refuses in a `$filter` on users: unknown properties, wrong types, operators that a property does
 * not take, and advanced ones without the header and `$count=true`.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries
 *
 * @throws GraphError 400 BadRequest or Request_UnsupportedQuery
 */
export function checkFilter(node: FilterNode, mode: QueryMode): void {
  if (!mode.advanced && countClauses(node) > mostClauses) {
    throw unsupportedQuery(
      `Too many child clauses specified in search filter expression containing 'OR' operators: ${countClauses(node)}. Max allowed: ${mostClauses}.`,
    );
  }
  if (mentionsSignIn(node) && (node.kind === 'and' || node.kind === 'or')) {
    throw unsupportedQuery('Filter on signInActivity cannot be combined with filters on other properties.');
  }
  checkNode(node, mode, false);
}

function checkNode(node: FilterNode, mode: QueryMode, negated: boolean): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      checkNode(node.left, mode, negated);
      checkNode(node.right, mode, negated);
      return;
    case 'not':
      requireAdvanced('Not', mode);
      checkNode(node.operand, mode, true);
      return;
    case 'any':
      checkAny(node, mode);
      return;
    case 'function': {
      const property = propertyOf(node.property, mode);
      requireType(property, node.value, node.name);
      allow(property, node.name === 'startswith' ? 'startsWith' : 'endsWith', mode);
      return;
    }
    case 'in':
      for (const value of node.values) checkComparison(node.property, 'eq', value, mode);
      return;
    case 'compare':
      checkComparison(node.property, node.operator, node.value, mode);
  }
}

function checkComparison(path: string, operator: string, value: Literal, mode: QueryMode): void {
  const [name = '', ...rest] = path.split('/');
  const property = propertyOf(name, mode);
  if (rest.length > 0 && rest.join('/').toLowerCase() === '$count') {
    if (value.text !== '0' || !(operator === 'eq' || operator === 'ne')) throw refused(property.name);
    allow(property, 'count', mode);
    return;
  }
  if (rest.length > 0) {
    checkSignIn(property, rest, operator, value);
    return;
  }
  requireType(property, value, operator);
  if (operator === 'gt' || operator === 'lt') throw refused(property.name);
  if (value.kind === 'null') {
    if (mode.refuseEqNull && property.name === 'createdDateTime') throw refused(property.name);
    if (operator !== 'eq' && operator !== 'ne') throw refused(property.name);
    allow(property, 'null', mode);
  }
  if (value.kind !== 'null' || operator === 'ne') allow(property, operator as FilterOperator, mode);
}

function checkSignIn(property: UserProperty, rest: readonly string[], operator: string, value: Literal): void {
  const isKnown = property.name === 'signInActivity' && signInDates.includes(rest.join('/').toLowerCase());
  if (!isKnown) throw filterSyntaxError(unknownPropertyMessage(rest.join('/')));
  if (operator === 'gt' || operator === 'lt' || (value.kind !== 'dateTime' && value.kind !== 'null')) {
    throw refused(property.name);
  }
}

const signInDates: readonly string[] = [
  'lastsignindatetime',
  'lastnoninteractivesignindatetime',
  'lastsuccessfulsignindatetime',
];

function checkAny(node: FilterNode & { kind: 'any' }, mode: QueryMode): void {
  const property = propertyOf(node.property, mode);
  allow(property, 'any', mode);
  const inner = node.operand;
  const isLicense = property.name === 'assignedLicenses';
  const expected = isLicense ? `${node.variable}/skuId` : node.variable;
  const isAllowed =
    (inner.kind === 'compare' && inner.operator === 'eq' && inner.value.kind === (isLicense ? 'guid' : 'string')) ||
    (inner.kind === 'function' && !isLicense && (inner.name === 'startswith' || mode.advanced));
  if (!isAllowed || inner.property.toLowerCase() !== expected.toLowerCase()) throw refused(property.name);
}

function propertyOf(name: string, { find }: QueryMode): UserProperty {
  const property = find(name);
  if (!property) throw filterSyntaxError(unknownPropertyMessage(name));
  return property;
}

function allow(property: UserProperty, operator: FilterOperator, mode: QueryMode): void {
  if (property.filter?.includes(operator)) return;
  if (!property.advancedFilter?.includes(operator)) throw refused(property.name);
  if (!mode.advanced && !property.filter?.includes('eq') && operator === 'eq') throw refused(property.name);
  requireAdvanced(operatorNames[operator] ?? operator, mode);
}

/** What Graph calls the operators in its refusals. */
const operatorNames: Partial<Record<FilterOperator, string>> = {
  ne: 'NotEqualsMatch',
  endsWith: 'endsWith',
  null: 'EqualsNull',
  ge: 'GreaterThanOrEqual',
  le: 'LessThanOrEqual',
  count: '$count',
};

function requireAdvanced(operator: string, mode: QueryMode): void {
  if (mode.advanced) return;
  const missing = mode.eventual
    ? 'the required parameters might be missing'
    : "the 'ConsistencyLevel:eventual' header is missing";
  throw unsupportedQuery(
    `Operator: '${operator}' is not supported because ${missing}. Refer to https://aka.ms/graph-docs/advanced-queries for more information`,
  );
}

const operatorKinds: Readonly<Record<string, string>> = {
  eq: 'Equal',
  ne: 'NotEqual',
  ge: 'GreaterThanOrEqual',
  le: 'LessThanOrEqual',
  gt: 'GreaterThan',
  lt: 'LessThan',
};
const edmTypes: Readonly<Record<Literal['kind'] | PropertyType, string>> = {
  string: 'Edm.String',
  boolean: 'Edm.Boolean',
  dateTime: 'Edm.DateTimeOffset',
  date: 'Edm.Date',
  guid: 'Edm.Guid',
  number: 'Edm.Int32',
  null: 'null',
  untyped: 'Edm.Untyped',
  strings: 'Collection(Edm.String)',
  complex: 'microsoft.graph.entity',
  complexes: 'Collection(microsoft.graph.entity)',
};

function requireType(property: UserProperty, value: Literal, operator: string): void {
  if (value.kind === 'null' || property.type === 'untyped' || value.kind === property.type) return;
  throw filterSyntaxError(
    `A binary operator with incompatible types was detected. Found operand types '${edmTypes[property.type]}' and '${edmTypes[value.kind]}' for operator kind '${operatorKinds[operator] ?? operator}'.`,
  );
}

function countClauses(node: FilterNode): number {
  switch (node.kind) {
    case 'or':
      return orOperands(node).reduce((sum, operand) => sum + Math.max(1, countClauses(operand)), 0);
    case 'and':
      return Math.max(countClauses(node.left), countClauses(node.right));
    case 'not':
    case 'any':
      return countClauses(node.operand);
    case 'in':
      return node.values.length;
    default:
      return 0;
  }
}

function orOperands(node: FilterNode): FilterNode[] {
  return node.kind === 'or' ? [...orOperands(node.left), ...orOperands(node.right)] : [node];
}

/** True when a filter asks for sign-ins, which takes AuditLog.Read.All as well. */
export function mentionsSignIn(node: FilterNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return mentionsSignIn(node.left) || mentionsSignIn(node.right);
    case 'not':
      return mentionsSignIn(node.operand);
    default:
      return node.property.toLowerCase().startsWith('signinactivity');
  }
}

function refused(name: string): GraphError {
  return unsupportedQuery(
    `Unsupported or invalid query filter clause specified for property '${name}' of resource 'User'.`,
  );
}
