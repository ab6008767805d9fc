import type { GraphClient } from '../client.ts';
import { countUsers } from '../count-users.ts';
import { largestPage, type UsersQuery } from '../query.ts';
import { type Part, partFilter } from './intervals.ts';
import type { PartsProgress } from './parts-progress.ts';
import { PartsRefused } from './parts-refused.ts';
import type { PartsOptions, PartsPlan } from './plan-parts.ts';

/** A list that is read in parts: what all its parts share. */
export interface PartedList {
  client: GraphClient;
  /** Of the whole list. */
  query: UsersQuery;
  options: PartsOptions;
  plan: PartsPlan;
  progress: PartsProgress;
  /** Lets whoever begins another part wait, in the stead of who has read his to its end. */
  leave(room: Promise<void>): void;
  /** How many have no date, as soon as it has turned out that they are not found by `eq null`. */
  notDated?: Promise<number>;
}

/**
 * Asks Graph how many users there are in a part.
 *
 * @throws PartsRefused when there are more than in the whole list
 */
export async function countPart(part: Part, { client, query, options }: PartedList): Promise<number> {
  const users = await countUsers(client, partQuery(part, query));
  checkObeyed(users, options.expected);
  return users;
}

export function partQuery(part: Part, query: UsersQuery): UsersQuery {
  const { filter, advanced } = partFilter(part, query.filter);
  return { ...query, filter, advanced: query.advanced || advanced };
}

/** Users who may be added while parts are counted or read. */
export const addedMeanwhile = 2 * largestPage;

/** Why the list is read as one when Graph takes no notice of the filters of parts. */
export const notObeyed = 'the parts hold more users than the whole list: their filters are not kept to';

/**
 * Makes sure that Graph keeps to the filters of parts. Each user is in two of them at the most, where they touch: they
 * hold no more than twice the users of the whole, but for those who are added meanwhile.
 *
 * @param users in parts of a whole
 * @throws PartsRefused
 */
export function checkObeyed(users: number, whole: number): void {
  if (users > 2 * whole + addedMeanwhile) throw new PartsRefused(notObeyed);
}
