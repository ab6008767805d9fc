/**
 * A semaphore: a limited number of pieces of work go on at once, the others wait in the order in which they came.
 *
 * @param number how many at once
 * @returns runs a piece of work as soon as there is a slot for it
 */
export function createSemaphore(number: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = number;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
