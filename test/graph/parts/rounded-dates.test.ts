import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bordersOf } from '../../../src/graph/parts/borders.ts';
import { spreadOut } from '../../../src/graph/parts/page-dates.ts';
import { createCreationDates } from '../../../src/users/creation-dates.ts';

const [number, parts] = [20_000, 16];
const year = 31_536_000;

/** What an earlier audit told of a directory. */
function toldOf(seconds: readonly number[]): string[] {
  const dates = createCreationDates();
  for (const second of seconds) dates.user(() => new Date(second * 1_000).toISOString());
  return dates.quantiles();
}

/** The same each time. */
function byChance() {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state - 2 ** 30;
  };
}

test('where all came in six hours of six years, dates that were rounded tell as well where to cut', () => {
  const secondOf = (index: number) => 1_300_000_000 + (index % 6) * year + ((index * 31) % 3_600);
  // Ids, in whose order dates are gathered, say nothing of them.
  const seconds = Array.from({ length: number }, (_, index) => secondOf(index)).sort(byChance());
  const sample = spreadOut(toldOf(seconds).map((date) => Date.parse(date) / 1_000));
  const borders = bordersOf(sample, Array<number>(parts).fill(1));
  const sizes = [...borders, Number.POSITIVE_INFINITY].map(
    (to, part) => seconds.filter((second) => second <= to && second > (borders[part - 1] ?? 0)).length,
  );
  assert.ok(Math.max(...sizes) <= (2 * number) / parts, `${sizes}`);
});

test('a date of an hour, or of a minute, is one of any second in it; any other is exact', () => {
  const [hour, minute, second] = [1_500_001_200, 1_500_001_260, 1_500_001_261];
  assert.deepEqual(spreadOut([hour, hour, hour, hour, minute, minute, second, second]), [
    hour,
    hour + 900,
    hour + 1_800,
    hour + 2_700,
    minute,
    minute + 30,
    second,
    second,
  ]);
});
