import type { Directory } from '../../directory/directory.ts';
import { type Cursor, createNumberOrder, type Order } from '../../directory/orders.ts';
import { type CreatedRange, compileCreated, compileFilter, compileTest, type UserTest } from '../filter/compiler.ts';
import type { UsersQuery } from './query.ts';
import { compileSearch } from './search.ts';

/** A stretch of an order and what its users must pass. */
export interface UsersPlan {
  order: Order;
  /** First position, and the one after the last. */
  low: number;
  high: number;
  descending: boolean;
  test?: UserTest;
  /** Whether a user is there to be listed. */
  has: UserTest;
}

export interface UsersSlice {
  indexes: number[];
  /** More users follow. */
  more: boolean;
}

/** Decides in which order to read: by creation date for filters that bound it, else by id, which says nothing. */
export function planUsers(query: UsersQuery, directory: Directory): UsersPlan {
  if (query.deleted) return planDeletedUsers(query, directory);
  const compiled = query.filter ? compileFilter(query.filter, directory, query) : {};
  const sort = query.orderBy?.name === 'deletedDateTime' ? 'id' : query.orderBy?.name;
  const name = sort ?? (compiled.created === undefined ? 'id' : 'createdDateTime');
  const ordered = directory.order(name);
  const fits = name === 'createdDateTime' ? !compiled.candidates : name === 'id';
  const tests: UserTest[] = [];
  if (query.filter && !fits) tests.push(compileTest(query.filter, directory, query));
  else if (compiled.test) tests.push(compiled.test);
  if (fits && compiled.created && isEarly(compiled.created)) tests.push(compileCreated(compiled.created, directory));
  tests.push(...otherTests(query, directory));
  const order = fits && compiled.candidates ? candidateOrder(compiled.candidates, ordered) : ordered;
  const bounds = fits && compiled.created !== undefined ? createdBounds(compiled.created, order, directory) : undefined;
  return {
    order,
    low: bounds?.low ?? 0,
    high: bounds?.high ?? order.length,
    descending: query.orderBy?.descending ?? false,
    has: directory.has,
    ...(tests.length > 0 && { test: (index: number) => tests.every((test) => test(index)) }),
  };
}

/** There are few of them, so each is looked at. */
function planDeletedUsers(query: UsersQuery, directory: Directory): UsersPlan {
  const tests = query.filter ? [compileTest(query.filter, directory, query)] : [];
  tests.push(...otherTests(query, directory));
  const sort = query.orderBy?.name ?? 'id';
  const order = sort === 'deletedDateTime' ? deletionOrder(directory) : directory.order(sort);
  return {
    order,
    low: 0,
    high: order.length,
    descending: query.orderBy?.descending ?? false,
    has: directory.isInDeletedItems,
    test: (index) => tests.every((test) => test(index)),
  };
}

/** What beside the filter decides who is listed. */
function otherTests({ search, cast }: UsersQuery, directory: Directory): UserTest[] {
  const tests: UserTest[] = search ? [compileSearch(search, directory)] : [];
  if (cast !== undefined) tests.push((index) => directory.value(index, '@odata.type') === `#${cast}`);
  return tests;
}

/** Indexes below 2^21 and seconds share the 53 bits of a safe integer. */
function deletionOrder(directory: Directory): Order {
  const keyOf = (index: number) =>
    (Date.parse(String(directory.value(index, 'deletedDateTime'))) / 1000) * 2 ** 21 + index;
  const keys = Float64Array.from([...directory.deleted()].filter(directory.isInDeletedItems), keyOf);
  return createNumberOrder(keys, keyOf, (key) => key % 2 ** 21);
}

/** Reads up to `limit` users that come after a cursor. */
export function readUsers(plan: UsersPlan, after: Cursor | undefined, limit: number): UsersSlice {
  const found = collect(plan, startAfter(plan, after), plan.descending ? -1 : 1, limit + 1);
  return { indexes: found.slice(0, limit), more: found.length > limit };
}

/** The last `limit` users up to a cursor, that of the cursor included, in the order of the list. */
export function readUsersBefore(plan: UsersPlan, until: Cursor, limit: number): number[] {
  const start = startAfter(plan, until);
  return collect(plan, plan.descending ? start + 1 : start - 1, plan.descending ? 1 : -1, limit).reverse();
}

/** How many users match. A plain range of dates is counted without looking at its users. */
export function countUsers(plan: UsersPlan, directory: Directory): number {
  const { order, low, high, test } = plan;
  if (test) return collect(plan, low, 1, Number.POSITIVE_INFINITY).length;
  let count = Math.max(0, high - low);
  for (const index of directory.deleted()) {
    const position = order.rank(order.cursorOf(index), false);
    if (position >= low && position < high && order.at(position) === index) count -= 1;
  }
  return count;
}

function collect(plan: UsersPlan, start: number, step: 1 | -1, limit: number): number[] {
  const { order, low, high, test, has } = plan;
  const found: number[] = [];
  for (let position = start; position >= low && position < high && found.length < limit; position += step) {
    const index = order.at(position);
    if (has(index) && (!test || test(index))) found.push(index);
  }
  return found;
}

function startAfter({ order, low, high, descending }: UsersPlan, after: Cursor | undefined): number {
  if (after === undefined) return descending ? high - 1 : low;
  return descending ? Math.min(high - 1, order.rank(after, false) - 1) : Math.max(low, order.rank(after, true));
}

/** The order has all dates before 1970 at its start, as one: bounds there need a look at each user. */
function isEarly({ from, to }: CreatedRange): boolean {
  return (from <= 0 && from !== Number.NEGATIVE_INFINITY) || to < 0;
}

/** Users without a date come last. */
function createdBounds(
  created: CreatedRange | null,
  order: Order,
  directory: Directory,
): { low: number; high: number } {
  const rank = (seconds: number | null) => order.rank(directory.createdCursor(seconds), false);
  if (created === null) return { low: rank(null), high: order.length };
  return {
    low: created.from === Number.NEGATIVE_INFINITY ? 0 : rank(created.from),
    high: created.to === Number.POSITIVE_INFINITY ? rank(null) : rank(Math.max(created.to, 0) + 1),
  };
}

function candidateOrder(candidates: readonly number[], order: Order): Order {
  const keys = new Map(candidates.map((index) => [order.cursorOf(index) as number, index]));
  const indexOf = (key: number) => keys.get(key) as number;
  return createNumberOrder(Float64Array.from(keys.keys()), (index) => order.cursorOf(index) as number, indexOf);
}
