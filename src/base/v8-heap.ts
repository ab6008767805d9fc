import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the engine's space for young objects at the size that it has now.
 *
 * Users come as a stream: hardly anything of one page outlives the next, and a larger space for young objects only
 * lets more garbage lie in memory before it is looked at. Left to itself it grows to 16 MiB, thrice. The flag is read
 * each time when the space would grow; how flags are set at run time:
 * https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function keepYoungSpaceSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/**
 * Lets the space for old objects grow by half between two collections, and no more.
 *
 * What is gathered for sorting lives for some seconds and is then garbage, all of it. Left to itself the engine waits
 * until there is four times as much as was alive the last time, which is more than all the rest of this program takes.
 */
export function keepOldSpaceSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
