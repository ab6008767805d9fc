import { Failure } from '../../base/failure.ts';
import { createSemaphore } from '../../http/semaphore.ts';
import type { GraphClient } from '../client.ts';
import { countUsers } from '../count-users.ts';
import type { PageTaker } from '../page-body.ts';
import { type Countable, eachPage, usersPages } from '../pages.ts';
import { largestPage, type UsersQuery } from '../query.ts';
import { cutRest, keepBack } from './held-back.ts';
import {
  bordersWithin,
  type Interval,
  joinIntervals,
  type Part,
  partFilter,
  partSizes,
  partsBetween,
} from './intervals.ts';
import { notingDates } from './page-dates.ts';
import { idsInFilter, readByIds } from './read-by-ids.ts';

/** One part of the list, as it was read. */
export interface PartRead {
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
  /** How many of them have no creation date, about. */
  undated: number;
  /** Creation dates of any page of the directory, in seconds since the epoch: they say where to cut. */
  sample: readonly number[];
  /** Seconds since the epoch. */
  now: number;
}

/** A part this many times larger than planned is cut again: the sample did not stand for the directory. */
const tolerance = 2;
/** Every user is in two parts at the most, where they touch; so much more is the doing of people who come meanwhile. */
const countSlack = 2 * largestPage;
/** Page tokens expire, and a part is read from its start again; but not as often as this. */
const mostRepeated = 8;
/** Cutting a part takes two rounds of requests; so many pages are as quickly read. */
const notWorthCutting = 4 * largestPage;
/** Into so many cells; twice, and a part of twenty years is cut to months. */
const cells = 16;

/**
 * Reads a large list in parts, side by side; whoever is idle takes the next. Users come in any order, and those at
 * the borders twice.
 *
 * @param sink.begin see {@link usersPages}
 * @param sink.take takes each page
 * @returns every part, for the manifest
 * @throws PartsRefused when the list has to be read as one; Failure of the client
 */
