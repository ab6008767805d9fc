import type { Found, RuleContext } from './rule.ts';

const minute = 60_000;
const minutesInHour = 60;
const minutesInDay = 24 * minutesInHour;
const minutesInWeek = 7 * minutesInDay;
/** A burst is news for a week from its beginning. */
const recentMinutes = minutesInWeek;
/** A busy hour of habit is one of the clock, and any sixty minutes can bring twice as much: three times is more. */
const timesHabit = 3;
const shownUsers = 10;

export interface BurstOptions extends RuleContext {
  /** How many weeks before the recent ones the habit is read from. */
  habitWeeks: number;
  /** What happened to the accounts, as a phrase: `came to be`. */
  happened: string;
}

/** Gathers when something happened to accounts, in memory that does not grow with their number. */
export interface BurstWatch {
  see(id: string, dateTime: unknown): void;
  /** Hours, wherever they begin, in which it happened to far more accounts than the habit is. */
  end(): (Found & { subject: string })[];
}

export function watchBursts({ now, limit, habitWeeks, happened }: BurstOptions): BurstWatch {
  const today = Math.floor(now / minute);
  const recentFrom = today - recentMinutes;
  // A day more is looked at: a burst that began before is no news, and its end is not taken for another.
  const watchedFrom = recentFrom - minutesInDay;
  const habitFrom = watchedFrom - habitWeeks * minutesInWeek;
  /** Accounts of each hour of habit: a year has 8,760 hours, however large the directory is. */
  const hours = new Map<number, number>();
  const watched = new Uint32Array(today - watchedFrom + 1);
  /** The first users of each minute, by their ids: a burst can begin in any of them. */
  const users = new Map<number, string[]>();
  return {
    see(id, dateTime) {
      const at = typeof dateTime === 'string' ? Math.floor(Date.parse(dateTime) / minute) : Number.NaN;
      if (!(at >= habitFrom && at <= today)) return;
      if (at < watchedFrom) {
        const hour = Math.floor(at / minutesInHour);
        hours.set(hour, (hours.get(hour) ?? 0) + 1);
        return;
      }
      watched[at - watchedFrom] = (watched[at - watchedFrom] as number) + 1;
      const some = users.get(at) ?? [];
      if (some.length === shownUsers && id > (some.at(-1) as string)) return;
      users.set(at, [...some, id].sort().slice(0, shownUsers));
    },
    end() {
      const habit = habitOf(hours, habitFrom, habitWeeks);
      return burstsIn(watched, Math.max(limit, habit * timesHabit)).flatMap(({ from, to, accounts, busiest }) => {
        const start = watchedFrom + from;
        if (start < recentFrom) return [];
        const end = watchedFrom + to;
        const ids = [...users.keys()]
          .filter((at) => at >= start && at <= end)
          .sort((a, b) => a - b)
          .flatMap((at) => users.get(at) ?? []);
        const evidence = {
          from: new Date(start * minute).toISOString(),
          to: new Date((end + 1) * minute).toISOString(),
          accounts,
          busiestHour: busiest,
          busiestHourOfAnOrdinaryWeek: habit,
          firstUserIds: ids.slice(0, shownUsers),
        };
        const why = `${busiest} accounts ${happened} within an hour; the busiest of an ordinary week has ${habit}.`;
        return [{ subject: evidence.from.slice(0, 16), why, evidence }];
      });
    },
  };
}

interface Burst {
  /** Its first minute, and the last one. */
  from: number;
  to: number;
  accounts: number;
  /** Accounts of its busiest sixty minutes. */
  busiest: number;
}

/** @returns stretches in which any sixty minutes brought more than `most`, with what touches them */
function burstsIn(minutes: Uint32Array, most: number): Burst[] {
  const bursts: Burst[] = [];
  let sum = 0;
  for (let to = 0; to < minutes.length; to += 1) {
    const before = to - minutesInHour;
    sum += (minutes[to] as number) - (before < 0 ? 0 : (minutes[before] as number));
    if (sum <= most) continue;
    let from = Math.max(0, before + 1);
    while (minutes[from] === 0) from += 1;
    const last = bursts.at(-1);
    if (last && from <= last.to) {
      last.to = minutes[to] === 0 ? last.to : to;
      last.busiest = Math.max(last.busiest, sum);
    } else bursts.push({ from, to, accounts: 0, busiest: sum });
  }
  for (const burst of bursts) {
    burst.accounts = minutes.subarray(burst.from, burst.to + 1).reduce((all, number) => all + number, 0);
  }
  return bursts;
}

/** The median, over the weeks, of what their busiest hours brought. */
function habitOf(hours: ReadonlyMap<number, number>, from: number, habitWeeks: number): number {
  const weeks = new Array<number>(habitWeeks).fill(0);
  for (const [hour, number] of hours) {
    const week = Math.min(habitWeeks - 1, Math.max(0, Math.floor((hour * minutesInHour - from) / minutesInWeek)));
    weeks[week] = Math.max(weeks[week] ?? 0, number);
  }
  weeks.sort((a, b) => a - b);
  return weeks[habitWeeks >> 1] ?? 0;
}
