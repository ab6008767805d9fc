import type { Directory } from '../../directory/directory.ts';
import { propertyFinder } from '../user-properties.ts';
import type { FilterNode, Literal } from './parser.ts';

export type UserTest = (index: number) => boolean;

export interface FilterOptions {
  /** `not` leaves out who has no value; false by default. See EmulatorOptions. */
  notLeavesOutNull?: boolean;
}

/** Seconds since the epoch, inclusive, that bound createdDateTime. */
export interface CreatedRange {
  from: number;
  to: number;
}

/** A filter ready to run: where to look, and what to test there. */
export interface CompiledFilter {
  /** Bounds of createdDateTime; `null` for users without one. */
  created?: CreatedRange | null;
  /** The only users that can match, when ids or principal names are given. */
  candidates?: readonly number[];
  /** Absent when the bounds say it all. */
  test?: UserTest;
}

/**
 * Compiles a checked filter. Bounds on createdDateTime that hold for the whole filter become a range of the sorted
 * dates, so that a narrow range costs the same in a directory of any size.
 */
export function compileFilter(node: FilterNode, directory: Directory, options: FilterOptions = {}): CompiledFilter {
  let created: CompiledFilter['created'];
  let candidates: number[] | undefined;
  const rest: FilterNode[] = [];
  for (const part of conjuncts(node)) {
    const range = createdRange(part);
    const found = candidatesOf(part, directory);
    if (range === null && created === undefined) created = null;
    else if (range && created !== null) {
      created = {
        from: Math.max(range.from, created?.from ?? Number.NEGATIVE_INFINITY),
        to: Math.min(range.to, created?.to ?? Number.POSITIVE_INFINITY),
      };
    } else if (found && candidates === undefined) candidates = found;
    else rest.push(part);
  }
  if (candidates && created !== undefined) return { candidates, test: compileTest(node, directory, options) };
  const tests = rest.map((part) => compileTest(part, directory, options));
  return {
    ...(created !== undefined && { created }),
    ...(candidates && { candidates }),
    ...(tests.length > 0 && { test: (index: number) => tests.every((test) => test(index)) }),
  };
}

/** Compiles a checked filter into a test of one user. Comparisons of text ignore case, as the service does. */
export function compileTest(node: FilterNode, directory: Directory, options: FilterOptions = {}): UserTest {
  switch (node.kind) {
    case 'and': {
      const [left, right] = [node.left, node.right].map((side) => compileTest(side, directory, options)) as Two;
      return (index) => left(index) && right(index);
    }
    case 'or': {
      const [left, right] = [node.left, node.right].map((side) => compileTest(side, directory, options)) as Two;
      return (index) => left(index) || right(index);
    }
    case 'not': {
      const test = compileTest(node.operand, directory, options);
      if (!options.notLeavesOutNull) return (index) => !test(index);
      const readers = propertiesOf(node.operand).map((property) => reader(property, directory));
      return (index) => !test(index) && readers.every((read) => read(index) !== null);
    }
    case 'any': {
      const test = compileItemTest(node.operand);
      const read = reader(node.property, directory);
      return (index) => (read(index) as unknown[]).some(test);
    }
    default: {
      const created = createdRange(node);
      if (created) return compileCreated(created, directory);
      const test = compileValueTest(node);
      const read = reader(node.property, directory);
      return (index) => test(read(index));
    }
  }
}

/** Whether a user was created within a range, without writing and reading a date for each of them. */
export function compileCreated({ from, to }: CreatedRange, directory: Directory): UserTest {
  return (index) => {
    const seconds = directory.createdSeconds(index);
    return seconds !== null && seconds >= from && seconds <= to;
  };
}

/** A test of one item of a collection: what comes after the variable in a path is a member of the item. */
function compileItemTest(node: FilterNode): (item: unknown) => boolean {
  if (node.kind === 'and') {
    const [left, right] = [compileItemTest(node.left), compileItemTest(node.right)];
    return (item) => left(item) && right(item);
  }
  const test = compileValueTest(node);
  const member = 'property' in node ? node.property.split('/')[1] : undefined;
  return member === undefined ? test : (item) => test(memberOf(item, member));
}

