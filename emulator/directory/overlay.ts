import { createMemberWriter, type WriteMember } from './json-text.ts';
import type { SeedUsers } from './seed-users.ts';

/** What was created, changed and deleted on top of a seeded population. */
export interface Overlay {
  /** Indexes given out so far, those of deleted users included. */
  readonly indexes: number;
  /** Grows with every change. */
  readonly version: number;
  readonly deleted: ReadonlySet<number>;
  readonly properties: readonly string[];
  create(fields: Record<string, unknown>): number;
  update(index: number, fields: Record<string, unknown>): void;
  remove(index: number): void;
  has(index: number): boolean;
  find(idOrPrincipalName: string): number | undefined;
  value(index: number, property: string): unknown;
  /** See Directory. */
  writer(properties: readonly string[]): (index: number) => string;
  createdSeconds(index: number): number | null;
  manager(index: number): number | undefined;
}

const collections = new Set([
  'otherMails',
  'proxyAddresses',
  'businessPhones',
  'assignedLicenses',
  'onPremisesProvisioningErrors',
]);

/**
 * @param seeded how many users the seed makes
 * @param now milliseconds since the epoch
 */
export function createOverlay(seeded: number, population: SeedUsers, domain: string, now: () => number): Overlay {
  const { facts, properties } = population;
  const names = Object.keys(properties);
  const fieldsOf = new Map<number, Record<string, unknown>>();
  const deleted = new Set<number>();
  const renamed = new Map<string, number>();
  let indexes = seeded;
  let version = 0;

  const writers = new Map<string, WriteMember>();
  const writerOf = (name: string) => {
    const writer = writers.get(name) ?? createMemberWriter(name);
    writers.set(name, writer);
    return writer;
  };
  const value = (index: number, property: string): unknown => {
    const fields = fieldsOf.get(index);
    if (fields !== undefined && Object.hasOwn(fields, property)) return fields[property];
    if (index < seeded || property === 'id') return properties[property]?.(index);
    return collections.has(property) ? [] : null;
  };
  const has = (index: number) => index < indexes && !deleted.has(index);
  const find = (idOrPrincipalName: string) => {
    const moved = renamed.get(idOrPrincipalName.toLowerCase());
    if (moved !== undefined && has(moved)) return moved;
    const index = facts.indexOfId(idOrPrincipalName) ?? facts.indexOfPrincipalName(idOrPrincipalName);
    if (index === undefined || !has(index)) return undefined;
    const asked = idOrPrincipalName.toLowerCase();
    const isCurrent = asked === facts.id(index) || asked === String(value(index, 'userPrincipalName')).toLowerCase();
    return isCurrent ? index : undefined;
  };
  const change = (index: number, fields: Record<string, unknown>) => {
    const checked = checkFields(fields, names);
    const name = checked.userPrincipalName;
    if (typeof name === 'string') {
      const owner = find(name);
      if (owner !== undefined && owner !== index) {
        throw new RangeError(`another user has the userPrincipalName '${name}'`);
      }
    }
    if (checked.manager !== undefined && checked.manager !== null) {
      const manager = find(String(checked.manager));
      if (manager === undefined) throw new RangeError(`there is no user '${checked.manager}' to be the manager`);
      checked.manager = manager;
    }
    const before = fieldsOf.get(index);
    if (typeof before?.userPrincipalName === 'string' && name !== undefined) {
      renamed.delete(before.userPrincipalName.toLowerCase());
    }
    if (typeof name === 'string') renamed.set(name.toLowerCase(), index);
    fieldsOf.set(index, { ...before, ...checked });
    version += 1;
  };

  return {
    get indexes() {
      return indexes;
    },
    get version() {
      return version;
    },
    deleted,
    properties: names,
    create(fields) {
      const name = fields.userPrincipalName ?? `user${indexes - seeded + 1}@${domain}`;
      const created = fields.createdDateTime === undefined ? new Date(now()).toISOString() : fields.createdDateTime;
      const createdDateTime = created === null ? null : toSeconds(String(created));
      const defaults = { userPrincipalName: name, displayName: name, userType: 'Member', accountEnabled: true };
      change(indexes, {
        ...defaults,
        ...fields,
        createdDateTime: createdDateTime === null ? null : facts.format(createdDateTime),
      });
      indexes += 1;
      return indexes - 1;
    },
    update(index, fields) {
      if ('createdDateTime' in fields) throw new RangeError('createdDateTime is immutable');
      change(index, fields);
    },
    remove(index) {
      deleted.add(index);
      version += 1;
    },
    has,
    find,
    value,
    writer(wanted) {
      const members = wanted.map((name) => ({
        name,
        seeded: properties[name] ?? (() => null),
        write: writerOf(name),
      }));
      return (index) => {
        const isSeeded = index < seeded && !fieldsOf.has(index);
        let text = '';
        for (const { name, seeded: property, write } of members) {
          text += write(isSeeded ? property(index) : value(index, name));
        }
        return text;
      };
    },
    createdSeconds(index) {
      if (index < seeded) return facts.createdSeconds(index);
      const created = value(index, 'createdDateTime');
      return typeof created === 'string' ? toSeconds(created) : null;
    },
    manager(index) {
      const fields = fieldsOf.get(index);
      const manager = fields && 'manager' in fields ? fields.manager : index < seeded && population.manager(index);
      return typeof manager === 'number' && has(manager) ? manager : undefined;
    },
  };
}

/** Whole seconds since the epoch; Graph keeps creation dates to the second. */
function toSeconds(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new RangeError(`createdDateTime is not a date: '${text}'`);
  return Math.floor(milliseconds / 1000);
}

function checkFields(fields: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  for (const name of Object.keys(fields)) {
    if (name === 'id') throw new RangeError('the directory gives ids');
    if (name !== 'manager' && !names.includes(name)) throw new RangeError(`a user has no property '${name}'`);
  }
  return { ...fields };
}
