import { parseLossless } from '../base/lossless-json.ts';
import { openLineReader } from './line-reader.ts';
import { createScratchFile } from './scratch-file.ts';

/** Values that gather on disk, to be read again in the order in which they came. */
export interface JsonLinesSpool<T> {
  readonly count: number;
  add(value: T): void;
  /** @param text JSON of a value, without line breaks */
  addText(text: string): void;
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
  const scratch = createScratchFile(path);

  function addText(text: string): void {
    texts.push(text);
    count += 1;
  }

  async function flush(): Promise<void> {
    if (texts.length === 0) return;
    const block = Buffer.from(`${texts.join('\n')}\n`);
    texts = [];
    await scratch.write([block]);
  }

  return {
    get count() {
      return count;
    },
    add: (value) => addText(JSON.stringify(value)),
    addText,
    flush,
    async close() {
      await scratch.end();
    },
    async *portions() {
      await flush();
      if (!(await scratch.end())) return;
      const lines = openLineReader(path);
      try {
        for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
          yield portion.map((line) => parseLossless(line.toString()) as T);
        }
      } finally {
        await lines.close();
      }
    },
  };
}
