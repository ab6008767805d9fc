import { open } from 'node:fs/promises';
import { type BlockWriter, createBlockWriter } from './block-writer.ts';
import { openLineReader } from './line-reader.ts';
import { guardDisk } from './output-folder.ts';

/** Values that gather on disk, to be read again in the order in which they came. */
export interface JsonLinesSpool<T> {
  readonly count: number;
  add(value: T): void;
  /** Writes out what has gathered. */
  flush(): Promise<void>;
  /** Everything that was added; nothing can be added any more. */
  portions(): AsyncGenerator<T[]>;
  /** Ends it unread. */
  close(): Promise<void>;
}

/** @param path of the file; made when there is something to hold */
export function createJsonLinesSpool<T>(path: string): JsonLinesSpool<T> {
  let count = 0;
  let texts: string[] = [];
  let writer: BlockWriter | undefined;

  async function flush(): Promise<void> {
    if (texts.length === 0) return;
    const block = Buffer.from(`${texts.join('\n')}\n`);
    texts = [];
    await guardDisk(path, async () => {
      writer ??= createBlockWriter(await open(path, 'wx', 0o600));
      await writer.write([block]);
    });
  }

  return {
    get count() {
      return count;
    },
    add(value) {
      texts.push(JSON.stringify(value));
      count += 1;
    },
    flush,
    close: () => guardDisk(path, async () => writer?.end()),
    async *portions() {
      await flush();
      if (writer === undefined) return;
      await guardDisk(path, writer.end);
      const lines = openLineReader(path);
      try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
          yield portion.map((line) => JSON.parse(line.toString()) as T);
        }
      } finally {
        await lines.close();
      }
    },
  };
}
