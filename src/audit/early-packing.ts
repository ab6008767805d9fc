import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import type { ArtifactStore, Packing } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { isEncrypted } from '../privacy/encryption.ts';

/** The list is the most of an artifact: it is packed while another thread still judges, and nobody else is at work. */
export interface EarlyPacking extends Disposable {
  /** @param files whole, and the first of the artifact */
  begin(files: readonly FileInProgress[]): void;
  /** @returns the packing, and paths of what is in it; none where nobody began */
  begun(): Promise<{ packing?: Packing; paths: ReadonlySet<string> }>;
}

export function planPacking(inputs: Inputs, folder: OutputFolder, artifacts: ArtifactStore): EarlyPacking {
  // What is encrypted is another file.
  const isWanted = inputs.publish.artifact && !isEncrypted(inputs);
  let packing: Packing | undefined;
  let adding: Promise<ReadonlySet<string>> | undefined;

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
      if (!isWanted) return;
      packing = artifacts.pack?.(folder.kept);
      adding = packing && add(files, packing);
      // It is met when the artifact is published.
      adding?.catch(() => {});
    },
    begun: async () => ({ paths: (await adding) ?? new Set(), ...(packing && { packing }) }),
    [Symbol.dispose]: () => packing?.drop(),
  };
}
