import { licenseTable } from './license-table.ts';

/** The property that holds a user's licences. */
export const licensesProperty = 'assignedLicenses';

/** @returns the name of a product as Microsoft sells it; its id where the table has none */
export function licenseName(skuId: string): string {
  // Most audits start, and many end, without asking: the table is a text until then.
  names ??= namesIn(licenseTable);
  return names.get(skuId.toLowerCase()) ?? skuId;
}

/** The names of a user's licences, in Graph's order. @param licenses `assignedLicenses`, which may be anything */
export function licenseNames(licenses: unknown): string[] {
  if (!Array.isArray(licenses)) return [];
  return licenses.flatMap((license: { skuId?: unknown } | null) =>
    typeof license?.skuId === 'string' ? [licenseName(license.skuId)] : [],
  );
}

/** What happened to a user's licences, in words: `Licence added: Microsoft 365 E3`. @returns '' when nothing did */
export function licenseChange(before: unknown, after: unknown): string {
  const [old, now] = [licenseNames(before), licenseNames(after)];
  const [added, removed] = [now.filter((name) => !old.includes(name)), old.filter((name) => !now.includes(name))];
  if (added.length + removed.length === 0) {
    return now.length === 0 ? '' : `Services within ${now.join(', ')} switched on or off`;
  }
  return [...told('added', added), ...told('removed', removed)].join('; ');
}

/** A change as people read it: licences by name. Where only services within them were switched, it stays as it is. */
export function withNamesOfLicenses<C extends { property: string; before: unknown; after: unknown }>(change: C): C {
  if (change.property !== licensesProperty) return change;
  const [before, after] = [licenseNames(change.before), licenseNames(change.after)];
  return before.join() === after.join() ? change : { ...change, before, after };
}

function told(deed: string, licenses: readonly string[]): string[] {
  if (licenses.length === 0) return [];
  return [`${licenses.length === 1 ? 'Licence' : 'Licences'} ${deed}: ${licenses.join(', ')}`];
}

let names: ReadonlyMap<string, string> | undefined;
const skuIdLength = 36;

function namesIn(table: string): Map<string, string> {
  const lines = table.trim().split('\n');
  return new Map(lines.map((line) => [line.slice(0, skuIdLength), line.slice(skuIdLength + 1)]));
}
