/** Writes seconds since the epoch as Graph does: `2024-01-31T08:15:00Z`. */
export type FormatSeconds = (seconds: number) => string;

/** A formatter that remembers each day's text: a page of users asks for thousands of times of few days. */
export function createSecondsFormatter(): FormatSeconds {
  const days = new Map<number, string>();
  return (seconds) => {
    const day = Math.floor(seconds / 86_400);
    let date = days.get(day);
    if (date === undefined) {
      date = new Date(day * 86_400_000).toISOString().slice(0, 11);
      days.set(day, date);
    }
    const second = seconds - day * 86_400;
    return `${date}${two[Math.floor(second / 3600)]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}Z`;
  };
}

const two = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

/** The start of a day in seconds since the epoch. */
export function startOfDay(seconds: number): number {
  return seconds - (seconds % 86_400);
}
