import { createSemaphore } from '../../http/semaphore.ts';
import type { GraphClient } from '../client.ts';
import type { Countable } from '../pages.ts';
import type { UsersQuery } from '../query.ts';
import { countPart, type PartedList } from './count-part.ts';
import { cutRest } from './held-back.ts';
import type { Interval, Part } from './intervals.ts';
import { createPartsProgress, type PartRead } from './parts-progress.ts';
import { refusalOf } from './parts-refused.ts';
import { type PartsOptions, planParts } from './plan-parts.ts';
import { type PartsSink, readPart } from './read-part.ts';
import { unlessRefused } from './undated-users.ts';

/**
 * Reads a large list in parts, side by side; whoever is idle takes the next. Users come in any order, and those at
 * the borders twice.
 *
 * There for speed alone: the same users come as from one plain list, and a test holds it to that.
 *
 * @returns every part, for the manifest
 * @throws PartsRefused when the list has to be read as one; Failure of the client
 */
export async function readParts<P extends Countable>(
  client: GraphClient,
  query: UsersQuery,
  options: PartsOptions,
  sink: PartsSink<P>,
): Promise<PartRead[]> {
  const plan = planParts(options);
  const progress = createPartsProgress(plan.parts, options.concurrency);
  let room: Promise<void> | undefined;
  const leave = (left: Promise<void>) => {
    left.catch(() => {});
    room = left;
  };
  const list: PartedList = { client, query, options, plan, progress, leave };
  const inTurn = createSemaphore(options.concurrency);
  const running = new Set<Promise<unknown>>();

  async function readAll(parts: readonly Part[]): Promise<void> {
    const reading = parts.map(async (part) => {
      const started = inTurn(async () => {
        await room;
        return readPart(part, list, sink);
      });
      running.add(started);
      const instead = await started.finally(() => running.delete(started));
      if (instead.length > 0) await readAll(instead);
    });
    await Promise.all(reading);
  }

  async function readRest(rest: Interval): Promise<void> {
    await readAll(await cutRest(rest, plan.sample, countLoads(list), options.now, (part) => countPart(part, list)));
  }

  try {
    await Promise.all([readAll(plan.parts), plan.rest && readRest(plan.rest)]);
    return progress.reads;
  } catch (error) {
    progress.stop();
    const refused = refusalOf(error);
    if (refused === undefined) throw error;
    // Nobody may go on adding users behind the back of whoever reads the list in another way now.
    await Promise.allSettled(running);
    throw refused;
  }
}

/** Asks Graph for the last count, and waits for the others. @returns pages that each reader still has before him */
async function countLoads(list: PartedList): Promise<number[]> {
  const [undated] = await Promise.all([
    unlessRefused(list, () => countPart('undated', list)),
    list.progress.allCounted,
  ]);
  return list.progress.loads('done' in undated ? undated.done : undated.notDated);
}
