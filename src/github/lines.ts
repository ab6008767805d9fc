import { type FileHandle, open } from 'node:fs/promises';

/** Lines of a file, read block by block. */
export interface Lines {
  /** The next lines, without their line feeds; empty at the end. @throws LinesProblem */
  next(): Promise<Buffer[]>;
  close(): Promise<void>;
}

/** A file that is not what its name says. */
export class LinesProblem extends Error {}

const blockBytes = 1024 * 1024;
/** A user with every property has some 10 KiB; an endless line must not fill the memory. */
const longestLine = 8 * blockBytes;
const lineFeed = 0x0a;

export function openLines(path: string): Lines {
  let handle: FileHandle | undefined;
  let cut: Buffer = Buffer.alloc(0);
  let number = 0;
  return {
    async next() {
      handle ??= await open(path, 'r');
      for (;;) {
        const { buffer, bytesRead } = await handle.read({ buffer: Buffer.allocUnsafeSlow(blockBytes) });
        if (bytesRead === 0) {
          if (cut.length > 0) throw new LinesProblem(`it is cut: line ${number + 1} has no end`);
          return [];
        }
        const read = buffer.subarray(0, bytesRead);
        const block = cut.length === 0 ? read : Buffer.concat([cut, read]);
        const lines: Buffer[] = [];
        let from = 0;
        for (let end = block.indexOf(lineFeed); end >= 0; end = block.indexOf(lineFeed, from)) {
          lines.push(block.subarray(from, end));
          from = end + 1;
        }
        cut = block.subarray(from);
        number += lines.length;
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
