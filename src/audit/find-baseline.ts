import { type Baseline, baselineAtPath } from '../compare/baseline.ts';
import { previousBaseline } from '../compare/previous-baseline.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';

/** Finds what today's list is to be compared with. @returns never throws for what is wrong with it */
export async function findBaseline(inputs: Inputs, { scratch: folder }: OutputFolder, host: Host): Promise<Baseline> {
  const { baseline, artifactName, tenantId, clientId, cloud, filter } = inputs;
  const today = { tenantId, clientId, cloud, filter: filter || null };
  switch (baseline.kind) {
    case 'none':
      return { state: 'none' };
    case 'path':
      return baselineAtPath(baseline.path, today);
    case 'previous':
      return previousBaseline({ artifactName, folder, today }, host);
  }
}
