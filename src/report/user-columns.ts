import { type GraphUser, userTypeName } from '../users/user-type.ts';
import type { Column } from './facts.ts';

/** A column of the table of users, and the property that it shows. */
export interface UserColumn extends Column {
  property: string;
  value(value: unknown, user: GraphUser): string | number | null;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** Every column, from left to right; one whose property was not selected is left out. */
export const userColumns: readonly UserColumn[] = [
  { property: 'displayName', label: 'Name', kind: 'text', value: text },
  { property: 'userPrincipalName', label: 'User principal name', kind: 'text', value: text },
  { property: 'userType', label: 'Type', kind: 'text', filter: true, value: (_, user) => userTypeName(user) },
  {
    property: 'accountEnabled',
    label: 'State',
    kind: 'text',
    filter: true,
    value: (enabled) => (enabled === true ? 'enabled' : enabled === false ? 'disabled' : null),
  },
  { property: 'department', label: 'Department', kind: 'text', filter: true, value: text },
  { property: 'employeeType', label: 'Employee type', kind: 'text', value: text },
  { property: 'createdDateTime', label: 'Created', kind: 'date', value: (value) => text(value)?.slice(0, 10) ?? null },
  {
    property: 'assignedLicenses',
    label: 'Licences',
    kind: 'number',
    value: (licenses) => (Array.isArray(licenses) ? licenses.length : null),
  },
  { property: 'externalUserState', label: 'Invitation', kind: 'text', value: text },
  { property: 'id', label: 'Id', kind: 'text', value: text },
];
