import { Failure } from '../base/failure.ts';
import { isPlainId } from './user.ts';
import type { GraphUser } from './user-type.ts';

/** What `include-sponsors` adds to guests. */
export const sponsorsProperty = 'sponsors';

/** Who answers for a guest: a user, or a group, which has no userPrincipalName. */
export interface Sponsor {
  id: string;
  userPrincipalName: string | null;
}

/**
 * No more of a guest's sponsors than who they are, in the order of their ids, so that an unchanged directory gives the
 * same bytes.
 *
 * @returns null where Graph sent no list
 * @throws Failure `graph-malformed`: a guest must not seem to have nobody because a sponsor could not be read
 */
export function sponsorsOf(user: GraphUser): Sponsor[] | null {
  const sent = user[sponsorsProperty];
  if (!Array.isArray(sent)) return null;
  const sponsors = (sent as (Partial<Sponsor> | null)[]).map((sponsor) => {
    const { id, userPrincipalName } = sponsor ?? {};
    if (typeof id !== 'string' || !isPlainId(id)) {
      throw new Failure('graph-malformed', { reason: 'a sponsor in it has no id' });
    }
    return { id, userPrincipalName: typeof userPrincipalName === 'string' ? userPrincipalName : null };
  });
  return sponsors.sort((a, b) => (a.id < b.id ? -1 : 1));
}
