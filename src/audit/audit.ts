import { Failure } from '../base/failure.ts';
import { duration } from '../base/numbers.ts';
import { openOutputFolder } from '../disk/output-folder.ts';
import { failingText, gateStates } from '../gates/gate-words.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { Host } from '../host.ts';
import type { LoadedInputs } from '../inputs/inputs.ts';
import { createDisclosure, type Disclosure } from '../privacy/disclosure.ts';
import { againstWhat, evidenceText } from '../users/reconcile.ts';
import {
  announceEncryption,
  announceHeadline,
  announceList,
  announceMissingValues,
  announceReport,
} from './announce.ts';
import { assess } from './assess.ts';
import { checkExposure } from './check-exposure.ts';
import { checkRequest } from './check-request.ts';
import { conclude } from './conclude.ts';
import { findBaseline } from './find-baseline.ts';
import { hideFilter } from './hide-filter.ts';
import { createProgress } from './progress.ts';
import { publish } from './publish.ts';
import { publishedNames } from './published-names.ts';
import { readList } from './read-list.ts';
import { planReview } from './review/plan-review.ts';
import { type Session, signIn } from './sign-in.ts';

/**
 * The audit: credential, list between two counts, comparison and judgement, files, evidence, publishing.
 *
 * @throws Failure whatever kept it from being complete; evidence that was whole by then has been published
 */
export async function audit(loaded: LoadedInputs, host: Host): Promise<void> {
  const words = hideFilter(loaded.inputs, host);
  try {
    await wholeAudit(loaded, words.host);
  } catch (error) {
    throw words.hidden(error);
  }
}

async function wholeAudit({ inputs, problems }: LoadedInputs, host: Host): Promise<void> {
  const { log, learn } = host;
  const { now } = host.pace;
  const startedAt = now();
  const { credential, accepted, roster, encryption, decryption } = await checkRequest(inputs, problems, host);
  announceEncryption(encryption, inputs, log);
  const progress = createProgress({ now, say: log.info });
  // Nothing is asked of Graph before it is known who could read the answer; signing in runs beside it.
  const mayAsk = checkExposure(inputs, host);
  mayAsk.catch(() => {});
  const session = await signIn(inputs, credential, host, { onWait: progress.onWait, mayAsk });

  await using folder = await openOutputFolder(inputs.outputDirectory, host.temporaryFolder, publishedNames);
  host.clearLater?.(inputs.outputDirectory === undefined ? folder.path : folder.scratch);
  learn({ directory: folder.path, doing: 'reading the list' });
  // It is on its way while the list is read; a large list is cut into parts where the earlier one says.
  const disclosure = await disclosureOf(inputs, session);
  const baseline = findBaseline({ inputs, session, folder, disclosure, decryption }, host);
  baseline.catch(() => {});
  await using review = planReview({ inputs, accepted, roster, folder, disclosure }, host);
  const beginReview = review.early;
  const read = await readList({ inputs, session, folder, baseline, disclosure, progress, beginReview }, host);
  announceList(read.list, now() - startedAt, log);
  announceMissingValues(read.written.missingValues, log);

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
      ...{ bundleSha256, assessment, conclusion, folder, disclosure, startedAt, visibility: await mayAsk },
    },
    host,
  );
  log.info(`Done in ${duration(now() - startedAt)}.`);
  if (conclusion.headline.mood === 'error') announceReport(reportUrl, log);
  failOnGates(assessment.gates, list, conclusion.headline.text);
  announceHeadline(conclusion.headline, reportUrl, log);
}

/** Pseudonyms are those of a tenant, whose GUID the first token says. @returns undefined when nothing is hidden */
async function disclosureOf(inputs: LoadedInputs['inputs'], session: Session): Promise<Disclosure | undefined> {
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
