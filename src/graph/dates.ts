import { creationDateIn } from '../directory/creation-dates.ts';
import type { GraphUser } from '../directory/user.ts';
import type { PageTaker } from './page-body.ts';

/** Notes the creation dates of a page, in seconds since the epoch, on their way to its taker. */
export function notingDates<P>(taker: PageTaker<P>, dates: number[]): PageTaker<P> {
  // A page that was cut comes again.
  dates.length = 0;
  const note = (date: unknown) => {
    const seconds = typeof date === 'string' ? Math.floor(Date.parse(date) / 1000) : Number.NaN;
    if (!Number.isNaN(seconds)) dates.push(seconds);
  };
  return {
    ...taker,
    user(user: GraphUser) {
      note(user.createdDateTime);
      taker.user(user);
    },
    plain(bytes, at) {
      const end = taker.plain?.(bytes, at) ?? -1;
      if (end >= 0) note(creationDateIn(bytes, at, end));
      return end;
    },
  };
}
