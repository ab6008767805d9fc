/** How long ago the last audit was, and how long it usually is from one to the next: milliseconds. */
export interface Pause {
  since: number;
  usual: number;
}

/** Audits that follow each other faster are tries by hand, and say nothing of the habit. */
const shortestGap = 3_600_000;
/** Fewer are no habit. */
const fewestGaps = 3;

/**
 * Notices silence: that the last audit was more than twice as long ago as usual.
 *
 * @param ends when the audits before this one ended, in any order; milliseconds since the epoch
 * @returns undefined where it was not, or where there is no habit yet
 */
export function unusualPause(ends: readonly number[], now: number): Pause | undefined {
  const sorted = ends.toSorted((a, b) => a - b);
  const last = sorted.at(-1);
  const gaps = sorted.slice(1).map((end, index) => end - (sorted[index] as number));
  const telling = gaps.filter((gap) => gap >= shortestGap).sort((a, b) => a - b);
  const usual = telling[Math.floor(telling.length / 2)];
  if (last === undefined || usual === undefined || telling.length < fewestGaps) return undefined;
  const since = now - last;
  return since > 2 * usual ? { since, usual } : undefined;
}
