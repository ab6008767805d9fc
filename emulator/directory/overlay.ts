import { createMemberWriter, RawJson, type WriteMember } from './json-text.ts';
import { agentUserType } from './seed-agents.ts';
import type { SeedUsers } from './seed-users.ts';
import { collections, isAnnotation, isExtension, unseededProperties } from './unseeded.ts';

/** What was created, changed and deleted on top of a seeded population. */
export interface Overlay {
  /** Indexes given out so far, those of deleted users included. */
  readonly indexes: number;
  /** Grows with every change. */
  readonly version: number;
  /** When users were deleted, in milliseconds since the epoch, by index; those purged since are among them. */
  readonly deleted: ReadonlyMap<number, number>;
  readonly properties: readonly string[];
  /** The spelling in which a directory extension was registered; undefined when there is none of this name. */
  extension(name: string): string | undefined;
  /** What a user was given beside the properties, among it annotations and directory extensions. */
  extras(index: number): Record<string, unknown>;
  create(fields: Record<string, unknown>): number;
  update(index: number, fields: Record<string, unknown>): void;
  /** @param at milliseconds since the epoch; now by default */
  remove(index: number, at?: number): void;
  /** The userPrincipalName that a deleted user had. */
  nameBefore(index: number): string;
  /** Brings a deleted user back. */
  restore(index: number): void;
  /** Makes a deleted user unknown for good. */
  purge(index: number): void;
  /** Whether a user is among the deleted items: for thirty days, unless purged. */
  isInDeletedItems(index: number): boolean;
  has(index: number): boolean;
  find(idOrPrincipalName: string): number | undefined;
  value(index: number, property: string): unknown;
  /** See Directory. */
  writer(properties: readonly string[]): (index: number) => string;
  createdSeconds(index: number): number | null;
  manager(index: number): number | undefined;
  /** See Directory. */
  sponsors(index: number): Sponsor[];
}

/** A user, by index, or a group, by id. */
export type Sponsor = number | { group: string };

/** Source: https://learn.microsoft.com/graph/api/resources/directory, "up to 30 days" */
const keptAsDeleted = 30 * 86_400_000;

/**
 * @param seeded how many users the seed makes
 * @param now milliseconds since the epoch
 */
