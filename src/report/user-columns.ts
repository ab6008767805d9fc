import { licenseName } from '../users/license-names.ts';
import { type GraphUser, userTypeName } from '../users/user-type.ts';
import type { Cell } from './table-chunks.ts';

/** A column of the table of users, as the page knows it. */
export interface TableColumn {
  /** Whose value it shows. */
  property: string;
  label: string;
  kind: 'text' | 'number' | 'date';
  /** Whether the table can be filtered by its values. */
  filter?: true;
  /** Whether it is shown only to whoever asks for it. */
  hiddenByDefault?: true;
}

/** A column, and what it makes of a user. */
export interface UserColumn extends TableColumn {
  value(value: unknown, user: GraphUser): Cell;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const date = (value: unknown) => text(value)?.slice(0, 10) ?? null;
/** Products by name; '' where it is known that there are none. For everybody: nothing is made that can be spared. */
const licences = (value: unknown) => {
  if (!Array.isArray(value)) return null;
  let names = '';
  for (let index = 0; index < value.length; index += 1) {
    const id: unknown = value[index]?.skuId;
    if (typeof id === 'string') names = names === '' ? licenseName(id) : `${names}, ${licenseName(id)}`;
  }
  return names;
};
/** Whoever is named there; '' where it is known that nobody is. */
const people = (value: unknown) =>
  Array.isArray(value) ? value.map((one: Named | null) => one?.userPrincipalName ?? one?.id ?? '').join(', ') : null;

interface Named {
  id?: string;
  userPrincipalName?: string | null;
}

/**
 * Every column, from left to right; one whose property was not selected is left out. What differs from user to user costs
 * the page some bytes of each: a hundred thousand of them are to have room.
 */
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
  { property: 'employeeType', label: 'Employee type', kind: 'text', hiddenByDefault: true, value: text },
  { property: 'createdDateTime', label: 'Created', kind: 'date', value: date },
  { property: 'assignedLicenses', label: 'Licences', kind: 'text', value: licences },
  { property: 'externalUserState', label: 'Invitation', kind: 'text', hiddenByDefault: true, value: text },
  { property: 'id', label: 'Id', kind: 'text', hiddenByDefault: true, value: text },
  { property: 'usageLocation', label: 'Usage location', kind: 'text', hiddenByDefault: true, value: text },
  {
    property: 'onPremisesSyncEnabled',
    label: 'Origin',
    kind: 'text',
    hiddenByDefault: true,
    value: (enabled) => (enabled === true ? 'on premises' : 'cloud'),
  },
  {
    property: 'manager',
    label: 'Manager',
    kind: 'text',
    hiddenByDefault: true,
    value: (manager) => people(manager ? [manager] : null) || null,
  },
  { property: 'sponsors', label: 'Sponsors', kind: 'text', hiddenByDefault: true, value: people },
  {
    property: 'signInActivity',
    label: 'Last sign-in',
    kind: 'date',
    hiddenByDefault: true,
    value: (activity) => date((activity as { lastSignInDateTime?: unknown } | null)?.lastSignInDateTime),
  },
];
