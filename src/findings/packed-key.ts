/** What somebody might share with others, packed into one number that a double holds exactly: 53 bits. */
export interface PackedKeys {
  /**
   * @param key of the user
   * @param rule that asks for it, from 0
   * @param place of the user in the list, from 0
   */
  pack(key: string, rule: number, place: number): number;
  /** Whether two numbers may stand for the same key of the same rule: only then can their users share it. */
  mayShare(one: number, other: number): boolean;
  /** @returns place and rule alone, so that numbers sort in the order of the list */
  placeFirst(packed: number): number;
  /** What {@link placeFirst} made. */
  placeOf(number: number): number;
  ruleOf(number: number): number;
}

const exact = 2 ** 53;

/**
 * The lowest part is the place, the next one the rule; what is left is for a hash of the key. More users and more rules
 * leave less of it, which costs a second look at more users, and never lets one rule be taken for another.
 *
 * @param rules how many there are
 * @param users how many there are
 */
export function createPackedKeys(rules: number, users: number): PackedKeys {
  const places = Math.max(1, users);
  const hashes = Math.min(2 ** 32, Math.floor(exact / places / Math.max(1, rules)));
  return {
    pack: (key, rule, place) => ((hash(key) % hashes) * rules + rule) * places + place,
    mayShare: (one, other) => Math.floor(one / places) === Math.floor(other / places),
    placeFirst: (packed) => (packed % places) * rules + (Math.floor(packed / places) % rules),
    placeOf: (number) => Math.floor(number / rules),
    ruleOf: (number) => number % rules,
  };
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