export async function readParts<P extends Countable>(
  client: GraphClient,
  query: UsersQuery,
  plan: ParallelPlan,
  sink: { begin: () => PageTaker<P>; take: (page: P) => void },
): Promise<PartRead[]> {
  // The first page may have been full of users without a date, by chance.
  const dated = Math.max(largestPage, plan.expected - plan.undated);
  const sizes = partSizes(dated / largestPage, plan.concurrency);
  // Of the whole list: how many have a date is a guess.
  const planned = (partSizes(plan.expected / largestPage, plan.concurrency).parts[0] as number) * largestPage;
  const sample = plan.sample.toSorted((a, b) => a - b);
  // Where nothing is known, one border all the same: `ge` some first date would leave out who is older still.
  const { parts: intervals, rest } = keepBack(sample.length > 0 ? sample : [plan.now], sizes);
  // A part of those without a date cannot be cut: where it is the longest, it is begun first.
  const ordered: Part[] = plan.undated > planned ? ['undated', ...intervals] : [...intervals, 'undated'];
  /** Parts that were cut by the sample: their real size is not known yet. */
  const uncounted = new Set<Part>(intervals);
  const allCounted = Promise.withResolvers<void>();
  const limit = createSemaphore(plan.concurrency);
  const running = new Set<Promise<unknown>>();
  const shards: PartRead[] = [];
  /** Parts that are counted, those among them that are cut again. */
  const begun: PartRead[] = [];
  let stopped = false;
  let counted = 0;
  let undatedWaits = true;

  const partQuery = (part: Part): UsersQuery => {
    const { filter, advanced } = partFilter(part, query.filter);
    return { ...query, filter, advanced: query.advanced || advanced };
  };

  async function countPart(part: Part): Promise<number> {
    const users = await countUsers(client, partQuery(part));
    if (users > 2 * plan.expected + countSlack) throw new PartsRefused(notObeyed);
    return users;
  }

  /** @returns the parts to read in its stead, when it is too large to be read by one alone */
  async function read(part: Part): Promise<Part[]> {
    if (stopped) return [];
    if (part === 'undated') undatedWaits = false;
    const asked = partQuery(part);
    const dates: number[] = [];
    const shard: PartRead = { filter: asked.filter, count: 0, received: 0, pages: 0 };
    const begin = (isFirst: boolean) => (isFirst ? notingDates(sink.begin(), dates) : sink.begin());
    const list = usersPages(client, asked, begin);
    // Counted while its first page comes: the answer decides whether to go on.
    const byIds = asked.advanced && asked.includeManager;
    const counting = countPart(part).then((users) => {
      shard.count = users;
      begun.push(shard);
      if (uncounted.delete(part) && uncounted.size === 0) allCounted.resolve();
      return users;
    });
    const [first, count] = await Promise.all([byIds ? undefined : list.next(), counting]);
    counted += count;
    if (counted > 2 * plan.expected + countSlack) throw new PartsRefused(notObeyed);
    const take = (page: P) => {
      if (stopped) return false;
      shard.pages += 1;
      shard.received += page.length;
      if (shard.received > mostRepeated * count + countSlack) throw new PartsRefused(notObeyed);
      sink.take(page);
      return true;
    };
    const again = () =>
      byIds
        ? readByIds(client, asked, { begin: sink.begin, take })
        : eachPage(usersPages(client, asked, sink.begin), take);
    // Each request brings few of them: a list of all users would be read sooner.
    if (byIds && count / idsInFilter > plan.expected / largestPage) throw new PartsRefused(undatedReason(count));
    if (first && !first.done) take(first.value);
    const instead = count > Math.max(planned * tolerance, notWorthCutting) ? await cut(part, count, dates) : [];
    if (instead.length > 1) {
      counted -= count;
      shard.count = 0;
      return instead;
    }
    shards.push(shard);
    await (byIds ? again() : eachPage(list, take));
    if (shard.received < count && !stopped) {
      // One replica lagged behind another. Once more is cheap, and what comes twice falls away.
      shard.received = 0;
      await again();
    }
    if (shard.received < count && !stopped) {
      // Who was deleted meanwhile is not missing. Whoever is could hide in the counts of a directory that grows.
      shard.count = Math.min(count, await countPart(part));
      if (shard.received < shard.count) throw new PartsRefused(cameShort);
    }
    return [];
  }

  /** Cuts a part at dates evenly spread over it and around bulk imports, and joins neighbours that are small. */
  async function cut(part: Part, count: number, dates: readonly number[]): Promise<Part[]> {
    if (part === 'undated') return [];
    const narrow = partsBetween(bordersWithin(part, cells, dates, plan.now), part);
    if (narrow.length === 1) return [];
    const counts = await Promise.all(narrow.map(countPart));
    const sum = counts.reduce((all, users) => all + users, 0);
    if (sum > 2 * count + countSlack) throw new PartsRefused(notObeyed);
    return joinIntervals(narrow, counts, planned);
  }

  async function readAll(parts: readonly Part[]): Promise<void> {
    const reading = parts.map(async (part) => {
      const started = limit(() => read(part));
      running.add(started);
      const instead = await started.finally(() => running.delete(started));
      if (instead.length > 0) await readAll(instead);
    });
    await Promise.all(reading);
  }

  /** Pages that each reader still has before him. */
  async function loads(): Promise<number[]> {
    const [undated] = await Promise.all([countPart('undated'), allCounted.promise]);
    // When the first pages are counted, some of them have come and all of them are about to.
    const left = begun
      .map(({ count, pages }) => Math.ceil(count / largestPage) - Math.max(1, pages))
      .filter((pages) => pages > 0);
    const idle = Array.from({ length: Math.max(0, plan.concurrency - left.length) }, () => 0);
    const [first = 0, ...others] = [...idle, ...left].sort((a, b) => a - b);
    return [undatedWaits ? first + Math.max(1, Math.ceil(undated / largestPage)) : first, ...others];
  }

  async function readRest(rest: Interval): Promise<void> {
    await readAll(await cutRest(rest, sample, loads(), plan.now, countPart));
  }

  try {
    await Promise.all([readAll(ordered), rest && readRest(rest)]);
    return shards;
  } catch (error) {
    stopped = true;
    const refused = refusalOf(error);
    if (refused === undefined) throw error;
    // Nobody may go on adding users behind the back of whoever reads the list in another way now.
    await Promise.allSettled(running);
    throw refused;
  }
}

/** The list cannot be read in parts; as one list it may be. The message says why, for the log. */
export class PartsRefused extends Error {
  /** The same for the manifest, which holds nothing of Graph's own words: there may be somebody's data in them. */
  readonly reason: string;

  constructor(reason: string, message = reason) {
    super(message);
    this.reason = reason;
  }
}

function refusalOf(error: unknown): PartsRefused | undefined {
  if (error instanceof PartsRefused) return error;
  return error instanceof Failure && error.code === 'graph-refused'
    ? new PartsRefused(String(error.facts.graphCode), `${error.facts.graphCode}: ${error.facts.words}`)
    : undefined;
}

const notObeyed = 'the parts hold more users than the whole list: their filters are not kept to';

const cameShort = 'a part held fewer users than Graph counts in it, twice';

function undatedReason(count: number): string {
  return `${count} users have no creation date, and a filter for them does not bring their managers`;
}
