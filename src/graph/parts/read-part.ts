import type { PageTaker } from '../page-body.ts';
import { type Countable, eachPage, usersPages } from '../pages.ts';
import { largestPage } from '../query.ts';
import { addedMeanwhile, checkObeyed, countPart, notObeyed, type PartedList, partQuery } from './count-part.ts';
import { cutPart, isTooLarge } from './cut-part.ts';
import type { Part } from './intervals.ts';
import { notingDates } from './page-dates.ts';
import type { PartRead } from './parts-progress.ts';
import { PartsRefused } from './parts-refused.ts';
import { idsInFilter, readByIds } from './read-by-ids.ts';
import { unlessRefused } from './undated-users.ts';

/** Where the users of all parts go. */
export interface PartsSink<P> {
  /** See {@link usersPages}. */
  begin: () => PageTaker<P>;
  /**
   * Takes each page.
   *
   * @returns waited for before the next one is read; what goes wrong with it is told at the end as well
   */
  take: (page: P) => void | Promise<void>;
}

/**
 * Reads one part into the sink, or cuts it when it turns out to be too large to be read by one reader alone.
 *
 * @returns the parts to read in its stead; none when it was read
 * @throws PartsRefused; Failure of the client
 */
export async function readPart<P extends Countable>(part: Part, list: PartedList, sink: PartsSink<P>): Promise<Part[]> {
  if (part !== 'undated') return readOrCut(part, list, sink);
  const read = await unlessRefused(list, () => readOrCut(part, list, sink));
  if ('done' in read) return read.done;
  return read.notDated === 0 ? [] : ['not dated'];
}

async function readOrCut<P extends Countable>(part: Part, list: PartedList, sink: PartsSink<P>): Promise<Part[]> {
  const { client, options, progress } = list;
  if (progress.isStopped) return [];
  progress.onBegin(part);
  const query = partQuery(part, list.query);
  const byIds = query.advanced && query.includeManager;
  const read: PartRead = { filter: query.filter, count: 0, received: 0, pages: 0 };
  const dates: number[] = [];
  const begin = (isFirst: boolean) => (isFirst ? notingDates(sink.begin(), dates) : sink.begin());
  const pages = usersPages(client, query, begin);
  // Counted while its first page comes: the answer decides whether to go on.
  const counting = countPart(part, list).then((count) => {
    read.count = count;
    progress.onCounted(part, read);
    return count;
  });
  const [first, count] = await Promise.all([byIds ? undefined : pages.next(), counting]);
  progress.addUsers(count);
  checkObeyed(progress.users, options.expected);
  // Each request brings few of them: a list of all users would be read sooner.
  if (byIds && count / idsInFilter > options.expected / largestPage) throw new PartsRefused(undatedReason(count));

  const take = takerOf(read, list, sink);
  if (first && !first.done) await take(first.value);
  const instead = isTooLarge(count, list) ? await cutPart(part, count, dates, list) : [];
  if (instead.length > 1) {
    progress.onCut(read);
    return instead;
  }
  progress.onKept(read);
  const readWhole = () =>
    byIds
      ? readByIds(client, query, { begin: sink.begin, take })
      : eachPage(usersPages(client, query, sink.begin), take);
  await (byIds ? readWhole() : eachPage(pages, take));
  await makeUpFor(part, read, list, readWhole);
  return [];
}

/** Page tokens expire, and a part is read from its start again; but not as often as this. */
const mostRepeated = 8;

/** @returns takes a page of a part; false when nothing is wanted any more */
function takerOf<P extends Countable>(read: PartRead, { progress, leave }: PartedList, sink: PartsSink<P>) {
  return async (page: P): Promise<boolean> => {
    if (progress.isStopped) return false;
    const wasOpen = read.pages === 0 || read.received < read.count;
    read.pages += 1;
    read.received += page.length;
    if (read.received > mostRepeated * read.count + addedMeanwhile) throw new PartsRefused(notObeyed);
    const room = sink.take(page);
    // Behind the last pages of all, Graph can be asked to count once more: who begins another part waits in their stead.
    if (room && wasOpen && read.received >= read.count) leave(room);
    else await room;
    return true;
  };
}

/** Reads a part once more in which users are missing, and makes sure that none is missing then. */
async function makeUpFor(part: Part, read: PartRead, list: PartedList, readAgain: () => Promise<void>): Promise<void> {
  const comesShort = () => read.received < read.count && !list.progress.isStopped;
  if (!comesShort()) return;
  // One replica lagged behind another. Once more is cheap, and what comes twice falls away.
  read.received = 0;
  await readAgain();
  if (!comesShort()) return;
  // Who was deleted meanwhile is not missing. Whoever is could hide in the counts of a directory that grows.
  read.count = Math.min(read.count, await countPart(part, list));
  if (read.received < read.count) throw new PartsRefused(cameShort);
}

const cameShort = 'a part held fewer users than Graph counts in it, twice';

function undatedReason(count: number): string {
  return `${count} users have no creation date, and a filter for them does not bring their managers`;
}
