import { isRawNumber } from '../base/lossless-json.ts';
import { profileProperties } from './property-sets.ts';
import { derivedType, type GraphUser, typeProperty } from './user-type.ts';

/** What `include-manager` adds to a user. */
export const managerProperty = 'manager';

/** What `sign-in-activity` adds: the last property of a line, and the last columns of a row. */
export const signInProperty = 'signInActivity';
/** What is kept of it, in the order of its columns. */
export const signInDates = ['lastSignInDateTime', 'lastNonInteractiveSignInDateTime', 'lastSuccessfulSignInDateTime'];

/** A user with no more of its manager than who that is; `null` for whoever has none. */
export function withManager(user: GraphUser): GraphUser {
  const manager = user[managerProperty] as { id?: unknown; userPrincipalName?: unknown } | null | undefined;
  const { id = null, userPrincipalName = null } = manager ?? {};
  return { ...user, [managerProperty]: id === null ? null : { id, userPrincipalName } };
}

/** Entra's ids are GUIDs; whatever else comes must at least stand in JSON as it is, since lines are sorted by it. */
const plainId = /^[^"\\\p{Cc}\p{Cs}]{1,256}$/u;

export function isPlainId(text: string): boolean {
  return plainId.test(text);
}

/** True for an object with a usable `id`. */
export function isGraphUser(value: unknown): value is GraphUser {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' && isPlainId(id);
}

const booleans = new Set(['accountEnabled', 'onPremisesSyncEnabled']);
const textLists = new Set(['otherMails', 'proxyAddresses']);
const objectLists = new Set(['assignedLicenses', 'onPremisesProvisioningErrors']);

/** True when the properties of the profile set have the types that Graph gives them, or are null: see schemas/v1. */
export function hasTypesOfGraph(user: GraphUser): boolean {
  return profileProperties.every((name) => {
    const value = user[name] ?? null;
    if (value === null) return true;
    if (booleans.has(name)) return typeof value === 'boolean';
    if (textLists.has(name)) return Array.isArray(value) && value.every((item) => typeof item === 'string');
    if (objectLists.has(name)) return Array.isArray(value) && value.every((item) => typeof item === 'object' && item);
    return typeof value === 'string';
  });
}

/**
 * The properties of a selection in the one order in which they are written: `id` first, then those of the profile set
 * in its order, then all others by name. So the order in which somebody typed them changes no byte.
 *
 * @param selected property names as given; `id` is added, repetitions fall away
 */
export function orderProperties(selected: readonly string[]): string[] {
  const wanted = new Set(['id', ...selected]);
  const known = profileProperties.filter((name) => wanted.delete(name));
  return [...known, ...[...wanted].sort()];
}

/**
 * Makes the writer of lines of users.jsonl, without the line break: exactly the selected properties in their order;
 * `null` where Graph sent nothing; and the type of a user who is none of the usual. Keys inside nested objects are
 * sorted, arrays keep Graph's order, numbers stand as Graph wrote them.
 *
 * One `JSON.stringify` for each user would need an object in the right order first, and takes twice as long.
 */
export function createLineWriter(properties: readonly string[]): (user: GraphUser) => string {
  const members = properties.map((name, index) => ({
    name,
    start: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
  }));
  return (user) => {
    const type = derivedType(user);
    let line = '';
    for (const { name, start } of members) {
      line += start + canonicalJson(user[name]);
      // Behind the id, by which lines are found.
      if (type !== undefined && name === 'id') line += `,"${typeProperty}":${JSON.stringify(type)}`;
    }
    return `${line}}`;
  };
}

/** True when `createLineWriter` would leave the order of all keys in a value as it is. */
export function hasKeysInOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const inOrder = (key: string, index: number, keys: string[]) => index === 0 || (keys[index - 1] as string) < key;
  return (Array.isArray(value) || Object.keys(value).every(inOrder)) && Object.values(value).every(hasKeysInOrder);
}

function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object' || isRawNumber(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join()}}`;
}
