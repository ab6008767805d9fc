import type { Baseline } from '../../src/compare/baseline.ts';
import { baselineAfter } from '../../src/compare/comparison.ts';
import { walkLists } from '../../src/list/walk-lists.ts';
import { explain } from '../../src/problems/explain.ts';

/**
 * Compares as an audit does, without running one.
 *
 * @param today path of today's users.jsonl
 * @returns what is told when the earlier list cannot be used; undefined when it can
 */
export async function whyNotCompared(baseline: Baseline, today: string): Promise<string | undefined> {
  const before = baseline.state === 'ready' ? baseline.users : undefined;
  const { signal } = new AbortController();
  const walked = await walkLists({ today, before, signal }, []);
  const after = baselineAfter(baseline, walked);
  return after.state === 'unusable' ? explain(after.failure).what : undefined;
}
