import type { FastifyRequest } from 'fastify';
import type { Directory } from '../../directory/directory.ts';
import type { Cursor } from '../../directory/orders.ts';
import type { Faults } from '../../faults/faults.ts';
import { unsupportedQuery } from '../refusals.ts';
import { defaultUserProperties } from '../user-properties.ts';
import { basicEncoder } from './basic-profile.ts';
import { expandedWriter } from './expanded.ts';
import { createPageBlocks, type PageBlocks } from './page-blocks.ts';
import { nextLink, type PagePosition, type PageTokens } from './page-tokens.ts';
import type { UsersQuery } from './query.ts';
import { countUsers, planUsers, readUsers, readUsersBefore, type UsersPlan } from './reading.ts';

export interface UsersPagesContext {
  directory: Directory;
  faults: Faults;
  tokens: PageTokens;
  graphOrigin(): string;
  pageCap?: number;
  signInPageCap?: number | undefined;
}

export interface UsersPages {
  /** The JSON of a page, in UTF-8. */
  read(request: FastifyRequest, version: string, query: UsersQuery): Buffer;
  /** A page was sent. */
  sent(page: Buffer): void;
  /** A count as the fault `count-drift` tells it. */
  drift(request: FastifyRequest, count: number): number;
  /** A count was answered; pages read from here on come after it. */
  counted(): void;
}

const defaultPageSize = 100;

/** Pages of users, with the faults that lists can have. */
export function createUsersPages(context: UsersPagesContext): UsersPages {
  const { directory, faults, tokens } = context;
  const blocks = createPageBlocks();
  let readSinceCount = false;

  const drift = (request: FastifyRequest, count: number) => {
    const when = readSinceCount ? 'after' : 'before';
    const fault = faults.take('count-drift', request, (candidate) =>
      [when, 'always'].includes(candidate.when ?? 'always'),
    );
    return Math.max(0, count + (fault?.by ?? 0));
  };

  const pageSize = (request: FastifyRequest, query: UsersQuery) => {
    const cap = query.select?.includes('signInActivity') ? (context.signInPageCap ?? 500) : 999;
    const faulty = faults.take('page-cap', request)?.size ?? 999;
    return Math.min(query.top ?? defaultPageSize, context.pageCap ?? 999, cap, faulty);
  };

  return {
    read(request, version, query) {
      const collection = query.cast === undefined ? 'users' : `users/${query.cast}`;
      const path = `${version}/${query.deleted ? `directory/deletedItems/${query.cast ?? 'microsoft.graph.user'}` : collection}`;
      const bound = `${path}?${JSON.stringify([...query.options].sort())}`;
      const position = positionOf(query, bound, tokens);
      const size = pageSize(request, query);
      const plan = planUsers(query, directory);
      const page = choosePage(plan, position, size, request, context);
      const answer: Record<string, unknown> = {
        '@odata.context': `${context.graphOrigin()}${version}/$metadata#${collection}${odataContextOf(query)}`,
      };
      if (query.count && query.skipToken === undefined) {
        answer['@odata.count'] = drift(request, countUsers(plan, directory));
      }
      if (page.next) answer['@odata.nextLink'] = linkTo(page.next, bound, path, request, query);
      // The recycle bin is no list that is counted.
      if (!query.deleted) readSinceCount = true;
      return encodePage(JSON.stringify(answer).slice(0, -1), page.indexes.map(userParts(directory, query)), blocks);
    },
    sent: blocks.giveBack,
    drift,
    counted() {
      readSinceCount = false;
    },
  };

  function linkTo(next: PagePosition, bound: string, path: string, request: FastifyRequest, query: UsersQuery): string {
    const origin = faults.take('foreign-next-link', request)?.origin ?? context.graphOrigin();
    const stuck = faults.take('same-next-link', request) !== undefined;
    if (stuck && query.skipToken !== undefined) return nextLink(origin + path, query.options, query.skipToken);
    const token = tokens.issue(bound, stuck ? { advanced: query.advanced } : next);
    return nextLink(origin + path, query.options, token);
  }
}

