import { type Baseline, baselineAtPath } from '../compare/baseline.ts';
import { previousBaseline } from '../compare/previous-baseline.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { AuditScope } from '../evidence/past-manifest.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Decryption } from '../privacy/decryption.ts';
import type { Session } from './sign-in.ts';

/** Finds what today's list is to be compared with. @returns never throws for what is wrong with it */
export async function findBaseline(
  inputs: Inputs,
  session: Pick<Session, 'tenantId'>,
  { scratch: folder }: OutputFolder,
  decryption: Decryption | undefined,
  host: Host,
): Promise<Baseline> {
  const { baseline, artifactName } = inputs;
  const { signal } = host;
  if (baseline.kind === 'none') return { state: 'none' };
  const today = scopeOf(inputs, session);
  // Signing in may fail before anybody wants to know.
  today.catch(() => {});
  if (baseline.kind === 'path') return baselineAtPath(baseline.path, today, { decryption, folder, signal });
  return previousBaseline({ artifactName, folder, today, decryption }, host);
}

async function scopeOf({ clientId, cloud, filter }: Inputs, session: Pick<Session, 'tenantId'>): Promise<AuditScope> {
  return { tenantId: await session.tenantId(), clientId, cloud, filter: filter || null };
}
