import { creationAnchor } from './creation-dates.ts';
import { createEncoder } from './encoder.ts';
import type { Order } from './orders.ts';
import { createOverlay, type Sponsor } from './overlay.ts';
import { agentUser } from './seed-agents.ts';
import { deletedUser } from './seed-deleted.ts';
import { createSeedUsers } from './seed-users.ts';
import { createUserOrders, type OrderName } from './user-orders.ts';

/** Users with all properties are plain objects of Graph's names and values. */
export type UserRecord = Record<string, unknown> & { id: string };

export interface DirectoryOptions {
  /** How many users the seed makes, 0 to 1,000,000. */
  users: number;
  /** How many agent users there are beside them, 0 to 10,000; none by default. */
  agentUsers?: number;
  /** How many users were deleted in the last thirty days, 0 to 100,000; none by default. */
  deletedUsers?: number;
  seed: number;
  domain: string;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** How many users' JSON is kept, about 1 KiB each, so that pages are copied together; 0 by default. */
  keep?: number;
}

/**
 * The tenant's users. Each is known by an index, from which its seeded properties are computed; only what was created,
 * changed or deleted afterwards is kept.
 */
export interface Directory {
  /** How many users there are now. */
  readonly size: number;
  /** Every property that seeded users have. */
  readonly properties: readonly string[];
  /** The spelling in which a directory extension was registered; undefined when there is none of this name. */
  extension(name: string): string | undefined;
  /**
   * Creates a user; `createdDateTime` may be set (null included), the id may not. Fields may be properties of Graph's
   * users, directory extensions (`extension_{appId without hyphens}_{name}`, registered in the spelling in which they
   * first come), and annotations (`@odata.type`, `city@odata.type`); a value may be {@link RawJson}. Throws a RangeError
   * for bad fields.
   */
  create(fields: Record<string, unknown>): UserRecord;
  /** Changes properties; `id` and `createdDateTime` are immutable. `manager` takes an id, a name or null; `sponsors` a list of ids, names and `{ group: id }`. */
  update(idOrPrincipalName: string, fields: Record<string, unknown>): UserRecord;
  /**
   * Moves a user to the deleted items, where it stays for thirty days, with its id before its userPrincipalName.
   *
   * @param at when, in milliseconds since the epoch; now by default
   */
  delete(idOrPrincipalName: string, at?: number): void;
  /** Brings a user back from the deleted items. Throws a RangeError when another has the name by now. */
  restore(index: number): void;
  /** Takes a user out of the deleted items. */
  purge(index: number): void;
  /** The index of a user among the deleted items, by id. */
  findDeleted(id: string): number | undefined;
  isInDeletedItems(index: number): boolean;
  get(idOrPrincipalName: string): UserRecord | undefined;
  find(idOrPrincipalName: string): number | undefined;
  has(index: number): boolean;
  value(index: number, property: string): unknown;
  /** Writes the same properties of many users as members of a JSON object, each after a comma: `,"id":"...","mail":null`. */
  writer(properties: readonly string[]): (index: number) => string;
  /** The same in UTF-8. */
  encoder(properties: readonly string[]): (index: number) => Uint8Array;
  /** Seconds since the epoch, or null. */
  createdSeconds(index: number): number | null;
  manager(index: number): number | undefined;
  /** Who answers for a guest: users and groups; nobody for others, and for those guests that nobody answers for. */
  sponsors(index: number): Sponsor[];
  order(name: OrderName): Order;
  /** The order cursor before the first user created at or after these seconds; null: before those without a date. */
  createdCursor(seconds: number | null): number;
  /** All users that were deleted, by index: those that are no longer among the deleted items, too. */
  deleted(): Iterable<number>;
  users(): Iterable<UserRecord>;
}

/** A deterministic directory of any size up to 1,000,000 users; see {@link Directory}. */
export function createDirectory(options: DirectoryOptions): Directory {
  const { users, agentUsers = 0, deletedUsers = 0, seed, domain, now } = options;
  if (!Number.isInteger(users) || users < 0 || users > 1_000_000) {
    throw new RangeError(`users must be a whole number from 0 to 1000000, not ${users}`);
  }
  if (!Number.isInteger(agentUsers) || agentUsers < 0 || agentUsers > 10_000) {
    throw new RangeError(`agentUsers must be a whole number from 0 to 10000, not ${agentUsers}`);
  }
  if (!Number.isInteger(deletedUsers) || deletedUsers < 0 || deletedUsers > 100_000) {
    throw new RangeError(`deletedUsers must be a whole number from 0 to 100000, not ${deletedUsers}`);
  }
  const population = createSeedUsers(seed, domain, creationAnchor(now()));
  const overlay = createOverlay(users, population, domain, now);
  const orders = createUserOrders(overlay, population.facts);
  for (let number = 0; number < agentUsers; number += 1) overlay.create(agentUser(number, population.facts));
  for (let number = 0; number < deletedUsers; number += 1) {
    const leaver = deletedUser(number, Math.floor(now() / 1000), population.facts);
    overlay.remove(overlay.create(leaver.fields), leaver.deletedAt);
  }

  const read = (index: number) => {
    const properties = overlay.properties.map((name) => [name, overlay.value(index, name)]);
    return { ...Object.fromEntries(properties), ...overlay.extras(index) } as UserRecord;
  };
  const existing = (idOrPrincipalName: string) => {
    const index = overlay.find(idOrPrincipalName);
    if (index === undefined) throw new RangeError(`there is no user '${idOrPrincipalName}'`);
    return index;
  };

  return {
    get size() {
      return overlay.indexes - overlay.deleted.size;
    },
    properties: overlay.properties,
    extension: overlay.extension,
    create(fields) {
      const index = overlay.create(fields);
      orders.insert(index);
      return read(index);
    },
    update(idOrPrincipalName, fields) {
      const index = existing(idOrPrincipalName);
      overlay.update(index, fields);
      return read(index);
    },
    delete: (idOrPrincipalName, at) => overlay.remove(existing(idOrPrincipalName), at),
    restore(index) {
      const name = overlay.nameBefore(index);
      if (overlay.find(name) !== undefined) throw new RangeError(`another user has the userPrincipalName '${name}'`);
      overlay.restore(index);
    },
    purge: overlay.purge,
    findDeleted(id) {
      const index = population.facts.indexOfId(id);
      return index !== undefined && overlay.isInDeletedItems(index) ? index : undefined;
    },
    isInDeletedItems: overlay.isInDeletedItems,
    get(idOrPrincipalName) {
      const index = overlay.find(idOrPrincipalName);
      return index === undefined ? undefined : read(index);
    },
    find: overlay.find,
    has: overlay.has,
    value: overlay.value,
    writer: overlay.writer,
    encoder: createEncoder(overlay, options.keep ?? 0),
    createdSeconds: overlay.createdSeconds,
    manager: overlay.manager,
    sponsors: overlay.sponsors,
    order: orders.order,
    createdCursor: orders.createdCursor,
    deleted: () => overlay.deleted.keys(),
    *users() {
      for (let index = 0; index < overlay.indexes; index += 1) {
        if (overlay.has(index)) yield read(index);
      }
    },
  };
}
