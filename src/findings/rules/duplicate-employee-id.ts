import { duplicateValue, textOf } from './duplicate-value.ts';

export const duplicateEmployeeId = duplicateValue({
  id: 'duplicate-employee-id',
  property: 'employeeId',
  title: 'Employee number of more than one account',
  headline: { one: 'account shares its employee number', many: 'accounts share their employee numbers' },
  severity: 'medium',
  severityWhy: 'Medium: a leaver may keep an account, or a joiner get the wrong one; nobody is let in by it alone.',
  confuses:
    'One person with two accounts on purpose, as administrators have; a person who was hired again; placeholders like 0 or 9999.',
  why: 'Provisioning finds people by this number: a leaver may keep the second account, a joiner get the wrong one.',
  fix: 'If both belong to one person, mark the second as such elsewhere; otherwise correct the number.',
  values: ({ employeeId }) => textOf(employeeId),
});
