/** Numbers as people read them; English in every locale, so that logs can be compared. */

export function count(value: number): string {
  // Intl would do it as well, and take longer to load than a page takes to come.
  const digits = String(value);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(',');
}

/** `1 user`, `2,500 users`. @param several where the plural is not made with an s */
export function plural(value: number, noun: string, several = `${noun}s`): string {
  return `${count(value)} ${value === 1 ? noun : several}`;
}

/** @param milliseconds a duration: `0.4 s`, `2 min 5 s` */
export function duration(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param bytes a size: `812 B`, `1.4 MiB` */
export function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib.toFixed(1)} KiB` : `${(kib / 1024).toFixed(1)} MiB`;
}

/** Whole days from one moment to another, rounded down. */
export function daysBetween(from: number, to: number): number {
  return Math.floor((to - from) / 86_400_000);
}

/** The day of a moment in UTC: `2026-11-23`. */
export function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
