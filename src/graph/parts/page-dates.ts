import { creationDateIn } from '../../users/creation-dates.ts';
import type { GraphUser } from '../../users/user-type.ts';
import type { PageTaker } from '../page-body.ts';

/** A day within what Graph can be asked for (years of four digits): borders are put a second beside a date. */
const [earliest, latest] = [Date.parse('0001-01-02T00:00:00Z'), Date.parse('9999-12-30T00:00:00Z')];

/** @returns seconds since the epoch; undefined for what is no date that a part of the list could end at */
export function secondsOf(date: unknown): number | undefined {
  const milliseconds = typeof date === 'string' ? Date.parse(date) : Number.NaN;
  return milliseconds >= earliest && milliseconds <= latest ? Math.floor(milliseconds / 1000) : undefined;
}

const [minute, hour] = [60, 3_600];

/**
 * Dates that were rounded down to the hour, or to a minute where many shared it (see creation-dates.ts of src/users), back
 * in the time that they were taken from: left on one second, they would be taken for an import.
 *
 * @param dates sorted, in seconds since the epoch
 */
export function spreadOut(dates: readonly number[]): number[] {
  return [...Map.groupBy(dates, (date) => date)].flatMap(([date, { length }]) => {
    const width = date % hour === 0 ? hour : date % minute === 0 ? minute : 1;
    return Array.from({ length }, (_, index) => date + Math.floor((index * width) / length));
  });
}

/** Notes the creation dates of a page, in seconds since the epoch, on their way to its taker. */
export function notingDates<P>(taker: PageTaker<P>, dates: number[]): PageTaker<P> {
  // A page that was cut comes again.
  dates.length = 0;
  const note = (date: unknown) => {
    const seconds = secondsOf(date);
    if (seconds !== undefined) dates.push(seconds);
  };
  const { takeBytes } = taker;
  return {
    ...taker,
    user(user: GraphUser) {
      note(user.createdDateTime);
      taker.user(user);
    },
    takeBytes:
      takeBytes &&
      ((bytes, at) => {
        const end = takeBytes(bytes, at);
        if (end >= 0) note(creationDateIn(bytes, at, end));
        return end;
      }),
  };
}
