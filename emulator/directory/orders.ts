/** A place in an order that survives changes: whatever comes after it comes after it in every later version. */
export type Cursor = number | readonly [text: string, id: number];

/** All users, deleted ones included, in one order. */
export interface Order {
  readonly length: number;
  /** The index of the user at a position. */
  at(position: number): number;
  /** How many users come before a cursor; with `inclusive` the user of the cursor counts too. */
  rank(cursor: Cursor, inclusive: boolean): number;
  cursorOf(index: number): Cursor;
}

/** An order that takes in a user who was created after it was built. */
export interface GrowingOrder extends Order {
  insert(index: number): void;
}

/**
 * An order by a number that tells the user's index: nothing but the sorted numbers is kept.
 *
 * @param keys one number a user; sorted in place
 * @param keyOf the number of the user with an index
 * @param indexOf the index of the user with a number
 */
export function createNumberOrder(
  keys: Uint32Array | Float64Array,
  keyOf: (index: number) => number,
  indexOf: (key: number) => number,
): GrowingOrder {
  let sorted = keys.sort();
  const rank = (key: number, inclusive: boolean) =>
    firstPosition(sorted.length, (position) => {
      const other = sorted[position] as number;
      return inclusive ? other > key : other >= key;
    });
  return {
    get length() {
      return sorted.length;
    },
    at: (position) => indexOf(sorted[position] as number),
    rank: (cursor, inclusive) => rank(cursor as number, inclusive),
    cursorOf: keyOf,
    insert(index) {
      const key = keyOf(index);
      const position = rank(key, false);
      const grown =
        sorted instanceof Uint32Array ? new Uint32Array(sorted.length + 1) : new Float64Array(sorted.length + 1);
      grown.set(sorted.subarray(0, position));
      grown[position] = key;
      grown.set(sorted.subarray(position), position + 1);
      sorted = grown;
    },
  };
}

/**
 * An order by a text, then by id; the texts are let go once the indexes are sorted.
 *
 * @param size how many users there are
 * @param textOf the text of the user with an index, case already folded
 * @param idOf a number that orders ids
 */
export function createTextOrder(
  size: number,
  textOf: (index: number) => string,
  idOf: (index: number) => number,
): Order {
  const texts = Array.from({ length: size }, (_, index) => textOf(index));
  const sorted = Uint32Array.from(texts.keys()).sort((left, right) => {
    const order = compareText(texts[left] as string, texts[right] as string);
    return order || idOf(left) - idOf(right);
  });
  return {
    length: size,
    at: (position) => sorted[position] as number,
    rank(cursor, inclusive) {
      const [text, id] = cursor as readonly [string, number];
      return firstPosition(size, (position) => {
        const index = sorted[position] as number;
        const order = compareText(textOf(index), text) || idOf(index) - id;
        return inclusive ? order > 0 : order >= 0;
      });
    },
    cursorOf: (index) => [textOf(index), idOf(index)],
  };
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The first position for which `reached` holds, where it holds for all later ones too. */
function firstPosition(length: number, reached: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (reached(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
