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
    [...chart.matchAll(/class="label(?: end| middle)?">(\d\d\d\d-[\d-]+|\d\d:\d\d)</g)].map(([, date]) => date);
  const many = String(
    linesOverTime('x', [{ title: 'all', name: 'users', points: points([1, 2, 3, 4, 5, 6, 7, 8, 9]) }]),
  );
  assert.equal(many.match(/v4"/g)?.length, 9);
  assert.deepEqual(dates(many), ['2026-11-01', '2026-11-04', '2026-11-06', '2026-11-09']);
  const hours = ['T08:00:00Z', 'T20:30:00Z'].map((time, value) => ({ at: `2026-11-01${time}`, value }));
  const chart = String(columnsOverTime('x', [{ title: 'joined', name: 'added', points: hours }]));
  assert.deepEqual(dates(chart), ['08:00', '20:30']);
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
    '<p class="legend">',
    '<span>',
    '<svg viewBox="0 0 10 10" aria-hidden="true">',
    '<rect class="key all" width="10" height="10" rx="2"/>',
    '</svg> users 100 (+10)</span>',
    '<span>',
    '<svg viewBox="0 0 10 10" aria-hidden="true">',
    '<rect class="key some" width="10" height="10" rx="2"/>',
    '</svg> guests 7</span>',
    '</p>',
    '<svg viewBox="0 0 400 170" role="img" aria-label="Users, 2026-11-01 to 2026-11-05: users from 90 to 100; guests from 7 to 7">',
    '<path class="axis" d="M44 146.0H388"/>',
    '<text x="38" y="150" class="label end">0</text>',
    '<path class="axis" d="M44 78.0H388"/>',
    '<text x="38" y="82" class="label end">50</text>',
    '<path class="axis" d="M44 10.0H388"/>',
    '<text x="38" y="14" class="label end">100</text>',
    '<polyline class="line all" points="216.0,16.8 384.0,10.0"/>',
    '<g class="dot all">',
    '<circle cx="48.0" cy="23.6" r="3.5"/>',
    '<title>2026-11-01: 90 users</title>',
    '</g>',
    '<g class="dot all">',
    '<circle cx="216.0" cy="16.8" r="3.5"/>',
    '<title>2026-11-03: 95 users</title>',
    '</g>',
    '<g class="dot all">',
    '<circle cx="384.0" cy="10.0" r="3.5"/>',
    '<title>2026-11-05: 100 users</title>',
    '</g>',
    '<g class="dot some">',
    '<circle cx="48.0" cy="136.5" r="3.5"/>',
    '<title>2026-11-01: 7 guests</title>',
    '</g>',
    '<path class="axis" d="M48.0 146v4"/>',
    '<path class="axis" d="M132.0 146v4"/>',
    '<path class="axis" d="M216.0 146v4"/>',
    '<path class="axis" d="M384.0 146v4"/>',
    '<text x="44.0" y="164" class="label">2026-11-01</text>',
    '<text x="216.0" y="164" class="label middle">2026-11-03</text>',
    '<text x="388.0" y="164" class="label end">2026-11-05</text>',
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
    '<p class="legend">',
    '<span>',
    '<svg viewBox="0 0 10 10" aria-hidden="true">',
    '<rect class="key high" width="10" height="10" rx="2"/>',
    '</svg> high 2</span>',
    '<span>',
    '<svg viewBox="0 0 10 10" aria-hidden="true">',
    '<rect class="key low" width="10" height="10" rx="2"/>',
    '</svg> low 3 (+2)</span>',
    '</p>',
    '<svg viewBox="0 0 400 170" role="img" aria-label="Findings, 2026-11-01 to 2026-11-02: high from 2 to 2; low from 1 to 3">',
    '<path class="axis" d="M44 146.0H388"/>',
    '<text x="38" y="150" class="label end">0</text>',
    '<path class="axis" d="M44 10.0H388"/>',
    '<text x="38" y="14" class="label end">3</text>',
    '<g>',
    '<rect x="124.0" y="55.3" width="5.4" height="90.7" class="column high"/>',
    '<title>2026-11-01: 2 high</title>',
    '</g>',
    '<g>',
    '<rect x="130.0" y="100.7" width="5.4" height="45.3" class="column low"/>',
    '<title>2026-11-01: 1 low</title>',
    '</g>',
    '<g>',
    '<rect x="302.0" y="10.0" width="5.4" height="136.0" class="column low"/>',
    '<title>2026-11-02: 3 low</title>',
    '</g>',
    '<path class="axis" d="M130.0 146v4"/>',
    '<path class="axis" d="M302.0 146v4"/>',
    '<text x="44.0" y="164" class="label">2026-11-01</text>',
    '<text x="388.0" y="164" class="label end">2026-11-02</text>',
    '</svg>',
    '</figure>',
  ]);
});

test('one audit of which nothing is known has axes, one date, and says so', () => {
  const chart = columnsOverTime('Findings', [{ title: 'high', name: 'high', points: [{ at: day(1), value: null }] }]);
  assert.deepEqual(drawn(chart), [
    '<figure>',
    '<figcaption>Findings</figcaption>',
    '<p class="legend">',
    '<span>',
    '<svg viewBox="0 0 10 10" aria-hidden="true">',
    '<rect class="key high" width="10" height="10" rx="2"/>',
    '</svg> high</span>',
    '</p>',
    '<svg viewBox="0 0 400 170" role="img" aria-label="Findings, 2026-11-01 to 2026-11-01: high not known">',
    '<path class="axis" d="M44 146.0H388"/>',
    '<text x="38" y="150" class="label end">0</text>',
    '<path class="axis" d="M44 78.0H388"/>',
    '<text x="38" y="82" class="label end">1</text>',
    '<path class="axis" d="M44 10.0H388"/>',
    '<text x="38" y="14" class="label end">2</text>',
    '<path class="axis" d="M216.0 146v4"/>',
    '<text x="44.0" y="164" class="label">2026-11-01</text>',
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
