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
