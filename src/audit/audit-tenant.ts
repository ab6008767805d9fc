import { Failure } from '../base/failure.ts';
import { duration } from '../base/numbers.ts';
import { keepOldSpaceSmall } from '../base/v8-heap.ts';
import { openOutputFolder } from '../disk/output-folder.ts';
import { failingText, gateStates } from '../gates/gate-words.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { createDisclosure, type Disclosure } from '../privacy/disclosure.ts';
import { againstWhat, evidenceText } from '../users/reconcile.ts';
import { announceHeadline, announceList, announceMissingValues, announceReport } from './announce.ts';
import { assess } from './assess.ts';
import type { checkExposure } from './check-exposure.ts';
import type { CheckedRequest } from './check-request.ts';
import { conclude } from './conclude.ts';
import { planPacking } from './early-packing.ts';
import { findBaseline } from './find-baseline.ts';
import type { Progress } from './progress.ts';
import { publish, wantedLists } from './publish.ts';
import { publishedNames } from './published-names.ts';
import { readList } from './read-list.ts';
import { planReview } from './review/plan-review.ts';
import type { Session } from './sign-in.ts';

export interface TenantAudit extends CheckedRequest {
  inputs: Inputs;
  session: Session;
  progress: Progress;
  /** Who can read the repository; rejects where it may not be asked for anybody. */
  mayAsk: ReturnType<typeof checkExposure>;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

/**
 * What is done once somebody signs in: list between two counts, comparison and judgement, files, evidence, publishing.
 *
 * @throws Failure whatever kept it from being complete; evidence that was whole by then has been published
 */
export async function auditTenant(options: TenantAudit, host: Host): Promise<void> {
  const { inputs, credential, accepted, roster, encryption, decryption, session, progress, mayAsk, startedAt } =
    options;
  const { log, learn } = host;
  const { now } = host.pace;
  await using folder = await openOutputFolder(inputs.outputDirectory, host.temporaryFolder, publishedNames);
  host.clearLater?.(inputs.outputDirectory === undefined ? folder.path : folder.scratch);
  learn({ directory: folder.path, doing: 'reading the list' });
  // It is on its way while the list is read; a large list is cut into parts where the earlier one says.
  const disclosure = await disclosureOf(inputs, session);
  const baseline = findBaseline({ inputs, session, folder, disclosure, decryption }, host);
  baseline.catch(() => {});
  await using packing = planPacking(inputs, folder, host.artifacts);
  await using review = planReview({ inputs, accepted, roster, folder, disclosure }, host);
  const beginReview = review.early;
  const read = await readList({ inputs, session, folder, baseline, disclosure, progress, beginReview }, host);
  keepOldSpaceSmall(read.list.listed);
  announceList(read.list, now() - startedAt, log);
  announceMissingValues(read.written.missingValues, log);
  packing.begin(wantedLists(read.written, inputs));

  learn({ doing: 'comparing the list' });
  const tenantId = await session.tenantId();
  const recycleBin = await read.deletedUsers.finish(disclosure);
  const assessment = await assess(
    { inputs, tenantId, roster, credential, folder, read, review, recycleBin, found: await baseline },
    host,
  );

  learn({ doing: 'writing and publishing the files' });
  const { list, written, bundleSha256 } = read;
  const signIns = read.signIns.outcome();
  const sponsors = read.sponsors.outcome();
  const conclusion = conclude({ list, credential, assessment, signIns }, host);
  const reportUrl = await publish(
    {
      ...{ inputs, tenantId, credential, encryption, session, list, written, signIns, recycleBin, sponsors },
      ...{ bundleSha256, assessment, conclusion, folder, packing, disclosure, startedAt, visibility: await mayAsk },
    },
    host,
  );
  log.info(`Done in ${duration(now() - startedAt)}.`);
  if (conclusion.headline.mood === 'error') announceReport(reportUrl, log);
  failOnGates(assessment.gates, list, conclusion.headline.text);
  announceHeadline(conclusion.headline, reportUrl, log);
}

/** Pseudonyms are those of a tenant, whose GUID the first token says. @returns undefined when nothing is hidden */
async function disclosureOf(inputs: Inputs, session: Session): Promise<Disclosure | undefined> {
  if (inputs.redact.length + inputs.pseudonymize.length === 0) return undefined;
  return createDisclosure(inputs, await session.tenantId());
}

/** All failed gates at once. @throws Failure `unreconciled`, `gates-failed` */
function failOnGates(gates: readonly GateResult[], list: UsersList, headline: string): void {
  const failing = gates.filter(({ fails }) => fails);
  const [first] = failing;
  if (first === undefined) return;
  if (failing.length === 1 && first.gate === 'unreconciled') {
    const { listed, reads } = list;
    const [against, evidence] = [againstWhat(list), evidenceText(list, 'after it')];
    throw new Failure('unreconciled', { headline, listed, against, evidence, reads });
  }
  const gatesAndWhy = failing.map(({ gate, state, detail }) => {
    return `\n- ${gate}: ${state === 'not-judged' ? `${gateStates[state]}: ` : ''}${detail}`;
  });
  throw new Failure('gates-failed', { headline, number: failingText(failing), list: gatesAndWhy.join('') });
}
