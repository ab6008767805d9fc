import { type Baseline, baselineAtPath } from '../compare/baseline.ts';
import { previousBaseline } from '../compare/previous-baseline.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { AuditScope } from '../evidence/past-manifest.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Decryption } from '../privacy/decryption.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { looksLikeOthers, publishedFilter } from './hide-filter.ts';
import type { Session } from './sign-in.ts';

export interface FindBaselineOptions {
  inputs: Inputs;
  session: Pick<Session, 'tenantId'>;
  folder: OutputFolder;
  /** What is hidden today; undefined when nothing is. */
  disclosure: Disclosure | undefined;
  /** What opens an encrypted list; undefined without an identity. */
  decryption: Decryption | undefined;
}

/** Finds what today's list is to be compared with. @returns never throws for what is wrong with it */
export async function findBaseline(
  { inputs, session, folder: { scratch: folder }, disclosure, decryption }: FindBaselineOptions,
  host: Host,
): Promise<Baseline> {
  const { baseline, artifactName } = inputs;
  const { signal } = host;
  if (baseline.kind === 'none') return { state: 'none' };
  if (looksLikeOthers(inputs)) {
    host.log.info(
      'The values in filter are hidden, so it cannot be known whether the earlier list was read with the same ones. After a change of filter, set baseline: none for one run.',
    );
  }
  const today = scopeOf(inputs, session, disclosure);
  // Signing in may fail before anybody wants to know.
  today.catch(() => {});
  if (baseline.kind === 'path') return baselineAtPath(baseline.path, today, { decryption, folder, signal });
  return previousBaseline({ artifactName, folder, today, decryption }, host);
}

async function scopeOf(
  inputs: Inputs,
  session: Pick<Session, 'tenantId'>,
  disclosure: Disclosure | undefined,
): Promise<AuditScope> {
  const { clientId, cloud } = inputs;
  const filter = publishedFilter(inputs);
  return { tenantId: await session.tenantId(), clientId, cloud, filter, disclosure: disclosure?.facts };
}
