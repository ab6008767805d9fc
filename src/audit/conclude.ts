import { daysBetween } from '../base/numbers.ts';
import type { Baseline } from '../compare/baseline.ts';
import { type Pause, unusualPause } from '../compare/usual-gap.ts';
import type { Host } from '../host.ts';
import { type HeadlineComparison, headline } from '../report/headline.ts';
import { needsYou } from '../report/needs-you.ts';
import { announceAcceptance } from './announce.ts';
import type { Assessment, AuditResult, Conclusion } from './result.ts';

/** What all that was found comes to: one sentence, and what needs somebody. */
export function conclude(
  found: Pick<AuditResult, 'list' | 'credential' | 'assessment' | 'signIns'>,
  { pace, run, log }: Pick<Host, 'pace' | 'run' | 'log'>,
): Conclusion {
  const { list, credential, assessment, signIns } = found;
  const { gates, news, notable, baseline } = assessment;
  const now = pace.now();
  const holds = list.reconciled && !gates.some(({ fails }) => fails);
  const acceptedBy = holds ? run.acceptedBy : undefined;
  if (run.acceptedBy !== undefined) announceAcceptance(run.acceptedBy, holds, log);
  return {
    headline: headline({
      ...list,
      ...{ gates, news },
      notable: Object.values(notable.counts).reduce((sum, number) => sum + number, 0),
      comparison: comparisonOf(assessment),
      accepted: acceptedBy !== undefined,
      signInsSkipped: signIns?.status === 'skipped',
      certificateDays:
        credential.kind === 'certificate' ? daysBetween(now, credential.certificate.notAfter.getTime()) : undefined,
      pause: pauseBefore(baseline, now),
    }),
    needs: needsYou({ gates, news, notable }),
    acceptedBy,
  };
}

/** What keeps a comparison from coming about, and passes by itself or is as the workflow wants it. */
const needsNobody = new Set(['previous-unavailable', 'previous-limited', 'previous-foreign']);

function comparisonOf({ baseline, comparison }: Assessment): HeadlineComparison {
  switch (baseline.state) {
    case 'none':
    case 'first':
      return { state: baseline.state };
    case 'followed':
      return { state: 'missing' };
    case 'unusable':
      return { state: needsNobody.has(baseline.failure.code) ? 'missing' : 'broken' };
    case 'ready':
      return comparison ? { state: 'compared', ...comparison.counts } : { state: 'missing' };
  }
}

/** A list at a path may be of any day, and says nothing of when the last audit was. */
function pauseBefore(baseline: Baseline, now: number): Pause | undefined {
  const follows = baseline.state === 'followed' || (baseline.state === 'ready' && baseline.kind === 'previous');
  if (!follows || baseline.manifest === undefined) return undefined;
  const { history, endedAt } = baseline.manifest;
  return unusualPause(
    [...history, { endedAt }].map((audit) => Date.parse(audit.endedAt)),
    now,
  );
}
