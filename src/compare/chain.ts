import type { Manifest } from '../evidence/manifest.ts';
import { maximumHistory } from '../evidence/past-manifest.ts';
import { explain } from '../problems/explain.ts';
import type { Baseline } from './baseline.ts';

/** What a manifest says of the audits before it: the digest of the one before makes of a series a chain. */
export function chainOf(baseline: Baseline): Pick<Manifest, 'previous' | 'chain' | 'history'> {
  const alone = { previous: null, history: [] };
  const chain = { length: 1, reason: null, lookedPast: [] };
  switch (baseline.state) {
    case 'none':
      return { ...alone, chain: { ...chain, state: 'apart' } };
    case 'first':
      return { ...alone, chain: { ...chain, state: 'first', lookedPast: baseline.lookedPast } };
    case 'unusable':
      return { ...alone, chain: { ...chain, state: 'broken', reason: explain(baseline.failure).what } };
    case 'followed':
    case 'ready': {
      const { manifest, manifestSha256, lookedPast } = baseline;
      if (manifest === undefined || manifestSha256 === undefined) {
        return { ...alone, chain: { ...chain, state: 'apart' } };
      }
      const { runId, endedAt, users, numbers, history, chainLength, chainProblem } = manifest;
      const previous = { manifestSha256, runId, endedAt, users };
      return {
        previous,
        chain: {
          state: chainProblem ? 'broken' : 'linked',
          length: chainLength + 1,
          reason: chainProblem ?? null,
          lookedPast,
        },
        history: [...history, { ...previous, ...numbers }].slice(-maximumHistory),
      };
    }
  }
}
