import { plural } from '../base/numbers.ts';
import type { GateResult } from './judge-gates.ts';

/** How a gate was judged, as people read it. */
export const gateStates: Readonly<Record<GateResult['state'], string>> = {
  passed: 'passes',
  failed: 'failed',
  'not-judged': 'cannot be judged',
};

/** The gates for which the run fails, as a clause: `1 gate failed and 2 gates cannot be judged`; '' for none. */
export function failingText(gates: readonly GateResult[]): string {
  const failing = gates.filter(({ fails }) => fails);
  const judged = failing.filter(({ state }) => state === 'failed').length;
  const unjudged = failing.length - judged;
  return [
    ...(judged > 0 ? [`${plural(judged, 'gate')} failed`] : []),
    ...(unjudged > 0 ? [`${plural(unjudged, 'gate')} cannot be judged`] : []),
  ].join(' and ');
}
