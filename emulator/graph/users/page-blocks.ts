/** Memory that pages are written into, used again: new blocks for each page cost more than what is written. */
export interface PageBlocks {
  /** @param bytes that it has at least. @returns a block with anything in it */
  take(bytes: number): Buffer;
  /** @param page the block of this page, or of a piece of it, is free again: nobody reads it any more */
  giveBack(page: Buffer): void;
}

const smallest = 1024 * 1024;
/** More than that are not kept. */
const mostKept = 64;

export function createPageBlocks(): PageBlocks {
  const free: ArrayBufferLike[] = [];
  return {
    take(bytes) {
      const block = free.pop();
      return block && block.byteLength >= bytes
        ? Buffer.from(block)
        : Buffer.allocUnsafeSlow(Math.max(bytes, smallest));
    },
    giveBack({ buffer }) {
      if (free.length < mostKept) free.push(buffer);
    },
  };
}
