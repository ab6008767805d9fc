/**
 * Reads a Retry-After header: seconds, or an HTTP date.
 *
 * @param now milliseconds since the epoch
 * @returns milliseconds from `now`; undefined when the header says nothing that can be used
 */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Date.parse takes almost anything ("-5" is a year): only what looks like an HTTP date is one.
  if (!/^[A-Z][a-z]{2}.*\d{2}:\d{2}:\d{2}/.test(text)) return undefined;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
