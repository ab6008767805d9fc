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

/** The chart as it stands in the page, an element a line. */
function drawn(chart: unknown): string[] {
  return String(chart)
    .replaceAll(/><\/(?:path|rect|circle|polyline|td)>/g, '/>')
    .replaceAll('><', '>\n<')
    .split('\n');
}

const day = (number: number) => `2026-11-0${number}T09:00:00Z`;

test('lines: what is known lies where its date and its number are', () => {
  const chart = linesOverTime('Users', [
    {
      ...{ title: 'users', name: 'all' },
      points: [
        { at: day(1), value: 90 },
        { at: day(2), value: null },
        { at: day(3), value: 95 },
        { at: day(5), value: 100 },
      ],
    },
    { title: 'guests', name: 'some', points: [{ at: day(1), value: 7 }] },
  ]);
  assert.deepEqual(drawn(chart), [
    '<figure>',
    '<figcaption>Users</figcaption>',
    '<svg viewBox="0 0 400 190" role="img" aria-label="Users, 2026-11-01 to 2026-11-05: users from 90 to 100; guests from 7 to 7">',
    '<path class="axis" d="M44 166.0H388"/>',
    '<text x="38" y="170" class="label end">0</text>',
    '<path class="axis" d="M44 98.0H388"/>',
    '<text x="38" y="102" class="label end">50</text>',
    '<path class="axis" d="M44 30.0H388"/>',
    '<text x="38" y="34" class="label end">100</text>',
    '<g>',
    '<rect class="key all" x="44" y="5" width="10" height="10" rx="2"/>',
    '<text x="59" y="14" class="value">users 100 (+10)</text>',
    '</g>',
    '<g>',
    '<rect class="key some" x="216" y="5" width="10" height="10" rx="2"/>',
    '<text x="231" y="14" class="value">guests 7</text>',
    '</g>',
    '<polyline class="line all" points="216.0,36.8 384.0,30.0"/>',
    '<g class="dot all">',
    '<circle cx="48.0" cy="43.6" r="3.5"/>',
    '<title>2026-11-01: 90 users</title>',
    '</g>',
    '<g class="dot all">',
    '<circle cx="216.0" cy="36.8" r="3.5"/>',
    '<title>2026-11-03: 95 users</title>',
    '</g>',
    '<g class="dot all">',
    '<circle cx="384.0" cy="30.0" r="3.5"/>',
    '<title>2026-11-05: 100 users</title>',
    '</g>',
    '<g class="dot some">',
    '<circle cx="48.0" cy="156.5" r="3.5"/>',
    '<title>2026-11-01: 7 guests</title>',
    '</g>',
    '<text x="44" y="184" class="label">2026-11-01</text>',
    '<text x="388" y="184" class="label end">2026-11-05</text>',
    '</svg>',
    '</figure>',
  ]);
});

test('columns: side by side for each audit, none where nobody knows', () => {
  const chart = columnsOverTime('Findings', [
    {
      title: 'high',
      name: 'high',
      points: [
        { at: day(1), value: 2 },
        { at: day(2), value: null },
      ],
    },
    {
      title: 'low',
      name: 'low',
      points: [
        { at: day(1), value: 1 },
        { at: day(2), value: 3 },
      ],
    },
  ]);
  assert.deepEqual(drawn(chart), [
    '<figure>',
    '<figcaption>Findings</figcaption>',
    '<svg viewBox="0 0 400 190" role="img" aria-label="Findings, 2026-11-01 to 2026-11-02: high from 2 to 2; low from 1 to 3">',
    '<path class="axis" d="M44 166.0H388"/>',
    '<text x="38" y="170" class="label end">0</text>',
    '<path class="axis" d="M44 30.0H388"/>',
    '<text x="38" y="34" class="label end">3</text>',
    '<g>',
    '<rect class="key high" x="44" y="5" width="10" height="10" rx="2"/>',
    '<text x="59" y="14" class="value">high 2</text>',
    '</g>',
    '<g>',
    '<rect class="key low" x="216" y="5" width="10" height="10" rx="2"/>',
    '<text x="231" y="14" class="value">low 3 (+2)</text>',
    '</g>',
    '<g>',
    '<rect x="124.0" y="75.3" width="5.4" height="90.7" class="column high"/>',
    '<title>2026-11-01: 2 high</title>',
    '</g>',
    '<g>',
    '<rect x="130.0" y="120.7" width="5.4" height="45.3" class="column low"/>',
    '<title>2026-11-01: 1 low</title>',
    '</g>',
    '<g>',
    '<rect x="302.0" y="30.0" width="5.4" height="136.0" class="column low"/>',
    '<title>2026-11-02: 3 low</title>',
    '</g>',
    '<text x="44" y="184" class="label">2026-11-01</text>',
    '<text x="388" y="184" class="label end">2026-11-02</text>',
    '</svg>',
    '</figure>',
  ]);
});

test('one audit of which nothing is known has axes, one date, and says so', () => {
  const chart = columnsOverTime('Findings', [{ title: 'high', name: 'high', points: [{ at: day(1), value: null }] }]);
  assert.deepEqual(drawn(chart), [
    '<figure>',
    '<figcaption>Findings</figcaption>',
    '<svg viewBox="0 0 400 190" role="img" aria-label="Findings, 2026-11-01 to 2026-11-01: high not known">',
    '<path class="axis" d="M44 166.0H388"/>',
    '<text x="38" y="170" class="label end">0</text>',
    '<path class="axis" d="M44 98.0H388"/>',
    '<text x="38" y="102" class="label end">1</text>',
    '<path class="axis" d="M44 30.0H388"/>',
    '<text x="38" y="34" class="label end">2</text>',
    '<g>',
    '<rect class="key high" x="44" y="5" width="10" height="10" rx="2"/>',
    '<text x="59" y="14" class="value">high</text>',
    '</g>',
    '<text x="44" y="184" class="label">2026-11-01</text>',
    '</svg>',
    '</figure>',
  ]);
});

test('bars are a table with heads', () => {
  const chart = barTable('Departments', 'Department', [
    ['Sales', 4],
    ['Legal', 1],
  ]);
  assert.deepEqual(drawn(chart), [
    '<figure>',
    '<figcaption>Departments</figcaption>',
    '<table class="bars">',
    '<thead class="unseen">',
    '<tr>',
    '<th scope="col">Department</th>',
    '<td/>',
    '<th scope="col" class="number">Accounts</th>',
    '</tr>',
    '</thead>',
    '<tbody>',
    '<tr>',
    '<th scope="row">',
    '<bdi>Sales</bdi>',
    '</th>',
    '<td>',
    '<svg class="bar" aria-hidden="true" focusable="false">',
    '<rect width="100.0%" height="100%" rx="2"/>',
    '</svg/>',
    '<td class="number">4</td>',
    '</tr>',
    '<tr>',
    '<th scope="row">',
    '<bdi>Legal</bdi>',
    '</th>',
    '<td>',
    '<svg class="bar" aria-hidden="true" focusable="false">',
    '<rect width="25.0%" height="100%" rx="2"/>',
    '</svg/>',
    '<td class="number">1</td>',
    '</tr>',
    '</tbody>',
    '</table>',
    '</figure>',
  ]);
});
