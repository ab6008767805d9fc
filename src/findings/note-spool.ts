import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createByteSpool } from '../disk/byte-spool.ts';
import { guardDiskSync } from '../disk/output-folder.ts';
import type { Pair } from './key-hashes.ts';

/** Notes that gather with the hashes of their keys, by which most are passed over when they are read again. */
export interface NoteSpool {
  /** @param keys one or more */
  add(keys: readonly Pair[], note: string): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** Those with a key that is wanted, in the order in which they came; nothing can be added any more. */
  wanted(isWanted: (key: Pair) => boolean): AsyncGenerator<string[]>;
  /** Ends it unread. */
  close(): Promise<void>;
}

/** Before a note stand its length in bytes, the number of its keys, and the keys: words of 32 bits, as all that follows. */
const word = 4;
const headWords = 2;
const keyWords = 2;
const readAtOnce = 256 * 1024;

/** @param path of the file; made when there is something to hold */
export function createNoteSpool(path: string, limit?: number): NoteSpool {
  const spool = createByteSpool(path, limit);
  return {
    add(keys, note) {
      // No UTF-16 code unit takes more than three bytes of UTF-8.
      const block = spool.room(word * (headWords + keyWords * keys.length + 1) + 3 * note.length);
      const words = wordsOf(block);
      const head = spool.filled / word;
      let at = head + headWords;
      for (const [one, other] of keys) {
        words[at] = one;
        words[at + 1] = other;
        at += keyWords;
      }
      const length = block.write(note, at * word);
      words[head] = length;
      words[head + 1] = keys.length;
      spool.filled = whole(at * word + length);
    },
    flush: spool.flush,
    async *wanted(isWanted) {
      const { hasFile, bytes } = await spool.rest();
      if (hasFile) yield* wantedInFile(path, isWanted);
      yield wantedIn(bytes, isWanted).notes;
    },
    async close() {
      await spool.rest();
    },
  };
}

async function* wantedInFile(path: string, isWanted: (key: Pair) => boolean): AsyncGenerator<string[]> {
  const file = guardDiskSync(path, () => openSync(path, 'r'));
  try {
    let block = Buffer.alloc(readAtOnce);
    let filled = 0;
    for (;;) {
      // Nothing here waits for the disk: others must have their turn.
      await setImmediate();
      const bytesRead = guardDiskSync(path, () => readSync(file, block, filled, block.length - filled, null));
      if (bytesRead === 0) return;
      filled += bytesRead;
      const { notes, end } = wantedIn(block.subarray(0, filled), isWanted);
      yield notes;
      block.copyWithin(0, end, filled);
      filled -= end;
      if (filled === block.length) block = Buffer.concat([block, Buffer.alloc(block.length)]);
    }
  } finally {
    closeSync(file);
  }
}

/** @returns the notes that are wanted, and where the first one begins that is not there as a whole */
function wantedIn(block: Buffer, isWanted: (key: Pair) => boolean): { notes: string[]; end: number } {
  const words = wordsOf(block);
  const notes: string[] = [];
  let head = 0;
  while (head + headWords <= words.length) {
    const [length, keys] = [words[head] as number, words[head + 1] as number];
    const text = word * (head + headWords + keyWords * keys);
    const end = whole(text + length);
    if (end > block.length) break;
    for (let at = head + headWords; at * word < text; at += keyWords) {
      if (!isWanted([words[at] as number, words[at + 1] as number])) continue;
      notes.push(block.toString('utf8', text, text + length));
      break;
    }
    head = end / word;
  }
  return { notes, end: head * word };
}

function wordsOf({ buffer, byteOffset, length }: Buffer): Uint32Array {
  return new Uint32Array(buffer, byteOffset, Math.floor(length / word));
}

function whole(bytes: number): number {
  return Math.ceil(bytes / word) * word;
}
