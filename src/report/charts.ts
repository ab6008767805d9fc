import { count } from '../base/numbers.ts';
import { type Html, h } from './letter/markup.ts';
import type { Counted } from './report-data.ts';

/**
 * Charts as inline SVG: they are there without a script, on paper, and under a policy without exceptions. Colours come
 * from the style sheet. Every axis begins at 0: a line from 2,500 to 2,503 is flat, and the numbers say the rest.
 */

/** A named number. */
export type Bar = Counted[number];

/** Numbers with names, a bar each, as a table that is read as one. */
export function barTable(title: string, what: string, bars: Counted): Html {
  const most = Math.max(1, ...bars.map(([, value]) => value));
  const row = ([name, value]: Bar) => {
    // Whole per cents would hide who is few.
    const length = value === 0 ? 0 : Math.max(0.5, (100 * value) / most);
    const bar = h(
      'svg',
      { class: 'bar', 'aria-hidden': 'true', focusable: 'false' },
      h('rect', { width: `${length.toFixed(1)}%`, height: '100%', rx: '2' }),
    );
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, h('bdi', {}, name)),
      h('td', {}, bar),
      h('td', { class: 'number' }, count(value)),
    );
  };
  const heads = [h('th', { scope: 'col' }, what), h('td', {}), h('th', { scope: 'col', class: 'number' }, 'Accounts')];
  return h(
    'figure',
    {},
    h('figcaption', {}, title),
    h(
      'table',
      { class: 'bars' },
      h('thead', { class: 'unseen' }, h('tr', {}, ...heads)),
      h('tbody', {}, ...bars.map(row)),
    ),
  );
}

/** A number over the audits; null where nobody knows it. */
export interface Series {
  title: string;
  /** What the style sheet colours it by. */
  name: string;
  points: readonly { at: string; value: number | null }[];
}

const [width, height] = [400, 170];
const [left, right, top, bottom] = [44, 12, 10, 24];

/** A line for each number; what is not known is a gap in it. */
export function linesOverTime(title: string, series: readonly Series[]): Html {
  const scale = scaleOf(series);
  const lines = series.flatMap(({ name, title: of, points }) => [
    ...stretches(points).map((stretch) =>
      h('polyline', {
        class: `line ${name}`,
        points: stretch.map(({ at, value }) => `${scale.x(at)},${scale.y(value)}`).join(' '),
      }),
    ),
    ...known(points).map(({ at, value }) =>
      h(
        'g',
        { class: `dot ${name}` },
        h('circle', { cx: scale.x(at), cy: scale.y(value), r: '3.5' }),
        h('title', {}, `${dateOf(at)}: ${count(value)} ${of}`),
      ),
    ),
  ]);
  return figure(title, series, scale, lines, scale.x);
}

/** Columns side by side for each audit. */
export function columnsOverTime(title: string, series: readonly Series[]): Html {
  const scale = scaleOf(series);
  const audits = series[0]?.points.length ?? 1;
  const thick = Math.min(12, ((width - left - right) / audits) * 0.8) / series.length;
  const columns = series.flatMap(({ name, title: of, points }, place) =>
    points.flatMap(({ at, value }, index) => {
      if (value === null) return [];
      const tall = (height - bottom - Number(scale.y(value))).toFixed(1);
      const middle = middleOf(index, audits);
      const x = (middle + (place - series.length / 2) * thick).toFixed(1);
      const attributes = {
        x,
        y: scale.y(value),
        width: (thick * 0.9).toFixed(1),
        height: tall,
        class: `column ${name}`,
      };
      return [h('g', {}, h('rect', attributes), h('title', {}, `${dateOf(at)}: ${count(value)} ${of}`))];
    }),
  );
  const places = new Map(series[0]?.points.map(({ at }, index) => [at, middleOf(index, audits)]));
  return figure(title, series, scale, columns, (at) => (places.get(at) ?? 0).toFixed(1));
}

function middleOf(index: number, audits: number): number {
  return left + ((width - left - right) * (index + 0.5)) / audits;
}

interface Scale {
  x(at: string): string;
  y(value: number): string;
  most: number;
  first: string;
  last: string;
}

