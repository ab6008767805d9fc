import { userResource, type WholeRule } from './rule.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A burst is news for so long. */
const recentDays = 7;
/** What the tenant's habit is read from. */
const habitWeeks = 52;
const timesHabit = 3;
const shownUsers = 10;

/** Finds clock hours in which far more accounts came to be than the tenant's habit is. */
export const creationBurst: WholeRule = {
  kind: 'whole',
  id: 'creation-burst',
  title: 'Burst of new accounts',
  severity: 'high',
  why: 'Accounts that are made by the dozen within a clock hour (UTC), outside of how this tenant grows, come from an import that somebody should know of, or from an attacker who prepares to stay.',
  fix: 'Ask who made them: the audit log of Entra ID names the actor. Disable what nobody answers for.',
  needs: ['createdDateTime'],
  limit: {
    value: 25,
    unit: 'accounts',
    meaning: 'accounts that may come to be within a clock hour',
    least: 1,
    most: 1_000_000,
  },
  sources: [userResource],
  start({ now, limit }) {
    const today = Math.floor(now / hour);
    const recentFrom = today - recentDays * 24;
    const habitFrom = recentFrom - habitWeeks * 7 * 24;
    /** Accounts made in each hour of the last year: a year has 8,760 hours, however large the directory is. */
    const hours = new Map<number, number>();
    const users = new Map<number, string[]>();
    return {
      see({ id, createdDateTime }) {
        const at = typeof createdDateTime === 'string' ? Math.floor(Date.parse(createdDateTime) / hour) : Number.NaN;
        if (!(at >= habitFrom && at <= today)) return;
        hours.set(at, (hours.get(at) ?? 0) + 1);
        if (at < recentFrom) return;
        const first = users.get(at) ?? [];
        if (first.length < shownUsers) users.set(at, [...first, id]);
      },
      end() {
        const habit = habitOf(hours, habitFrom, recentFrom);
        const most = Math.max(limit, habit * timesHabit);
        return [...hours]
          .filter(([at, number]) => at >= recentFrom && number > most)
          .sort(([a], [b]) => a - b)
          .map(([at, number]) => ({
            subject: new Date(at * hour).toISOString().slice(0, 13),
            why: `${number} accounts came to be within a clock hour; the busiest of an ordinary week has ${habit}.`,
            evidence: {
              from: new Date(at * hour).toISOString(),
              to: new Date((at + 1) * hour).toISOString(),
              accounts: number,
              busiestHourOfAnOrdinaryWeek: habit,
              firstUserIds: users.get(at) ?? [],
            },
          }));
      },
    };
  },
};

/** The median, over the weeks of the last year, of what their busiest hours brought. */
function habitOf(hours: ReadonlyMap<number, number>, from: number, to: number): number {
  const weeks = new Array<number>(habitWeeks).fill(0);
  for (const [at, number] of hours) {
    if (at < from || at >= to) continue;
    const week = Math.floor(((at - from) * hour) / (7 * day));
    weeks[week] = Math.max(weeks[week] ?? 0, number);
  }
  weeks.sort((a, b) => a - b);
  return weeks[habitWeeks >> 1] ?? 0;
}
