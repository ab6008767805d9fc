/**
 * Dates that Microsoft's services write for "never" and "not known": the first of .NET (0001-01-01), the first of Windows
 * (1601-01-01), those of databases (1753, 1899, 1900), the epoch (1970), and the last of all (9999-12-31). No directory of
 * today has seen anything happen before 1980.
 * Source: https://learn.microsoft.com/windows/win32/sysinfo/file-times, https://learn.microsoft.com/dotnet/api/system.datetime.minvalue
 */
const [earliest, latest] = [Date.UTC(1980, 0, 1), Date.UTC(9999, 0, 1)];

/** @returns milliseconds since the epoch; undefined for what is no date, or one that stands for "never" */
export function knownTime(dateTime: unknown): number | undefined {
  const milliseconds = typeof dateTime === 'string' ? Date.parse(dateTime) : Number.NaN;
  return milliseconds >= earliest && milliseconds < latest ? milliseconds : undefined;
}
