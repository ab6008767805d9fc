import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barChart, changesChart, columnChart, historyChart } from '../../src/report/charts.ts';

type Shape = Readonly<Record<string, string>>;

/** A chart as it is drawn: its size, and its shapes with their attributes and what stands in them. */
function drawn(figure: string) {
  const [, width = '', height = ''] = /viewBox="0 0 (\S+) (\S+)"/.exec(figure) ?? [];
  const shapes = [...figure.matchAll(/<(rect|text|circle)([^>]*?)(?:\/>|>(.*?)<\/\1>)/g)].map(
    ([, kind = '', attributes = '', inside = '']): Shape => ({
      kind,
      inside: inside.replace(/<.*?>/g, ''),
      ...Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map((match) => [match[1], match[2]])),
    }),
  );
  const all = (kind: string, of?: string) => shapes.filter((one) => one.kind === kind && (!of || one.class === of));
  const label = /aria-label="([^"]*)"/.exec(figure)?.[1] ?? '';
  const points = /points="([^"]*)"/.exec(figure)?.[1]?.split(' ') ?? [];
  return {
    width: Number(width),
    height: Number(height),
    all,
    label,
    points: points.map((one) => one.split(',').map(Number)),
  };
}

const number = (shape: Shape | undefined, name: string) => Number(shape?.[name]);
const bottom = (shape: Shape | undefined) => number(shape, 'y') + number(shape, 'height');
const right = (shape: Shape | undefined) => number(shape, 'x') + number(shape, 'width');

/** No shape stands outside of the picture, and none is drawn with what is no number. */
function assertInside({ width, height, all }: ReturnType<typeof drawn>) {
  for (const shape of all('rect')) {
    assert.ok(number(shape, 'x') >= 0 && right(shape) <= width, JSON.stringify(shape));
    assert.ok(number(shape, 'y') >= 0 && bottom(shape) <= height, JSON.stringify(shape));
    assert.ok(number(shape, 'width') >= 0 && number(shape, 'height') >= 0, JSON.stringify(shape));
  }
  for (const shape of all('text')) {
    assert.ok(number(shape, 'x') >= 0 && number(shape, 'x') <= width, JSON.stringify(shape));
    assert.ok(number(shape, 'y') >= 10 && number(shape, 'y') <= height, JSON.stringify(shape));
  }
}

test('bars are as long as their numbers, with the name before and the number behind, each in its line', () => {
  const bars = [
    ['Members', 2_000],
    ['Guests', 1_000],
    ['Few', 1],
    ['None', 0],
  ] as const;
  const chart = drawn(barChart('Accounts', bars));
  assertInside(chart);
  const rects = chart.all('rect', 'bar');
  const [names, values] = [chart.all('text', 'label'), chart.all('text', 'value')];
  const lengths = rects.map((rect) => number(rect, 'width'));
  assert.deepEqual(lengths.slice(1), [(lengths[0] ?? 0) / 2, 2, 0]);
  assert.ok((lengths[0] ?? 0) > chart.width / 3, 'the longest takes the room that there is');
  assert.ok(right(rects[0]) + 50 <= chart.width, 'and leaves some for its number');
  assert.deepEqual(
    names.map(({ inside }) => inside),
    bars.map(([name]) => name),
  );
  assert.deepEqual(
    values.map(({ inside }) => inside),
    ['2,000', '1,000', '1', '0'],
  );
  const line = chart.height / bars.length;
  for (const [index, rect] of rects.entries()) {
    assert.ok(number(rect, 'y') > index * line && bottom(rect) < (index + 1) * line);
    for (const text of [names[index], values[index]]) {
      assert.ok(number(text, 'y') > number(rect, 'y') && number(text, 'y') < bottom(rect));
    }
    assert.ok(number(names[index], 'x') < number(rect, 'x') && names[index]?.['text-anchor'] === 'end');
    assert.ok(number(values[index], 'x') > right(rect));
  }
  assert.equal(chart.label, 'Accounts: Members 2,000, Guests 1,000, Few 1, None 0');
});

test('a chart of nothing has a line all the same, and one of noughts has bars without length', () => {
  assert.equal(drawn(barChart('x', [])).height, drawn(barChart('x', [['a', 1]])).height);
  assert.equal(number(drawn(barChart('x', [['a', 0]])).all('rect')[0], 'width'), 0);
});

