import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import type { ArtifactStore, Packing } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { isEncrypted } from '../privacy/encryption.ts';

/** The list is the most of an artifact: it is packed while it is compared, and while another thread still judges. */
export interface EarlyPacking extends AsyncDisposable {
  /** @param files whole, and the first of the artifact */
  begin(files: readonly FileInProgress[]): void;
  /** @returns the packing, where files are packed for an upload, and paths of what is in it by now */
  packed(): Promise<{ packing: Packing | undefined; paths: ReadonlySet<string> }>;
}

export function planPacking(inputs: Inputs, folder: OutputFolder, artifacts: ArtifactStore): EarlyPacking {
  let packing: Packing | undefined;
  let adding: Promise<ReadonlySet<string>> | undefined;

  function begun(): Packing | undefined {
    packing ??= artifacts.pack?.(folder);
    return packing;
  }

  async function add(files: readonly FileInProgress[], to: Packing): Promise<ReadonlySet<string>> {
    const paths = new Set<string>();
    for (const file of files) {
      const path = await file.keep();
      to.add({ ...file.written(), path });
      paths.add(path);
    }
    return paths;
  }

  return {
    begin(files) {
      // What is encrypted is another file.
      if (!inputs.publish.artifact || isEncrypted(inputs)) return;
      const to = begun();
      adding = to && add(files, to);
      // It is met when the artifact is published.
      adding?.catch(() => {});
    },
    packed: async () => ({ paths: (await adding) ?? new Set(), packing: begun() }),
    async [Symbol.asyncDispose]() {
      await packing?.drop();
    },
  };
}
