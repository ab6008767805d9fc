import { count, plural } from '../base/numbers.ts';
import { safeHtml } from '../base/safe-text.ts';
import { shorten } from '../base/shorten.ts';
import type { PastAudit } from '../evidence/manifest.ts';

/** Charts as inline SVG. Colours come from the style sheet; the numbers are in the text as well. */

/** A named number. */
export type Bar = readonly [name: string, value: number];

const width = 420;
const rowHeight = 26;
const labelWidth = 158;
/** Characters that fit in there. */
const longestLabel = 20;

/** Bars from left to right, a line each. @param title what the numbers are */
export function barChart(title: string, bars: readonly Bar[]): string {
  const most = Math.max(1, ...bars.map(([, value]) => value));
  const rows = bars.map(([name, value], index) => {
    const length = Math.max(value === 0 ? 0 : 2, Math.round(((width - labelWidth - 56) * value) / most));
    const y = index * rowHeight;
    return [
      `<text x="${labelWidth - 8}" y="${y + 17}" text-anchor="end" class="label">${safeHtml(shorten(name, longestLabel))}</text>`,
      `<rect x="${labelWidth}" y="${y + 4}" width="${length}" height="${rowHeight - 8}" rx="2" class="bar"/>`,
      `<text x="${labelWidth + length + 6}" y="${y + 17}" class="value">${count(value)}</text>`,
    ].join('');
  });
  return svg(title, describe(bars), Math.max(1, bars.length) * rowHeight, rows);
}

/** Columns side by side, for what goes on in time. @param bars in the order of time */
export function columnChart(title: string, bars: readonly Bar[]): string {
  const height = 150;
  const most = Math.max(1, ...bars.map(([, value]) => value));
  const step = width / Math.max(1, bars.length);
  const every = Math.ceil(bars.length / 4);
  // The last label would stand out of the picture.
  const room = bars.length - every / 2;
  const columns = bars.map(([name, value], index) => {
    const tall = Math.max(value === 0 ? 0 : 1, Math.round(((height - 22) * value) / most));
    const x = index * step;
    const label =
      index % every === 0 && index < room
        ? `<text x="${x.toFixed(1)}" y="${height + 16}" class="label">${safeHtml(name)}</text>`
        : '';
    return `<rect x="${(x + step * 0.1).toFixed(1)}" y="${height - tall}" width="${(step * 0.8).toFixed(1)}" height="${tall}" class="bar"><title>${safeHtml(name)}: ${count(value)}</title></rect>${label}`;
  });
  const top = `<text x="0" y="12" class="label">most: ${count(most)}</text>`;
  return svg(title, describe(bars), height + 22, [top, ...columns]);
}

/** How many users the last audits found. */
export function historyChart(past: readonly Pick<PastAudit, 'endedAt' | 'users'>[]): string {
  const height = 150;
  const values = past.map(({ users }) => users);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(1, most - least);
  const step = width / Math.max(1, past.length - 1);
  const points = values.map((value, index) => [
    (index * step * 0.96 + width * 0.02).toFixed(1),
    (height - 14 - ((height - 44) * (value - least)) / span).toFixed(1),
  ]);
  const line = `<polyline points="${points.map((point) => point.join()).join(' ')}" class="line"/>`;
  const dots = points.map(
    ([x, y], index) =>
      `<circle cx="${x}" cy="${y}" r="4" class="dot"><title>${past[index]?.endedAt.slice(0, 10)}: ${plural(values[index] ?? 0, 'user')}</title></circle>`,
  );
  const labels = [
    `<text x="0" y="12" class="label">from ${count(least)} to ${count(most)}</text>`,
    `<text x="0" y="${height + 16}" class="label">${past[0]?.endedAt.slice(0, 10)}</text>`,
    `<text x="${width}" y="${height + 16}" text-anchor="end" class="label">${past.at(-1)?.endedAt.slice(0, 10)}</text>`,
  ];
  const named: Bar[] = past.map(({ endedAt, users }) => [endedAt.slice(0, 10), users]);
  return svg('Users in the last audits', describe(named), height + 22, [line, ...dots, ...labels]);
}

const kindsOfChange = ['added', 'removed', 'changed'] as const;

/** An audit, and how many users came, went and changed since the one before; null where nothing was compared. */
export type ChangesOfAudit = Pick<PastAudit, 'endedAt' | (typeof kindsOfChange)[number]>;

/** What changed from audit to audit: three columns for each, and none where it is not known. */
export function changesChart(audits: readonly ChangesOfAudit[]): string {
  const height = 150;
  const most = Math.max(1, ...audits.flatMap((audit) => kindsOfChange.map((kind) => audit[kind] ?? 0)));
  const step = width / Math.max(1, audits.length);
  // Few audits make no broad bands.
  const thick = Math.min(18, (step * 0.8) / kindsOfChange.length);
  const columns = audits.flatMap((audit, index) =>
    kindsOfChange.map((kind, place) => {
      const value = audit[kind] ?? 0;
      const tall = value === 0 ? 0 : Math.max(2, Math.round(((height - 40) * value) / most));
      const x = index * step + step / 2 + (place - kindsOfChange.length / 2) * thick;
      return `<rect x="${x.toFixed(1)}" y="${height - tall}" width="${(thick * 0.9).toFixed(1)}" height="${tall}" class="${kind}"><title>${dayOf(audit)}: ${count(value)} ${kind}</title></rect>`;
    }),
  );
  const legend = kindsOfChange.map(
    (kind, place) =>
      `<rect x="${place * 90}" y="20" width="10" height="10" class="${kind}"/><text x="${place * 90 + 15}" y="29" class="label">${kind}</text>`,
  );
  const texts = [
    `<text x="0" y="12" class="label">most: ${count(most)}</text>`,
    `<path d="M0 ${height + 0.5}H${width}" class="axis"/>`,
    `<text x="0" y="${height + 16}" class="label">${dayOf(audits[0])}</text>`,
    `<text x="${width}" y="${height + 16}" text-anchor="end" class="label">${dayOf(audits.at(-1))}</text>`,
  ];
  const description = audits
    .map((audit) => `${dayOf(audit)} ${kindsOfChange.map((kind) => `${count(audit[kind] ?? 0)} ${kind}`).join(', ')}`)
    .join('; ');
  return svg('Changes in the last audits', description, height + 22, [...texts, ...legend, ...columns]);
}

function dayOf(audit: { endedAt: string } | undefined): string {
  return audit?.endedAt.slice(0, 10) ?? '';
}

function svg(title: string, description: string, height: number, parts: readonly string[]): string {
  const label = safeHtml(`${title}: ${description}`);
  return `<figure><figcaption>${safeHtml(title)}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${parts.join('')}</svg></figure>`;
}

function describe(bars: readonly Bar[]): string {
  return bars.map(([name, value]) => `${name} ${count(value)}`).join(', ');
}