export function createOverlay(seeded: number, population: SeedUsers, domain: string, now: () => number): Overlay {
  const { facts, properties } = population;
  const names = Object.keys(properties);
  const fieldsOf = new Map<number, Record<string, unknown>>();
  const deleted = new Map<number, number>();
  /** What deleted users were called, where that does not come from the seed. */
  const namesBefore = new Map<number, unknown>();
  const renamed = new Map<string, number>();
  const extensions = new Map<string, string>();
  const annotated = new Set<number>();
  let indexes = seeded;
  let version = 0;

  const writers = new Map<string, WriteMember>();
  const writerOf = (name: string) => {
    const writer = writers.get(name) ?? createMemberWriter(name);
    writers.set(name, writer);
    return writer;
  };
  const stored = (index: number, property: string): unknown => {
    const fields = fieldsOf.get(index);
    if (fields !== undefined && Object.hasOwn(fields, property)) return fields[property];
    const seedProperty = properties[property];
    if (seedProperty !== undefined && (index < seeded || property === 'id')) return seedProperty(index);
    return collections.has(property) ? [] : null;
  };
  const value = (index: number, property: string): unknown => {
    const found = stored(index, property);
    return found instanceof RawJson ? found.value : found;
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
  const sponsorOf = (given: unknown): Sponsor => {
    const { group } = given as { group?: unknown };
    if (typeof group === 'string') return { group };
    const sponsor = find(String(given));
    if (sponsor === undefined) throw new RangeError(`there is no user '${given}' to be a sponsor`);
    return sponsor;
  };
  const change = (index: number, fields: Record<string, unknown>) => {
    const checked = checkFields(fields, names, extensions);
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
    if (Array.isArray(checked.sponsors)) checked.sponsors = checked.sponsors.map(sponsorOf);
    const before = fieldsOf.get(index);
    if (typeof before?.userPrincipalName === 'string' && name !== undefined) {
      renamed.delete(before.userPrincipalName.toLowerCase());
    }
    if (typeof name === 'string') renamed.set(name.toLowerCase(), index);
    fieldsOf.set(index, { ...before, ...checked });
    if (Object.keys(checked).some(isAnnotation)) annotated.add(index);
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
    extension: (name) => extensions.get(name.toLowerCase()),
    extras(index) {
      const own = Object.entries(fieldsOf.get(index) ?? {}).filter(([name]) => isAnnotation(name) || isExtension(name));
      return Object.fromEntries(own.map(([name]) => [name, value(index, name)]));
    },
    create(fields) {
      if (fields['@odata.type'] === agentUserType && typeof fields.identityParentId !== 'string') {
        throw new RangeError('an agent user needs its identityParentId');
      }
      const name = fields.userPrincipalName ?? `user${indexes - seeded + 1}@${domain}`;
      const created = fields.createdDateTime === undefined ? new Date(now()).toISOString() : fields.createdDateTime;
      const defaults = { userPrincipalName: name, displayName: name, userType: 'Member', accountEnabled: true };
      change(indexes, {
        ...defaults,
        ...fields,
        createdDateTime: checkCreated(created, facts.format),
      });
      indexes += 1;
      return indexes - 1;
    },
    update(index, fields) {
      if ('createdDateTime' in fields) throw new RangeError('createdDateTime is immutable');
      change(index, fields);
    },
    remove(index, at = now()) {
      deleted.set(index, at);
      const name = value(index, 'userPrincipalName');
      namesBefore.set(index, fieldsOf.get(index)?.userPrincipalName);
      fieldsOf.set(index, {
        ...fieldsOf.get(index),
        userPrincipalName: deletedName(facts.id(index), name),
        deletedDateTime: facts.format(Math.floor(at / 1000)),
      });
      version += 1;
    },
    nameBefore(index) {
      const given = namesBefore.get(index) ?? properties.userPrincipalName?.(index);
      return String(given instanceof RawJson ? given.value : given);
    },
    restore(index) {
      const { deletedDateTime: _, userPrincipalName: __, ...fields } = fieldsOf.get(index) ?? {};
      const name = namesBefore.get(index);
      fieldsOf.set(index, name === undefined ? fields : { ...fields, userPrincipalName: name });
      if (typeof name === 'string') renamed.set(name.toLowerCase(), index);
      namesBefore.delete(index);
      deleted.delete(index);
      version += 1;
    },
    purge(index) {
      deleted.set(index, Number.NEGATIVE_INFINITY);
      version += 1;
    },
    isInDeletedItems(index) {
      const at = deleted.get(index);
      return at !== undefined && now() < at + keptAsDeleted;
    },
    has,
    find,
    value,
    writer(wanted) {
      const members = wanted.map((name) => ({
        name,
        seeded: properties[name] ?? (collections.has(name) ? () => [] : () => null),
        isExtension: isExtension(name),
        write: writerOf(name),
      }));
      const seededMembers = members.filter((member) => !member.isExtension);
      const writeAnnotation = (index: number, name: string) => writerOf(name)(stored(index, name));
      return (index) => {
        let text = '';
        if (index < seeded && !fieldsOf.has(index)) {
          for (const { seeded: property, write } of seededMembers) text += write(property(index));
          return text;
        }
        const annotations = annotated.has(index) ? Object.keys(fieldsOf.get(index) ?? {}).filter(isAnnotation) : [];
        for (const name of annotations) {
          if (name.startsWith('@')) text += writeAnnotation(index, name);
        }
        for (const { name, isExtension, write } of members) {
          const given = stored(index, name);
          // Who has no value for a directory extension comes without it.
          if (isExtension && given === null) continue;
          for (const annotation of annotations) {
            if (annotation.startsWith(`${name}@`)) text += writeAnnotation(index, annotation);
          }
          text += write(given);
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
    sponsors(index) {
      const own = fieldsOf.get(index)?.sponsors as Sponsor[] | undefined;
      const sponsors = own ?? (index < seeded ? population.sponsors(index) : []);
      return sponsors.filter((sponsor) => typeof sponsor !== 'number' || has(sponsor));
    },
  };
}

/**
 * The name is free again for others: the id stands before it, as
 * https://learn.microsoft.com/powershell/module/microsoft.entra.users/get-entradeleteduser shows, and without hyphens, as
 * people report: https://github.com/onyx-dot-app/onyx/pull/14074
 */
function deletedName(id: string, name: unknown): unknown {
  return typeof name === 'string' ? id.replaceAll('-', '') + name : name;
}

/** Whole seconds since the epoch; Graph keeps creation dates to the second. */
function toSeconds(text: string): number {
  const milliseconds = Date.parse(text);
  if (Number.isNaN(milliseconds)) throw new RangeError(`createdDateTime is not a date: '${text}'`);
  return Math.floor(milliseconds / 1000);
}

/** @returns what is kept: null, the text as it was written, or Graph's form to the second */
function checkCreated(created: unknown, format: (seconds: number) => string): unknown {
  if (created instanceof RawJson) {
    if (created.value !== null) toSeconds(String(created.value));
    return created;
  }
  return created === null ? null : format(toSeconds(String(created)));
}

/**
 * The fields by their proper names: a directory extension is registered in the spelling in which it first comes.
 *
 * @throws RangeError for what a user does not have
 */
function checkFields(
  fields: Record<string, unknown>,
  names: readonly string[],
  extensions: Map<string, string>,
): Record<string, unknown> {
  const checked = Object.entries(fields).map(([name, value]): [string, unknown] => {
    if (name === 'id') throw new RangeError('the directory gives ids');
    if (isExtension(name)) {
      const spelling = extensions.get(name.toLowerCase()) ?? name;
      extensions.set(name.toLowerCase(), spelling);
      return [spelling, value];
    }
    const isRelation = name === 'manager' || name === 'sponsors';
    const isKnown = isRelation || isAnnotation(name) || names.includes(name) || unseededProperties.has(name);
    if (!isKnown) throw new RangeError(`a user has no property '${name}'`);
    return [name, value];
  });
  return Object.fromEntries(checked);
}
