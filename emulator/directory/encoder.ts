import type { Overlay } from './overlay.ts';

/** Writes the same properties of many users as {@link Overlay.writer} does, in UTF-8. */
export type Encoder = (properties: readonly string[]) => (index: number) => Uint8Array;

/**
 * Keeps the bytes of the first users that were asked for until anything changes: for speed alone.
 *
 * @param keep how many users, 0 for none
 */
export function createEncoder(overlay: Overlay, keep: number): Encoder {
  const kept = new Map<string, Uint8Array[]>();
  let number = 0;
  let version = overlay.version;
  return (properties) => {
    const write = overlay.writer(properties);
    if (version !== overlay.version) {
      kept.clear();
      number = 0;
      version = overlay.version;
    }
    const key = properties.join();
    const known = kept.get(key) ?? [];
    kept.set(key, known);
    return (index) => {
      const before = known[index];
      if (before !== undefined) return before;
      const bytes = Buffer.from(write(index));
      if (number < keep) {
        known[index] = bytes;
        number += 1;
      }
      return bytes;
    };
  };
}
