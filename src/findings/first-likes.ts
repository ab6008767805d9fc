import type { Pair } from './key-hashes.ts';
import { createHashTable } from './key-table.ts';

/** What was said under a key by whoever came first with it. */
export interface FirstLikes {
  /**
   * @param key its hashes
   * @param like null is like nothing
   * @returns whether he is the first with that key, or like the first one, or not; `full` where there is no room to
   *   remember another key, from then on for all new ones
   */
  meet(key: Pair, like: string | null): 'first' | 'alike' | 'unlike' | 'full';
}

/** UTF-16 code units of all that is remembered, and what each of them costs besides. */
const defaultRoom = 4 * 1024 * 1024;
const costs = 8;
/** A longer one is like nothing: names of Entra have 256 at the most. */
const longest = 256;

/**
 * Keys are told apart by their hashes, what was said under them as it is: where two keys have one hash, whoever comes
 * with the second is taken for unlike, or says the very same. So no group in which somebody differs is ever missed.
 */
export function createFirstLikes(room = defaultRoom): FirstLikes {
  const places = createHashTable();
  /** One behind the other: one more than its length, and the text; 0 where it is null. */
  let likes = new Uint16Array(1024);
  let end = 0;
  let used = 0;

  function isAt(place: number, like: string): boolean {
    const all = likes;
    const { length } = like;
    if (all[place] !== length + 1) return false;
    for (let index = 0; index < length; index += 1) {
      if (all[place + 1 + index] !== like.charCodeAt(index)) return false;
    }
    return true;
  }

  function append(like: string | null): void {
    if (end + 1 + longest > likes.length) {
      const larger = new Uint16Array(2 * likes.length);
      larger.set(likes);
      likes = larger;
    }
    const all = likes;
    const length = like?.length ?? -1;
    all[end] = length + 1;
    for (let index = 0; index < length; index += 1) all[end + 1 + index] = (like as string).charCodeAt(index);
    end += 1 + Math.max(0, length);
  }

  return {
    meet(key, said) {
      const like = said !== null && said.length > longest ? null : said;
      const place = places.get(key);
      if (place !== undefined) return like !== null && isAt(place, like) ? 'alike' : 'unlike';
      used += costs + (like?.length ?? 0);
      if (used > room) return 'full';
      places.set(key, end);
      append(like);
      return 'first';
    },
  };
}