function scaleOf(series: readonly Series[]): Scale {
  const points = series.flatMap((one) => one.points);
  const times = points.map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const most = roundUp(Math.max(1, ...points.map(({ value }) => value ?? 0)));
  const [first = '', last = ''] = [series[0]?.points[0]?.at, series[0]?.points.at(-1)?.at];
  return {
    x: (at) => (left + 4 + ((width - left - right - 8) * (Date.parse(at) - from)) / Math.max(1, to - from)).toFixed(1),
    y: (value) => (height - bottom - ((height - top - bottom) * value) / most).toFixed(1),
    ...{ most, first, last },
  };
}

/** The next number that is good to read on an axis, and whose half is as well. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return Math.max(2, step * power);
}

function known(points: Series['points']): { at: string; value: number }[] {
  return points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
}

function stretches(points: Series['points']): { at: string; value: number }[][] {
  const found: { at: string; value: number }[][] = [[]];
  for (const { at, value } of points) {
    if (value === null) found.push([]);
    else found.at(-1)?.push({ at, value });
  }
  return found.filter((stretch) => stretch.length > 1);
}

function figure(
  title: string,
  series: readonly Series[],
  scale: Scale,
  drawn: readonly Html[],
  xOf: (at: string) => string,
): Html {
  const line = (value: number) => [
    h('path', { class: 'axis', d: `M${left} ${scale.y(value)}H${width - right}` }),
    h('text', { x: String(left - 6), y: String(Number(scale.y(value)) + 4), class: 'label end' }, count(value)),
  ];
  const steps = [0, scale.most / 2, scale.most].filter((value) => Number.isInteger(value));
  const legend = series.map(({ name, title: of, points }) => {
    const numbers = known(points);
    const [first, last] = [numbers[0]?.value, numbers.at(-1)?.value];
    const told = first === undefined || last === undefined ? '' : ` ${count(last)}${difference(last - first)}`;
    const key = h('rect', { class: `key ${name}`, width: '10', height: '10', rx: '2' });
    return h('span', {}, h('svg', { viewBox: '0 0 10 10', 'aria-hidden': 'true' }, key), ` ${of}${told}`);
  });
  const described = series.map(({ title: of, points }) => {
    const [first, last] = [known(points)[0]?.value, known(points).at(-1)?.value];
    return first === undefined || last === undefined
      ? `${of} not known`
      : `${of} from ${count(first)} to ${count(last)}`;
  });
  const label = `${title}, ${dateOf(scale.first)} to ${dateOf(scale.last)}: ${described.join('; ')}`;
  return h(
    'figure',
    {},
    h('figcaption', {}, title),
    h('p', { class: 'legend' }, ...legend),
    h(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
      ...steps.flatMap(line),
      ...drawn,
      ...dates(series, scale, xOf),
    ),
  );
}

/** What a date takes, and some air. */
const dateWidth = 68;

/** A tick for every audit, and as many dates as have room: the last, the first, and those between. */
function dates(series: readonly Series[], { first, last }: Scale, xOf: (at: string) => string): Html[] {
  const audits = series[0]?.points.map(({ at }) => at) ?? [];
  const ticks = audits.map((at) => h('path', { class: 'axis', d: `M${xOf(at)} ${height - bottom}v4` }));
  // Audits of one day are told apart by the time.
  const words = (at: string) => (first !== last && dateOf(first) === dateOf(last) ? at.slice(11, 16) : dateOf(at));
  const label = (at: string, x: number, place: string) =>
    h('text', { x: x.toFixed(1), y: String(height - 6), class: place === '' ? 'label' : `label ${place}` }, words(at));
  const end = width - right;
  if (first === last) return [...ticks, label(first, left, '')];
  let free = left + dateWidth + dateWidth / 2;
  const between = audits.slice(1, -1).flatMap((at) => {
    const x = Number(xOf(at));
    if (x < free || x > end - dateWidth - dateWidth / 2) return [];
    free = x + dateWidth;
    return [label(at, x, 'middle')];
  });
  return [...ticks, label(first, left, ''), ...between, label(last, end, 'end')];
}

function difference(value: number): string {
  return value === 0 ? '' : ` (${value > 0 ? '+' : '\u2212'}${count(Math.abs(value))})`;
}

function dateOf(at: string): string {
  return at.slice(0, 10);
}
