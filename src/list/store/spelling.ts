import type { GraphUser } from '../../users/user-type.ts';

/** Graph answers with a property in another spelling than it was asked for: the list has to be asked for in Graph's. */
export class OtherSpelling extends Error {
  /** As it was asked for, and as Graph spells it: several may differ in nothing but case. */
  readonly names: ReadonlyMap<string, readonly string[]>;

  constructor(names: ReadonlyMap<string, readonly string[]>) {
    super('Graph spells a property otherwise');
    this.names = names;
  }
}

/**
 * Graph takes names in any case. What is documented is spelled in advance; directory extensions are spelled as somebody
 * once registered them, which only an answer tells. Looked for in the wrong spelling, everybody would have null.
 *
 * @returns checks one user. @throws OtherSpelling
 */
export function createSpellingCheck(properties: readonly string[]): (user: GraphUser) => void {
  const wanted = new Set(properties);
  const byLowerCase = new Map(properties.map((name) => [name.toLowerCase(), name]));
  return (user) => {
    let others: Map<string, string[]> | undefined;
    for (const key of Object.keys(user)) {
      if (wanted.has(key)) continue;
      const name = byLowerCase.get(key.toLowerCase());
      if (name === undefined || Object.hasOwn(user, name)) continue;
      others ??= new Map();
      others.set(name, [...(others.get(name) ?? []), key]);
    }
    if (others !== undefined) throw new OtherSpelling(others);
  };
}

/**
 * @param names as they were asked for
 * @param error what the answer to them told
 * @param met names that Graph itself has told before: whoever has another in their place has it beside them
 * @returns the names to ask with
 */
export function respell(names: readonly string[], error: OtherSpelling, met: ReadonlySet<string>): string[] {
  return names.flatMap((name) => {
    const graphs = error.names.get(name);
    if (graphs === undefined) return [name];
    return met.has(name) ? [name, ...graphs] : graphs;
  });
}
