import { type FileHandle, open } from 'node:fs/promises';

/** One line of a users.jsonl, and the id in it. */
export interface UserLine {
  id: string;
  /** UTF-8 without the line feed. */
  line: Buffer;
}

/** A users.jsonl that is read from its start to its end, block by block. */
export interface UserLines {
  /** The next lines; empty at the end. @throws LinesProblem */
  next(): Promise<UserLine[]>;
  close(): Promise<void>;
}

/** A file that is no users.jsonl as this program writes it. */
export class LinesProblem extends Error {}

const blockBytes = 1024 * 1024;
/** A user with every property has some 10 KiB; an endless line must not fill the memory. */
const longestLine = 8 * blockBytes;
const start = Buffer.from('{"id":"');
const lineFeed = 0x0a;
const quote = 0x22;
const closing = 0x7d;

/**
 * Opens a users.jsonl. The order of its ids is checked on the way: two lists can only be merged when both are sorted.
 */
export function openUserLines(path: string): UserLines {
  let handle: FileHandle | undefined;
  let cut: Buffer = Buffer.alloc(0);
  let number = 0;
  let lastId = '';

  function read(line: Buffer): UserLine {
    number += 1;
    const end = line.indexOf(quote, start.length);
    if (!line.subarray(0, start.length).equals(start) || end < 0 || line.at(-1) !== closing) {
      throw new LinesProblem(`line ${number} is no user: it must begin with {"id":"`);
    }
    const id = line.toString('utf8', start.length, end);
    if (id <= lastId) throw new LinesProblem(`line ${number} is out of order: the list must be sorted by id`);
    lastId = id;
    return { id, line };
  }

  return {
    async next() {
      handle ??= await open(path, 'r');
      for (;;) {
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafeSlow(blockBytes) });
        if (bytesRead === 0) {
          if (cut.length > 0) throw new LinesProblem(`it is cut: line ${number + 1} has no end`);
          return [];
        }
        const block =
          cut.length === 0 ? buffer.subarray(0, bytesRead) : Buffer.concat([cut, buffer.subarray(0, bytesRead)]);
        const lines: UserLine[] = [];
        let from = 0;
        for (let end = block.indexOf(lineFeed); end >= 0; end = block.indexOf(lineFeed, from)) {
          lines.push(read(block.subarray(from, end)));
          from = end + 1;
        }
        cut = block.subarray(from);
        if (cut.length > longestLine) throw new LinesProblem(`line ${number + 1} is longer than any user`);
        if (lines.length > 0) return lines;
      }
    },
    async close() {
      await handle?.close();
      handle = undefined;
    },
  };
}