/** Writes one user after another as JSON objects, with the manager or the sponsors where they were asked for. */
export function userWriter(directory: Directory, query: UsersQuery): (index: number) => string {
  const parts = userParts(directory, query);
  return (index) => {
    const { members, expanded } = parts(index);
    return `{${`${Buffer.from(members).toString()}${expanded}`.slice(1)}}`;
  };
}

interface UserParts {
  /** Each after a comma, in UTF-8. */
  members: Uint8Array;
  /** The member for what is expanded, '' when nothing is. */
  expanded: string;
}

function userParts(directory: Directory, query: UsersQuery): (index: number) => UserParts {
  const properties = query.select ?? defaultUserProperties;
  const members = query.basic ? basicEncoder(directory, properties) : directory.encoder(properties);
  const expanded = expandedWriter(directory, query);
  return (index) => ({ members: members(index), expanded: expanded(index) });
}

const [openBrace, closeBrace, comma] = [0x7b, 0x7d, 0x2c];

/**
 * Copies the users together: one text of the whole page would be slow to join and to encode.
 *
 * @param start the page up to its last member before the users
 */
function encodePage(start: string, users: readonly UserParts[], blocks: PageBlocks): Buffer {
  const [head, foot] = [`${start},"value":[`, ']}'];
  const longest = users.reduce((sum, { members, expanded }) => sum + members.length + 3 * expanded.length + 2, 0);
  const bytes = blocks.take(3 * head.length + longest + foot.length);
  let at = bytes.write(head);
  for (const [position, { members, expanded }] of users.entries()) {
    if (position > 0) {
      bytes[at] = comma;
      at += 1;
    }
    bytes.set(members, at);
    // In place of the comma before the first member.
    bytes[at] = openBrace;
    at += Math.max(1, members.length);
    if (expanded !== '') at += bytes.write(expanded, at);
    bytes[at] = closeBrace;
    at += 1;
  }
  at += bytes.write(foot, at);
  return bytes.subarray(0, at);
}

function positionOf(query: UsersQuery, bound: string, tokens: PageTokens): PagePosition {
  if (query.skipToken === undefined) return { advanced: query.advanced };
  const position = tokens.read(bound, query.skipToken);
  if (position.advanced && !query.advanced) {
    throw unsupportedQuery(
      "The 'ConsistencyLevel:eventual' header is missing. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
    );
  }
  return position;
}

interface ChosenPage {
  indexes: number[];
  next?: PagePosition;
}

function choosePage(
  plan: UsersPlan,
  position: PagePosition,
  size: number,
  request: FastifyRequest,
  { faults }: UsersPagesContext,
): ChosenPage {
  const { after, advanced } = position;
  if (!position.emptied && faults.take('empty-pages', request)) {
    return { indexes: [], next: { ...position, emptied: true } };
  }
  const repeated = after === undefined ? [] : repeatUsers(plan, after, size, request, faults);
  const slice = readUsers(plan, after, size - repeated.length);
  const missing = faults.take('missing-users', request)?.n ?? 0;
  const last = slice.indexes.at(-1);
  return {
    indexes: [...repeated, ...slice.indexes.slice(missing)],
    ...(slice.more && last !== undefined && { next: { after: plan.order.cursorOf(last), advanced } }),
  };
}

function repeatUsers(plan: UsersPlan, after: Cursor, size: number, request: FastifyRequest, faults: Faults): number[] {
  const fault = faults.take('repeat-users', request);
  return fault ? readUsersBefore(plan, after, Math.min(fault.n, size - 1)) : [];
}

function odataContextOf(query: UsersQuery): string {
  const parts = [...(query.select ?? []), ...(query.expand ? [query.expand.context] : [])];
  return parts.length === 0 ? '' : `(${parts.join(',')})`;
}
