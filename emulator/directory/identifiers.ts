/** GUIDs, secrets and opaque ids of the emulated tenant. They are made from one stream of random numbers. */
export interface Identifiers {
  /** A version 4 GUID in lower case. */
  guid(): string;
  /** `length` characters of the alphabet A-Z a-z 0-9 - _ */
  text(length: number): string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** @param random numbers from 0 (included) to 1 (excluded) */
export function createIdentifiers(random: () => number): Identifiers {
  const pick = (characters: string) => characters[Math.floor(random() * characters.length)] ?? '';
  return {
    guid: () =>
      'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
        pick(place === 'x' ? '0123456789abcdef' : '89ab'),
      ),
    text: (length) => Array.from({ length }, () => pick(alphabet)).join(''),
  };
}

/**
 * Random numbers that are the same for the same seed, so that a restarted emulator has the same tenant id, client ids
 * and secrets. Not for cryptography. Source of the algorithm (mulberry32):
 * https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function createSeededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