test('a long name is cut to twenty characters, whatever they are made of', () => {
  const nameOf = (name: string) => drawn(barChart('x', [[name, 1]])).all('text', 'label')[0]?.inside;
  assert.equal(nameOf('🦄'.repeat(20)), '🦄'.repeat(20));
  assert.equal(nameOf('🦄'.repeat(21)), `${'🦄'.repeat(19)}…`);
});

test('columns stand side by side on one line, as tall as their numbers, and some are named', () => {
  const bars = Array.from({ length: 12 }, (_, index): [string, number] => [`m${index}`, index * 100]);
  const chart = drawn(columnChart('By month', [...bars, ['m12', 1]]));
  assertInside(chart);
  const rects = chart.all('rect', 'bar');
  assert.equal(rects.length, 13);
  assert.equal(new Set(rects.map(bottom)).size, 1, 'on one line');
  const tall = rects.map((rect) => number(rect, 'height'));
  assert.equal(tall[0], 0);
  assert.equal(tall[12], 1, 'what is there is seen');
  assert.ok(Math.abs((tall[10] ?? 0) / (tall[5] ?? 1) - 2) < 0.05);
  const most = chart.all('text').find(({ inside }) => inside === 'most: 1,100');
  assert.ok(number(rects[11], 'y') > number(most, 'y'), 'the tallest does not reach the text above');
  for (const [index, rect] of rects.slice(1).entries())
    assert.ok(number(rect, 'x') > right(rects[index]), 'side by side');
  assert.ok(number(rects[0], 'x') > 0 && right(rects[12]) > chart.width * 0.95, 'over the whole width');
  const names = chart.all('text').filter((text) => text !== most);
  assert.deepEqual(
    names.map(({ inside }) => inside),
    ['m0', 'm4', 'm8'],
  );
  for (const [index, name] of names.entries()) {
    assert.ok(Math.abs(number(name, 'x') - number(rects[4 * index], 'x')) < 5, 'under its column');
    assert.ok(number(name, 'y') > bottom(rects[0]));
  }
  assert.equal(rects[11]?.inside, 'm11: 1,100');
  assert.ok(chart.label.startsWith('By month: m0 0, m1 100, m2 200'));
});

test('the name of a last column that would stand out of the picture is left out', () => {
  const namesOf = (columns: number) =>
    drawn(
      columnChart(
        'x',
        Array.from({ length: columns }, (_, index): [string, number] => [`m${index}`, 1]),
      ),
    )
      .all('text')
      .slice(1)
      .map(({ inside }) => inside);
  assert.deepEqual(namesOf(9), ['m0', 'm3', 'm6']);
  assert.deepEqual(namesOf(5), ['m0', 'm2']);
  assert.deepEqual(namesOf(2), ['m0', 'm1']);
  assert.deepEqual(namesOf(1), ['m0']);
  assert.deepEqual(namesOf(0), []);
});

const audits = [100, 150, 125].map((users, index) => ({ endedAt: `2026-11-2${index}T00:00:00Z`, users }));

test('the line of users goes up where there are more, from side to side', () => {
  const chart = drawn(historyChart(audits));
  const [first = [], top = [], last = []] = chart.points;
  assert.equal(chart.points.length, 3);
  for (const [x = -1, y = -1] of chart.points)
    assert.ok(x >= 0 && x <= chart.width && y >= 20 && y <= chart.height - 20);
  assert.ok((first[0] ?? 0) < chart.width * 0.05 && (last[0] ?? 0) > chart.width * 0.95);
  assert.equal(top[0], chart.width / 2);
  const rise = (first[1] ?? 0) - (top[1] ?? 0);
  assert.ok(rise > chart.height / 3, 'the numbers use the height that there is');
  assert.equal((first[1] ?? 0) - (last[1] ?? 0), rise / 2);
  const dots = chart.all('circle').map(({ cx, cy, inside }) => [Number(cx), Number(cy), inside]);
  assert.deepEqual(dots, [
    [...first, '2026-11-20: 100 users'],
    [...top, '2026-11-21: 150 users'],
    [...last, '2026-11-22: 125 users'],
  ]);
  assert.deepEqual(
    chart.all('text').map(({ inside }) => inside),
    ['from 100 to 150', '2026-11-20', '2026-11-22'],
  );
  assertInside(chart);
  for (const text of chart.all('text').slice(1)) assert.ok(number(text, 'y') > Math.max(first[1] ?? 0, 0));
  assert.equal(chart.label, 'Users in the last audits: 2026-11-20 100, 2026-11-21 150, 2026-11-22 125');
});