type Two = [UserTest, UserTest];

function propertiesOf(node: FilterNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [...propertiesOf(node.left), ...propertiesOf(node.right)];
    case 'not':
      return propertiesOf(node.operand);
    default:
      return [node.property];
  }
}

function reader(path: string, directory: Directory): (index: number) => unknown {
  const [name = '', member = ''] = path.split('/');
  const property = propertyFinder(directory)(name)?.name ?? name;
  if (member === '') return (index) => directory.value(index, property);
  if (member.toLowerCase() === '$count') return (index) => (directory.value(index, property) as unknown[]).length;
  return (index) => memberOf(directory.value(index, property), member);
}

function memberOf(value: unknown, member: string): unknown {
  const object = (value ?? {}) as Record<string, unknown>;
  const key = Object.keys(object).find((candidate) => candidate.toLowerCase() === member.toLowerCase());
  return key === undefined ? null : object[key];
}

function compileValueTest(node: FilterNode): (value: unknown) => boolean {
  switch (node.kind) {
    case 'in': {
      const tests = node.values.map(equals);
      return (value) => tests.some((test) => test(value));
    }
    case 'function': {
      const text = node.value.text.toLowerCase();
      const method = node.name === 'startswith' ? 'startsWith' : 'endsWith';
      return (value) => typeof value === 'string' && value.toLowerCase()[method](text);
    }
    case 'compare': {
      const equal = equals(node.value);
      const bound = Date.parse(node.value.text);
      switch (node.operator) {
        case 'eq':
          return equal;
        case 'ne':
          return (value) => !equal(value);
        case 'ge':
          return (value) => typeof value === 'string' && Date.parse(value) >= bound;
        default:
          return (value) => typeof value === 'string' && Date.parse(value) <= bound;
      }
    }
    default:
      throw new TypeError(`'${node.kind}' does not test a single value`);
  }
}

function equals(literal: Literal): (value: unknown) => boolean {
  switch (literal.kind) {
    case 'null':
      return (value) => value === null || value === undefined;
    case 'boolean':
      return (value) => value === (literal.text === 'true');
    case 'number':
      return (value) => value === Number(literal.text);
    case 'dateTime': {
      const moment = Date.parse(literal.text);
      return (value) => typeof value === 'string' && Date.parse(value) === moment;
    }
    default: {
      const text = literal.text.toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === text;
    }
  }
}

function conjuncts(node: FilterNode): FilterNode[] {
  return node.kind === 'and' ? [...conjuncts(node.left), ...conjuncts(node.right)] : [node];
}

/** Null for `createdDateTime eq null`, undefined for what bounds no creation date. */
function createdRange(node: FilterNode): CreatedRange | null | undefined {
  if (node.kind !== 'compare' || node.property.toLowerCase() !== 'createddatetime') return undefined;
  if (node.value.kind === 'null') return node.operator === 'eq' ? null : undefined;
  const seconds = Date.parse(node.value.text) / 1000;
  switch (node.operator) {
    case 'ge':
      return { from: Math.ceil(seconds), to: Number.POSITIVE_INFINITY };
    case 'le':
      return { from: Number.NEGATIVE_INFINITY, to: Math.floor(seconds) };
    case 'eq':
      return { from: Math.ceil(seconds), to: Math.floor(seconds) };
    default:
      return undefined;
  }
}

function candidatesOf(node: FilterNode, directory: Directory): number[] | undefined {
  const isEquality = node.kind === 'in' || (node.kind === 'compare' && node.operator === 'eq');
  if (!isEquality || !['id', 'userprincipalname'].includes(node.property.toLowerCase())) return undefined;
  const values = node.kind === 'in' ? node.values : [node.value];
  const wanted = node.property.toLowerCase() === 'id' ? 'id' : 'userPrincipalName';
  const found = values.flatMap(({ text }) => {
    const index = directory.find(text);
    const matches = index !== undefined && String(directory.value(index, wanted)).toLowerCase() === text.toLowerCase();
    return matches ? [index] : [];
  });
  return [...new Set(found)];
}
