import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barTable, columnsOverTime, linesOverTime } from '../../src/report/charts.ts';

const points = (values: (number | null)[]) =>
  values.map((value, day) => ({ at: `2026-11-0${day + 1}T09:00:00Z`, value }));

test('an axis begins at 0: little growth looks like little', () => {
  const chart = String(linesOverTime('Users', [{ title: 'all', name: 'users', points: points([2_500, 2_503]) }]));
  assert.match(chart, /class="label end">0<.*class="label end">1,500<.*class="label end">3,000</);
  const [[, first], [, second]] = [...chart.matchAll(/cy="([\d.]+)"/g)] as unknown as [string[], string[]];
  assert.ok(Math.abs(Number(first) - Number(second)) < 1);
  assert.match(chart, /all 2,503 \(\+3\)/);
  assert.match(chart, /aria-label="Users, 2026-11-01 to 2026-11-02: all from 2,500 to 2,503"/);
});

test('every date can be pointed at, and what nobody knows is a gap', () => {
  const chart = String(linesOverTime('x', [{ title: 'guests', name: 'guests', points: points([1, 2, null, 4, 5]) }]));
  assert.deepEqual(
    [...chart.matchAll(/<title>([^<]*)/g)].map(([, title]) => title),
    ['2026-11-01: 1 guests', '2026-11-02: 2 guests', '2026-11-04: 4 guests', '2026-11-05: 5 guests'],
  );
  assert.equal(chart.match(/<polyline/g)?.length, 2);
});

test('the longest bar is the most, and few are not nothing', () => {
  const bars = String(
    barTable('Departments', 'Department', [
      ['<b>', 1_000],
      ['few', 1],
      ['none', 0],
    ]),
  );
  assert.deepEqual(
    [...bars.matchAll(/<rect width="([\d.]+)%"/g)].map(([, width]) => Number(width)),
    [100, 0.5, 0],
  );
  assert.ok(bars.includes('&#60;b&#62;'));
});

test('every audit has a tick, and as many dates as have room; those of one day are told by the time', () => {
  const dates = (chart: string) =>
    [...chart.matchAll(/class="label (?:end|middle|)">(\d\d\d\d-[\d-]+|\d\d:\d\d)</g)].map(([, date]) => date);
  const many = String(
    linesOverTime('x', [{ title: 'all', name: 'users', points: points([1, 2, 3, 4, 5, 6, 7, 8, 9]) }]),
  );
  assert.equal(many.match(/v4"/g)?.length, 9);
  assert.deepEqual(dates(many), ['2026-11-01', '2026-11-04', '2026-11-06', '2026-11-09']);
  const day = ['T08:00:00Z', 'T20:30:00Z'].map((time, value) => ({ at: `2026-11-01${time}`, value }));
  const chart = String(columnsOverTime('x', [{ title: 'joined', name: 'added', points: day }]));
  assert.deepEqual(dates(chart), ['08:00', '20:30']);
});
