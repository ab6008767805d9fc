import { knownTime } from '../users/known-time.ts';

/** What a column of a roster can be. */
export type RosterColumn = 'employeeId' | 'mail' | 'userPrincipalName' | 'lastDay';

/** Heads of columns as personnel systems write them, without case, blanks and signs. docs/roster.md tells them. */
const spellings: Readonly<Record<RosterColumn, readonly string[]>> = {
  employeeId: [
    ...['employeeid', 'employeenumber', 'employeeno', 'personnelnumber', 'personnelno', 'personnelid'],
    ...['staffid', 'staffnumber', 'workerid', 'personalnummer'],
  ],
  mail: ['mail', 'email', 'mailaddress', 'emailaddress', 'workemail', 'workemailaddress', 'businessemail'],
  userPrincipalName: ['userprincipalname', 'upn'],
  lastDay: [
    ...['enddate', 'lastday', 'lastworkingday', 'lastdayofwork', 'leavingdate', 'leavedate', 'exitdate'],
    ...['terminationdate', 'employmentenddate', 'contractenddate', 'employeeleavedatetime', 'austrittsdatum'],
  ],
};
const columns = Object.entries(spellings) as [RosterColumn, readonly string[]][];

/** @returns what a column is by its head; undefined for all that a roster may hold beside */
export function columnOf(head: string): RosterColumn | undefined {
  const plain = head.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return columns.find(([, names]) => names.includes(plain))?.[0];
}

/** A cell as it was meant: spreadsheets keep zeros in front by a formula, `="00123"`. */
export function cellText(cell: string | undefined): string {
  const text = (cell ?? '').trim();
  return /^="(.*)"$/.exec(text)?.[1]?.trim() ?? text;
}

/** @returns whether a spreadsheet has made another number of it, as `1.2E+11` */
export function isRounded(employeeId: string): boolean {
  return /^\d([.,]\d+)?E\+?\d+$/i.test(employeeId);
}

/**
 * Reads a last day: as ISO 8601 has it, with or without signs and with or without a time behind it, or as 31.10.2026.
 * Of 03/04/2026 nobody knows which is the month.
 *
 * @returns days since the epoch, or undefined for whoever stays (empty, zeros, dates that stand for "never"); or null for
 *   what cannot be read
 */
export function dayOf(text: string): number | undefined | null {
  if (/^[0.\-/]*$/.test(text)) return undefined;
  const [, ...iso] = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/.exec(text) ?? [];
  const [, ...dotted] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: [\d:]+)?$/.exec(text) ?? [];
  const [year, , month, dayOfMonth] = iso.length > 0 ? iso : [dotted[2], '', dotted[1], dotted[0]];
  if (year === undefined) return null;
  const date = [year, month?.padStart(2, '0'), dayOfMonth?.padStart(2, '0')].join('-');
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(date)) return null;
  return knownTime(date) === undefined ? undefined : time / 86_400_000;
}
