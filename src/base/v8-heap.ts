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
 * Gives threads that are begun from now on more room for young objects: 4 MiB, and as much again.
 *
 * A thread that does nothing but to make objects and to forget them would collect garbage hundreds of times a second in
 * the 1 MiB that it begins with, which is a tenth of its work.
 */
export function giveThreadsYoungSpace(): void {
  setFlagsFromString('--min-semi-space-size=4');
}

/**
 * Lets the space for old objects, with the buffers that they hold, grow to three times its size between two collections.
 *
 * While a list is read there is little in it, but some hundred megabytes of buffers go through: pages, an earlier
 * artifact, and what comes out of that. With less room garbage is collected ten times a second, and hardly any is found.
 */
export function giveBuffersRoom(): void {
  setFlagsFromString('--heap-growing-percent=200');
}

/**
 * Lets the space for old objects, with the buffers that they hold, grow by six tenths between two collections, and no
 * more; by three where there are many users.
 *
 * What is gathered for sorting lives for some seconds and is then garbage, all of it. Left to itself the engine waits
 * until there is four times as much as was alive the last time, which is more than all the rest of this program takes.
 * With less than this it collects so often that it is a tenth of the work of a large audit. Where there are many users more
 * is alive, and three tenths of that are room enough.
 */
export function keepOldSpaceSmall(users: number): void {
  setFlagsFromString(`--heap-growing-percent=${users > fewUsers ? 30 : 60}`);
}

/** What is gathered of more of them takes so much memory that there is hardly any room for garbage beside it. */
export const fewUsers = 150_000;

/**
 * Lets each thread clear its own young objects away. There is so little of it each time that it takes longer to share the
 * work out among other threads, which stand in the way of those that judge and pack. And only when there is no room for
 * another one: nearly a third of all times it was done before, as soon as a piece of work had ended.
 */
export function scavengeAlone(): void {
  setFlagsFromString('--no-parallel-scavenge');
  setFlagsFromString('--no-minor-gc-task');
}
