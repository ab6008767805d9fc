import { open } from 'node:fs/promises';
import { type BlockWriter, createBlockWriter } from './block-writer.ts';
import { guardDisk } from './output-folder.ts';

/** A file for ourselves, which is made when there is something to hold. */
export interface ScratchFile {
  /** Takes a copy of some bytes; resolves when there is room for more. */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Ends it; as often as one likes. @returns false when nothing was ever written, and there is no file */
  end(): Promise<boolean>;
}

/** Everything that it does fails with `disk-full` or `disk-refused`: see {@link guardDisk}. */
export function createScratchFile(path: string): ScratchFile {
  let writer: BlockWriter | undefined;
  let ended: Promise<boolean> | undefined;

  async function end(): Promise<boolean> {
    if (writer === undefined) return false;
    await guardDisk(path, writer.end);
    return true;
  }

  return {
    write: (chunks) =>
      guardDisk(path, async () => {
        writer ??= createBlockWriter(await open(path, 'wx', 0o600), false);
        await writer.write(chunks);
      }),
    end() {
      ended ??= end();
      return ended;
    },
  };
}
