import { Failure } from '../../src/base/failure.ts';
import type { GraphClient } from '../../src/graph/client.ts';

export const graphUrl = 'https://graph.example';
export const pageSize = 999;

/** What is wrong with the answers. */
export interface Disobedience {
  /** Counts, or lists, take no notice of filters. */
  counts?: boolean;
  lists?: boolean;
  /** A user that is counted and not listed: so often, or always. */
  lagging?: { user: number; times?: number };
  /** A user that is deleted between the count and the list. */
  leaving?: number;
  /** Filters with these words are refused: in lists and in counts. */
  refuses?: readonly string[];
  /** `not` leaves out whoever has no date, as SQL does. */
  notLeavesOutNull?: boolean;
  /** Nothing can be counted, as in Azure AD B2C. */
  countless?: boolean;
}

/** A Graph whose users were created at the given seconds, or at none. */
export function fakeGraph(dates: readonly (number | null)[], ignores: Disobedience = {}) {
  const asked = { counts: 0, pages: 0, urls: [] as string[] };
  let hasLeft = false;
  /** Whom a filter finds: the pages of a list ask the same again and again. */
  const answers = new Map<string, number[]>();
  const matching = (url: URL, ignore = false): number[] => {
    const filter = ignore ? '' : (url.searchParams.get('$filter') ?? '');
    const question = `${hasLeft} ${filter}`;
    const known = answers.get(question);
    if (known) return known;
    const isFound = test(filter);
    const found = dates.flatMap((date, index) =>
      isFound(date) && !(hasLeft && index === ignores.leaving) ? [index] : [],
    );
    answers.set(question, found);
    return found;
  };
  const test = (filter: string): ((date: number | null) => boolean) => {
    const bound = (operator: string) => {
      const date = new RegExp(`createdDateTime ${operator} (\\S+Z)`).exec(filter)?.[1];
      return date === undefined ? undefined : Date.parse(date) / 1000;
    };
    const [from, to] = [bound('ge'), bound('le')];
    if (filter.includes('eq null')) return (date) => date === null;
    if (filter.includes('not(')) return (date) => date === null && !ignores.notLeavesOutNull;
    if (from === undefined && to === undefined) return () => true;
    return (date) =>
      date !== null && date >= (from ?? Number.NEGATIVE_INFINITY) && date <= (to ?? Number.POSITIVE_INFINITY);
  };
  const client: GraphClient = {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(address, read) {
      const url = new URL(address);
      const reader = read();
      asked.urls.push(address);
      const filter = url.searchParams.get('$filter') ?? '';
      const isCount = url.pathname.endsWith('/$count');
      if ((ignores.countless && isCount) || ignores.refuses?.some((words) => filter.includes(words))) {
        throw new Failure('graph-refused', {
          status: 400,
          graphCode: 'Request_UnsupportedQuery',
          words: 'unsupported',
        });
      }
      if (isCount) {
        asked.counts += 1;
        reader.take(Buffer.from(String(matching(url, ignores.counts).length)));
      } else {
        asked.pages += 1;
        const skip = Number(url.searchParams.get('skip'));
        if (ignores.leaving !== undefined) hasLeft ||= matching(url, ignores.lists).includes(ignores.leaving);
        const matched = matching(url, ignores.lists);
        const late = ignores.lagging;
        const lags =
          late !== undefined && matched.includes(late.user) && (late.times === undefined || late.times-- > 0);
        const found = lags ? matched.filter((index) => index !== late.user) : matched;
        const value = found.slice(skip, skip + pageSize).map((index) => {
          const date = dates[index] ?? null;
          return { id: String(index), createdDateTime: date === null ? null : new Date(date * 1000).toISOString() };
        });
        url.searchParams.set('skip', String(skip + pageSize));
        const more = found[skip + pageSize] !== undefined;
        reader.take(Buffer.from(JSON.stringify({ '@odata.nextLink': more ? url.href : undefined, value })));
      }
      return { value: reader.end(), facts: () => ({}), retried: false };
    },
  };
  return { client, asked };
}