test('a number that never changes is a flat line, and one audit is a dot', () => {
  const flat = drawn(historyChart(audits.map((audit) => ({ ...audit, users: 7 }))));
  assert.equal(new Set(flat.points.map(([, y]) => y)).size, 1);
  const [[x = Number.NaN, y = Number.NaN] = []] = drawn(historyChart(audits.slice(0, 1))).points;
  assert.ok(x >= 0 && y >= 0);
});

test('for each audit there are three columns, as tall as what came, went and changed', () => {
  const none = { added: null, removed: null, changed: null };
  const changes = [
    { endedAt: '2026-11-20T00:00:00Z', added: 2_000, removed: 1_000, changed: 1 },
    { endedAt: '2026-11-21T00:00:00Z', ...none },
    { endedAt: '2026-11-22T00:00:00Z', added: 0, removed: 500, changed: 250 },
  ];
  const chart = drawn(changesChart(changes));
  assertInside(chart);
  const columns = chart.all('rect').filter(({ inside }) => inside !== '');
  assert.equal(columns.length, 9);
  assert.equal(new Set(columns.map(bottom)).size, 1, 'on one line');
  const tall = columns.map((column) => number(column, 'height'));
  const most = tall[0] ?? 0;
  assert.deepEqual([tall[1], tall[2], ...tall.slice(3, 7)], [most / 2, 2, 0, 0, 0, 0]);
  assert.ok(Math.abs((tall[7] ?? 0) - most / 4) <= 1 && Math.abs((tall[8] ?? 0) - most / 8) <= 1);
  assert.ok(most > chart.height / 3);
  assert.deepEqual(
    columns.slice(0, 3).map((column) => column.class),
    ['added', 'removed', 'changed'],
  );
  for (const [index, column] of columns.slice(1).entries()) assert.ok(number(column, 'x') > right(columns[index]));
  for (const [index, audit] of [columns.slice(0, 3), columns.slice(3, 6), columns.slice(6)].entries()) {
    const middle = (number(audit[0], 'x') + right(audit[2])) / 2;
    assert.ok(Math.abs(middle - (index + 0.5) * (chart.width / 3)) < 2, 'in the middle of its band');
  }
  assert.ok(number(columns[0], 'width') < 20, 'few audits make no broad bands');
  const legend = chart.all('rect').filter(({ inside }) => inside === '');
  assert.deepEqual(
    legend.map((one) => one.class),
    ['added', 'removed', 'changed'],
  );
  for (const rect of legend) assert.ok(bottom(rect) <= number(columns[0], 'y'), 'above the columns');
  for (const [index, rect] of legend.slice(1).entries()) assert.ok(number(rect, 'x') > right(legend[index]) + 40);
  const texts = chart.all('text');
  assert.deepEqual(
    texts.map(({ inside }) => inside),
    ['most: 2,000', '2026-11-20', '2026-11-22', 'added', 'removed', 'changed'],
  );
  for (const [index, rect] of legend.entries()) {
    const text = texts[index + 3];
    assert.ok(
      number(text, 'x') > right(rect) && number(text, 'x') < right(rect) + 10,
      'the word stands beside its colour',
    );
  }
  for (const date of texts.slice(1, 3)) assert.ok(number(date, 'y') > bottom(columns[0]));
  assert.equal(columns[0]?.inside, '2026-11-20: 2,000 added');
  assert.equal(
    chart.label,
    'Changes in the last audits: 2026-11-20 2,000 added, 1,000 removed, 1 changed; 2026-11-21 0 added, 0 removed, 0 changed; 2026-11-22 0 added, 500 removed, 250 changed',
  );
});

test('thirty audits have room side by side', () => {
  const many = Array.from({ length: 30 }, () => ({
    endedAt: '2026-11-20T00:00:00Z',
    added: 1,
    removed: 1,
    changed: 1,
  }));
  const chart = drawn(changesChart(many));
  assertInside(chart);
  const columns = chart.all('rect').filter(({ inside }) => inside !== '');
  for (const [index, column] of columns.slice(1).entries()) assert.ok(number(column, 'x') >= right(columns[index]));
  assert.match(changesChart([]), /<svg/);
});

test('a name of the directory is text in the drawing as well', () => {
  const hostile = '"><script>';
  for (const figure of [barChart(hostile, [[hostile, 1]]), columnChart(hostile, [[hostile, 1]])]) {
    assert.doesNotMatch(figure, /<script>/);
    assert.match(figure, /&#34;&#62;&#60;script&#62;/);
  }
});
