import type { GraphError } from '../errors.ts';
import { unsupportedQuery } from '../refusals.ts';
import { type FindProperty, type PropertyType, unknownPropertyMessage } from '../user-properties.ts';
import { type FilterOperator, type FilterRule, itemRule, memberRule, propertyRule } from './filter-table.ts';
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
      checkFunction(ruleOf(node.property, mode), node, mode);
      return;
    }
    case 'in':
      for (const value of node.values) checkComparison(node.property, 'eq', value, mode);
      return;
    case 'compare':
      checkComparison(node.property, node.operator, node.value, mode);
  }
}

function checkFunction(rule: FilterRule, node: FilterNode & { kind: 'function' }, mode: QueryMode): void {
  requireType(rule, node.value, node.name);
  allow(rule, node.name === 'startswith' ? 'startsWith' : 'endsWith', mode);
}

function checkComparison(path: string, operator: string, value: Literal, mode: QueryMode): void {
  const [name = '', ...rest] = path.split('/');
  const member = rest.join('/').toLowerCase();
  if (member === '$count') {
    const rule = ruleOf(name, mode);
    if (value.text !== '0' || !(operator === 'eq' || operator === 'ne')) throw refused(rule.name);
    allow(rule, 'count', mode);
    return;
  }
  if (name.toLowerCase() === 'signinactivity' && rest.length > 0) {
    checkSignIn(member, operator, value);
    return;
  }
  checkValue(ruleOf(path, mode), operator, value, mode);
}

function checkValue(rule: FilterRule, operator: string, value: Literal, mode: QueryMode): void {
  requireType(rule, value, operator);
  if (operator === 'gt' || operator === 'lt') throw refused(rule.name);
  if (value.kind === 'null') {
    if (mode.refuseEqNull && rule.name === 'createdDateTime') throw refused(rule.name);
    if (operator !== 'eq' && operator !== 'ne') throw refused(rule.name);
    allow(rule, 'null', mode);
  }
  if (value.kind !== 'null' || operator === 'ne') allow(rule, operator as FilterOperator, mode);
}

function checkSignIn(member: string, operator: string, value: Literal): void {
  if (!signInDates.includes(member)) throw filterSyntaxError(unknownPropertyMessage(member));
  if (operator === 'gt' || operator === 'lt' || (value.kind !== 'dateTime' && value.kind !== 'null')) {
    throw refused('signInActivity');
  }
}

const signInDates: readonly string[] = [
  'lastsignindatetime',
  'lastnoninteractivesignindatetime',
  'lastsuccessfulsignindatetime',
];

/** `any` tests each item by one condition; identities by issuer and issuerAssignedId together. */
function checkAny(node: FilterNode & { kind: 'any' }, mode: QueryMode): void {
  const property = mode.find(node.property);
  if (property === undefined) throw filterSyntaxError(unknownPropertyMessage(node.property));
  const conditions = conjuncts(node.operand);
  const isIdentity = property.name === 'identities';
  if (conditions.length > (isIdentity ? 2 : 1)) throw refused(property.name);
  const rules = conditions.map((condition) => checkItem(property.name, node.variable, condition, mode));
  if (isIdentity && !rules.includes('identities/issuer')) throw refused(property.name);
}

/** @returns the name of the rule */
function checkItem(collection: string, variable: string, condition: FilterNode, mode: QueryMode): string {
  if (condition.kind !== 'compare' && condition.kind !== 'function') throw refused(collection);
  const [start = '', ...member] = condition.property.split('/');
  const rule = itemRule([collection, ...member].join('/'));
  if (rule === undefined || start.toLowerCase() !== variable.toLowerCase()) throw refused(collection);
  if (condition.kind === 'function') checkFunction(rule, condition, mode);
  else {
    // A negation of an item is none of the list: use not, says filter-query-parameter#filter-using-lambda-operators.
    if (condition.operator !== 'eq' || condition.value.kind === 'null') throw refused(collection);
    checkValue(rule, condition.operator, condition.value, mode);
  }
  return rule.name;
}

function conjuncts(node: FilterNode): FilterNode[] {
  return node.kind === 'and' ? [...conjuncts(node.left), ...conjuncts(node.right)] : [node];
}

function ruleOf(path: string, { find }: QueryMode): FilterRule {
  const rule = path.includes('/') ? memberRule(path) : propertyRule(path, find);
  if (rule === undefined) throw filterSyntaxError(unknownPropertyMessage(path));
  return rule;
}

function allow(rule: FilterRule, operator: FilterOperator, mode: QueryMode): void {
  if (rule.filter.includes(operator)) return;
  if (!rule.advanced.includes(operator) || (operator === 'ne' && !isNegated(rule))) throw refused(rule.name);
  if (!mode.advanced && !rule.filter.includes('eq') && operator === 'eq') throw refused(rule.name);
  requireAdvanced(operatorNames[operator] ?? operator, mode);
}

/** What can be compared with anything can be negated. */
function isNegated({ advanced }: FilterRule): boolean {
  return advanced.includes('eq') || advanced.includes('null');
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

function requireType({ type }: FilterRule, value: Literal, operator: string): void {
  if (value.kind === 'null' || type === 'untyped' || value.kind === type) return;
  throw filterSyntaxError(
    `A binary operator with incompatible types was detected. Found operand types '${edmTypes[type]}' and '${edmTypes[value.kind]}' for operator kind '${operatorKinds[operator] ?? operator}'.`,
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
