import type { GraphUser } from '../../users/user-type.ts';

/** Notes which of the properties that somebody asked for by name turn up on no user at all. */
export interface ValueWatch {
  see(user: GraphUser): void;
  /** The same for a user whose bytes hold all properties. @param isNull asked with the place of a property in the line */
  seeBytes(isNull: (place: number) => boolean): void;
  /** What no user had a value of, so far. */
  missing(): MissingValues;
  reset(): void;
}

/** Names in the order in which they were asked for. */
export interface MissingValues {
  /** Graph sent no such property with any user. */
  neverSent: string[];
  /** It was sent, and null for everybody. */
  alwaysNull: string[];
}

/**
 * @param properties what a line holds, in its order
 * @param watched those that were asked for by name
 */
export function createValueWatch(properties: readonly string[], watched: readonly string[]): ValueWatch {
  const neverSent = new Set<string>();
  const withoutValue = new Map<string, number>();
  const reset = () => {
    for (const name of watched) {
      neverSent.add(name);
      withoutValue.set(name, properties.indexOf(name));
    }
  };
  reset();
  return {
    see(user) {
      for (const name of withoutValue.keys()) {
        if (Object.hasOwn(user, name)) neverSent.delete(name);
        if ((user[name] ?? null) !== null) withoutValue.delete(name);
      }
    },
    seeBytes(isNull) {
      if (withoutValue.size === 0) return;
      neverSent.clear();
      for (const [name, place] of withoutValue) if (!isNull(place)) withoutValue.delete(name);
    },
    missing: () => ({
      neverSent: [...neverSent],
      alwaysNull: [...withoutValue.keys()].filter((name) => !neverSent.has(name)),
    }),
    reset,
  };
}
