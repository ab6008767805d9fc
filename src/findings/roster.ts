import type { GraphUser } from '../users/user-type.ts';
import { createKeyTable } from './key-table.ts';

/** Properties of users that a roster may have as columns. */
export const rosterProperties = ['employeeId', 'mail', 'userPrincipalName'] as const;
export type RosterProperty = (typeof rosterProperties)[number];

/** A row of the roster, as it was read. */
export interface RosterRow {
  employeeId: string | undefined;
  /** `mail` and `userPrincipalName`, one of them or both. */
  addresses: readonly string[];
  /** Days since the epoch; undefined for whoever stays. */
  lastDay: number | undefined;
}

/** Somebody in the roster, as a user was found in it. */
export interface RosterPerson {
  /** Which one, from 0. */
  number: number;
  /** By what. */
  matchedBy: RosterProperty | 'proxyAddresses';
  /** Days since the epoch; undefined for whoever stays. */
  lastDay: number | undefined;
}

/** Who should be here, as the personnel system knows it. */
export interface Roster {
  /** What it knows people by. */
  properties: readonly RosterProperty[];
  hasLastDays: boolean;
  /** How many people are in it. */
  people: number;
  /** @returns who that is; undefined when nobody in it is that user */
  find(user: GraphUser): RosterPerson | undefined;
  /** @returns the last day of somebody, as {@link RosterPerson} has it */
  lastDayOf(number: number): number | undefined;
}

/** Takes the rows of a roster. */
export interface RosterBuilder {
  add(row: RosterRow): void;
  build(facts: Pick<Roster, 'properties' | 'hasLastDays'>): Roster;
}

const stays = 2 ** 31 - 1;

/**
 * People are held in memory, as numbers alone: hashes of what they are known by, and days. A roster of a million, which
 * is the longest that is read, takes some 60 MiB with employee ids and addresses; the directory may be as large as it
 * likes.
 *
 * Who has several rows (contracts one behind the other) stays until the last of them ends.
 */
export function createRosterBuilder(): RosterBuilder {
  const keys = createKeyTable();
  let lastDays = new Int32Array(1024);
  let people = 0;

  function newPerson(): number {
    if (people === lastDays.length) {
      const larger = new Int32Array(2 * people);
      larger.set(lastDays);
      lastDays = larger;
    }
    lastDays[people] = -stays;
    people += 1;
    return people - 1;
  }

  return {
    add({ employeeId, addresses, lastDay = stays }) {
      const own = addresses.map(addressKey);
      const known =
        employeeId === undefined
          ? own.map((key) => keys.get(key)).find((number) => number !== undefined)
          : keys.get(employeeKey(employeeId));
      const person = known ?? newPerson();
      lastDays[person] = Math.max(lastDays[person] as number, lastDay);
      if (employeeId !== undefined) keys.set(employeeKey(employeeId), person);
      for (const key of own) {
        // An address that two people have had is that of who stays longer.
        const other = keys.get(key);
        if (other === undefined || (lastDays[other] as number) < (lastDays[person] as number)) keys.set(key, person);
      }
    },
    build: ({ properties, hasLastDays }) => {
      const lastDayOf = (number: number) => (lastDays[number] === stays ? undefined : lastDays[number]);
      const byAddress = properties.some((name) => name !== 'employeeId');
      return {
        properties,
        hasLastDays,
        people,
        lastDayOf,
        find(user) {
          const found = (matchedBy: RosterPerson['matchedBy'], key: string): RosterPerson | undefined => {
            const number = keys.get(key);
            return number === undefined ? undefined : { number, matchedBy, lastDay: lastDayOf(number) };
          };
          const { employeeId } = user;
          const byId = isText(employeeId) ? found('employeeId', employeeKey(employeeId)) : undefined;
          if (byId !== undefined || !byAddress) return byId;
          for (const name of ['mail', 'userPrincipalName', 'proxyAddresses'] as const) {
            for (const address of addressesOf(user[name])) {
              const byMail = found(name, addressKey(address));
              if (byMail !== undefined) return byMail;
            }
          }
          return undefined;
        },
      };
    },
  };
}

/** Spreadsheets take zeros from the front of a number. */
function employeeKey(employeeId: string): string {
  const id = employeeId.trim().toLowerCase().normalize();
  return `id ${/^\d+$/.test(id) ? id.replace(/^0+(?=\d)/, '') : id}`;
}

function addressKey(address: string): string {
  return `at ${address.trim().toLowerCase().normalize()}`;
}

/** Those of mail alone: a roster knows no telephones. */
function addressesOf(value: unknown): string[] {
  if (isText(value)) return [value];
  if (!Array.isArray(value)) return [];
  return value.flatMap((address) => (isText(address) && /^smtp:/i.test(address) ? [address.slice(5)] : []));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
