import { csvFormatRows } from 'd3-dsv';
import type { UserRecord } from '../emulator/directory/directory.ts';

/**
 * Who should be in the tenant of the demo, as a personnel system would tell: all members with an employee id. Somebody
 * has left and is still enabled, somebody else has no account yet.
 */
export function rosterOf(users: Iterable<UserRecord>): string {
  const people = [...users].filter(({ userType, employeeId }) => userType === 'Member' && employeeId);
  // The last of them: the first are busy at night.
  const leaver = people.findLast(({ accountEnabled }) => accountEnabled);
  const rows = people.map((user) => [user.employeeId, user.mail ?? '', user === leaver ? '2026-01-31' : '']);
  const heads = ['Employee ID', 'E-Mail', 'End date'];
  return `${[heads, ...rows, ['E999999', '', '']].map((row) => csvFormatRows([row.map(String)])).join('\r\n')}\r\n`;
}
