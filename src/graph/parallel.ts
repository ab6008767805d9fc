import { Failure } from '../directory/failure.ts';
import type { GraphUser } from '../directory/user.ts';
import type { GraphClient } from './client.ts';
import { countUsers } from './count.ts';
import { usersPages } from './pages.ts';
import { bordersOf, bordersWithin, joinCells, type Part, partFilter, partsBetween } from './parts.ts';
import { largestPage, type UsersQuery } from './query.ts';
import { createSlots } from './slots.ts';

/** One part of the list, as it was read. */
export interface Shard {
  filter: string;
  /** What Graph counted in it. */
  count: number;
  /** Users received, repetitions among them. */
  received: number;
  pages: number;
}

export interface ParallelPlan {
  /** Parts read at once. */
  concurrency: number;
  /** How many users there are about. */
  expected: number;
  /** `createdDateTime` of any page of the directory: they say where to cut. */
  sample: readonly unknown[];
  /** Seconds since the epoch. */
  now: number;
}

/** A page token lives for a while only, and what is lost with it is read again: parts do not grow endlessly. */
const longestPart = 8;
/** A part this many times larger than planned is cut again: the sample did not stand for the directory. */
const tolerance = 2;
/** Into so many cells; twice, and a part of twenty years is cut to months. */
const cells = 16;

/**
 * Reads a large list in parts, side by side; whoever is idle takes the next. Users come in any order, and those at
 * the borders twice.
 *
 * @param sink.prepare see {@link usersPages}
 * @param sink.take takes each page; the part waits for it
 * @returns every part, for the manifest
 * @throws Failure of the client; when it is `graph-refused` with status 400, Graph does not take the parts' filters
 */
export async function readParts<T>(
  client: GraphClient,
  query: UsersQuery,
  plan: ParallelPlan,
  sink: { prepare: (users: GraphUser[]) => T[]; take: (users: T[]) => Promise<unknown> },
): Promise<Shard[]> {
  const pages = plan.expected / largestPage;
  const rounds = Math.ceil(pages / (plan.concurrency * longestPart));
  const wanted = Math.min(plan.concurrency * rounds, Math.ceil(pages));
  const planned = plan.expected / wanted;
  const inSlot = createSlots(plan.concurrency);
  const running = new Set<Promise<unknown>>();
  const shards: Shard[] = [];
  let stopped = false;

  const partQuery = (part: Part): UsersQuery => {
    const { filter, advanced } = partFilter(part, query.filter);
    return { ...query, filter, advanced: query.advanced || advanced };
  };

  /** @returns the parts to read in its stead, when it is too large to be read by one alone */
  async function read(part: Part): Promise<Part[]> {
    if (stopped) return [];
    const asked = partQuery(part);
    const list = usersPages(client, asked, sink.prepare);
    // Counted while its first page comes: the answer decides whether to go on.
    const [count, first] = await Promise.all([countUsers(client, asked), list.next()]);
    const shard: Shard = { filter: asked.filter, count, received: 0, pages: 0 };
    const take = async (users: T[]) => {
      shard.pages += 1;
      shard.received += users.length;
      await sink.take(users);
      return !stopped;
    };
    if (!first.done) await take(first.value);
    const instead = count > planned * tolerance ? await cut(part) : [];
    if (instead.length > 1) return instead;
    shards.push(shard);
    await takeAll(list, take);
    if (shard.received < count && !stopped) {
      // One replica lagged behind another. Once more is cheap, and what comes twice falls away.
      shard.received = 0;
      await takeAll(usersPages(client, asked, sink.prepare), take);
    }
    return [];
  }

  /** Cuts a part at dates evenly spread over it, and joins neighbours that are small. */
  async function cut(part: Part): Promise<Part[]> {
    if (part === 'undated') return [];
    const narrow = partsBetween(bordersWithin(part, cells, plan.now), part);
    if (narrow.length === 1) return [];
    return joinCells(narrow, await Promise.all(narrow.map((cell) => countUsers(client, partQuery(cell)))), planned);
  }

  async function readAll(parts: readonly Part[]): Promise<void> {
    const reading = parts.map(async (part) => {
      const started = inSlot(() => read(part));
      running.add(started);
      const instead = await started.finally(() => running.delete(started));
      if (instead.length > 0) await readAll(instead);
    });
    await Promise.all(reading);
  }

  const sample = plan.sample.map(secondsOf).filter((date) => !Number.isNaN(date));
  const borders = bordersOf(
    sample.sort((a, b) => a - b),
    wanted,
  );
  try {
    await readAll([...partsBetween(borders), 'undated']);
    return shards;
  } catch (error) {
    // Nobody may go on adding users behind the back of whoever reads the list in another way now.
    stopped = true;
    if (isRefusal(error)) await Promise.allSettled(running);
    throw error;
  }
}

/** Without a page ahead: the other parts fill the time, and each page that waits has its price in memory. */
async function takeAll<T>(pages: AsyncIterable<T[]>, take: (users: T[]) => Promise<boolean>): Promise<void> {
  for await (const users of pages) if (!(await take(users))) return;
}

/** Graph does not take the query itself: trying again would not help, asking differently may. */
export function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'graph-refused' && error.facts.status === 400;
}

function secondsOf(dateTime: unknown): number {
  return typeof dateTime === 'string' ? Math.floor(Date.parse(dateTime) / 1000) : Number.NaN;
}
