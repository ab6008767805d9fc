import { count, duration, plural, size } from '../base/numbers.ts';
import type { Baseline, FirstBaseline } from '../compare/baseline.ts';
import { type Comparison, whyNoComparison } from '../compare/comparison.ts';
import type { AcceptedFinding } from '../findings/acceptances.ts';
import type { Findings } from '../findings/write-findings.ts';
import { gateStates } from '../gates/gate-words.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import type { UsersList } from '../graph/list-users.ts';
import type { Host, Log } from '../host.ts';
import type { MissingValues } from '../list/store/value-watch.ts';
import { type Encryption, isMixed, type KeyInputs } from '../privacy/encryption.ts';
import { explain, problemText } from '../problems/explain.ts';
import type { Headline } from '../report/headline.ts';
import { closestProperty } from '../users/property-names.ts';
import { againstWhat, evidenceText, type Reconciliation } from '../users/reconcile.ts';
import type { ComparedRoster } from './result.ts';

/** Who can open what will be published: how many, for a recipient says nothing to people. */
export function announceEncryption(
  encryption: Encryption | undefined,
  { ageIdentities }: Pick<KeyInputs, 'ageIdentities'>,
  log: Log,
): void {
  if (encryption === undefined) {
    if (ageIdentities.length > 0) {
      log.warning(
        'age-identity is set and encrypt-to is empty: it reads what earlier runs encrypted, and the files of this one are published in plain text. Name recipients in encrypt-to, or leave age-identity out.',
      );
    }
    return;
  }
  const { recipients } = encryption;
  const own = ageIdentities.length > 0 ? ', that of age-identity among them' : '';
  log.info(
    `Every file with directory data will be encrypted to ${plural(recipients.length, 'recipient')}${own}, and published as .age alone.`,
  );
  if (isMixed(recipients)) {
    log.warning(
      'Some recipients are made against quantum computers (age1pq1...) and some are not: what is kept for long is as safe as the weakest of them. Let all of them be age1pq1..., that of age-identity as well.',
    );
  }
}

/** @param milliseconds since the audit began */
export function announceList(list: UsersList, milliseconds: number, log: Log): void {
  const { listed, pages, reconciled } = list;
  log.info(
    `Read ${plural(listed, 'user')} in ${plural(pages, 'page')} and ${duration(milliseconds)}. ${evidenceText(list)}: ${reconciled ? 'reconciled' : 'NOT reconciled'}.`,
  );
}

/** What `select` names in vain: a typing error would otherwise be null for everybody, in silence. */
export function announceMissingValues({ neverSent, alwaysNull }: MissingValues, log: Log): void {
  for (const name of neverSent) {
    log.warning(
      `select: Graph sent no "${name}" with any user, so it is null for everybody. Either no user of this tenant has it, or it is not spelled as it was registered.${closestProperty(name)}`,
    );
  }
  if (alwaysNull.length > 0) log.info(`select: no user has a value of ${alwaysNull.join(', ')}.`);
}

/**
 * What the log says of what there is to compare with. Here as below: numbers, never users.
 *
 * @param publishes whether this audit publishes an artifact, as those before it will have done
 */
export function announceBaseline(
  baseline: Baseline,
  publishes: boolean,
  { log, run }: Pick<Host, 'log' | 'run'>,
): void {
  const failure = 'failure' in baseline ? baseline.failure : undefined;
  if (failure !== undefined) log.warning(problemText(explain(failure, { docsBase: run.docsBase })));
  const { lookedPast } = 'lookedPast' in baseline ? baseline : { lookedPast: [] };
  const { doubted = new Map<string, string>() } = baseline;
  const without = lookedPast.filter((run) => !doubted.has(run));
  if (without.length > 0) {
    log.info(
      `Looked past ${runs(without)}: successful, but without the artifact (expired, deleted or never published).`,
    );
  }
  const anyBefore = lookedPast.length + doubted.size > 0;
  const beginsChain = baseline.state === 'first' && anyBefore && (publishes || baseline.expired !== undefined);
  if (beginsChain) log.warning(newChain(baseline, doubted));
  // Once is enough.
  if (doubted.size > 0 && !(beginsChain && baseline.expired === undefined)) log.info(doubts(doubted));
  const { findingsProblem } = baseline.state === 'ready' ? baseline : {};
  const { manifest } = 'manifest' in baseline ? baseline : {};
  if (findingsProblem !== undefined) {
    log.warning(whyNotNew(findingsProblem));
  }
  if (baseline.state === 'followed' && failure === undefined) log.info(whyNoComparison(baseline) ?? '');
  if (manifest?.chainProblem) log.warning(`The chain of evidence is broken: ${manifest.chainProblem}.`);
  if (baseline.state === 'first') log.info(whyNoComparison(baseline) ?? '');
}

function whyNotNew(problem: string): string {
  return `It is not known which findings are new: findings.json beside the earlier list cannot be used (${problem}).`;
}

function runs(ids: readonly string[]): string {
  const more = ids.length > 5 ? ` and ${count(ids.length - 5)} more` : '';
  return `${ids.length === 1 ? 'run' : 'runs'} ${ids.slice(0, 5).join(', ')}${more}`;
}

/** A sentence for each reason. */
function doubts(doubted: ReadonlyMap<string, string>): string {
  const reasons = Map.groupBy(doubted, ([, why]) => why);
  return [...reasons].map(([why, of]) => `Looked past ${runs(of.map(([id]) => id))}: ${why}.`).join(' ');
}

function newChain(baseline: FirstBaseline, doubted: ReadonlyMap<string, string>): string {
  return `${whatWasBefore(baseline, doubted)} This audit begins a new chain of evidence, and gates that compare were not judged.`;
}

/** What an expired artifact leaves behind GitHub still lists; of a deleted one nothing is left. */
function whatWasBefore(baseline: FirstBaseline, doubted: ReadonlyMap<string, string>): string {
  const { expired, lookedPast, artifactName } = baseline;
  if (expired !== undefined) {
    return `There were audits before, but none has its artifact any more; run ${expired} had one.`;
  }
  if (doubted.size > 0) return `${doubts(doubted)} There is nothing else to compare with.`;
  const many = lookedPast.length > 1;
  return `${runs(lookedPast).replace('r', 'R')} of this workflow succeeded before, and ${many ? 'have' : 'has'} no artifact "${artifactName}". If ${many ? 'they were audits' : 'it was an audit'} that published one, somebody deleted it.`;
}

export function announceComparison(
  { counts, usersBefore, properties, inRecycleBin }: Comparison,
  baseline: Baseline,
  log: Log,
): void {
  if (baseline.state !== 'ready') return;
  const { compared, onlyBefore, onlyNow } = properties;
  if (onlyBefore.length + onlyNow.length > 0) {
    const sides = [
      ...(onlyNow.length > 0 ? [`new are ${onlyNow.join(', ')}`] : []),
      ...(onlyBefore.length > 0 ? [`gone are ${onlyBefore.join(', ')}`] : []),
    ];
    log.warning(
      `The earlier list was read with another select (${sides.join('; ')}). Only what both have is compared: ${plural(compared.length, 'property', 'properties')}.`,
    );
  }
  if (baseline.manifest?.reconciled === false) {
    log.warning(
      'The earlier list was not reconciled with the counts of its time: users whom it lacks count as added, and nobody whom it lacks as removed.',
    );
  }
  const when = baseline.manifest ? ` of ${baseline.manifest.endedAt}` : '';
  log.info(
    `Compared with ${plural(usersBefore ?? 0, 'user')}${when}: ${count(counts.added)} added, ${count(counts.removed)} removed, ${count(counts.changed)} changed.`,
  );
  if (inRecycleBin !== undefined && counts.removed > 0) {
    const are = (number: number) => `${count(number)} ${number === 1 ? 'is' : 'are'}`;
    log.info(`Of the removed, ${are(inRecycleBin)} in the recycle bin, and ${are(counts.removed - inRecycleBin)} not.`);
  }
}

/** Lines of the file, never the users in it: the log is read by more people than the list. */
export function announceFindings(result: Findings, log: Log): void {
  const { counts, previousBroken, unmatched, expired, idle } = result;
  const { high, medium, low } = counts.bySeverity;
  const more = [
    ...(counts.new === null ? [] : [`${count(counts.new)} of them new`]),
    ...(counts.accepted === 0 ? [] : [`${count(counts.accepted)} more accepted`]),
  ].map((text) => `, ${text}`);
  log.info(
    `${plural(counts.open, 'finding')}: ${count(high)} high, ${count(medium)} medium, ${count(low)} low${more.join('')}.`,
  );
  if (previousBroken) log.warning(whyNotNew('there is something in it that is no finding'));
  const lines = (entries: readonly AcceptedFinding[]) =>
    entries
      .slice(0, 20)
      .map(({ line, rule }) => `line ${line} (${rule})`)
      .join(', ');
  if (unmatched.length > 0) {
    log.warning(`accepted-findings: nothing was found for ${lines(unmatched)}. What is no longer needed should go.`);
  }
  if (idle.length > 0) {
    log.warning(`accepted-findings: ${lines(idle)} had no effect: the rule is off, or was not judged.`);
  }
  if (expired.length > 0) {
    log.warning(
      `accepted-findings: ${lines(expired)} ran out; the ${plural(expired.length, 'finding')} counted again.`,
    );
  }
}

/** Numbers, never people: the roster itself is never published. */
export function announceRoster({ roster, rows, nameless, counts }: ComparedRoster, filter: string, log: Log): void {
  const all = `The roster has ${plural(roster.people, 'person', 'people')} in ${plural(rows, 'row')}`;
  if (counts) {
    const { left, withoutAccount } = counts;
    log.info(
      `${all}: ${count(left)} left; ${count(withoutAccount)} of those who are here have no account in the list.`,
    );
  } else {
    log.info(
      `${all}. Who of them has no account is not known: ${filter === '' ? 'what the roster knows people by is not all in select' : 'the list was read with a filter'}.`,
    );
  }
  if (nameless > 0) {
    log.warning(
      `roster: ${plural(nameless, 'row')} had no ${roster.properties.join(' and no ')}, and nobody was looked for by them.`,
    );
  }
  if (!roster.hasLastDays) {
    log.info('roster: it has no column of last days, so enabled-after-leaving is not judged.');
  }
}

/**
 * What GitHub takes as outputs of one job, all together, in bytes.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
const jobOutputs = 1024 * 1024;
/** From this share on it is worth a warning: the list grows, and other outputs want room as well. */
const nearlyAll = 0.75;

/** An enterprise server takes no artifact of ours, but the files are there as well. */
const elsewhere =
  'Use publish: artifact, or the files in the folder of the output "directory", or select fewer properties';

/** How much of a job's outputs the list takes: GitHub counts in UTF-16, where most characters have twice the bytes. */
export function announceUsersOutput(users: string, log: Pick<Log, 'info' | 'warning'>): void {
  const bytes = 2 * users.length;
  const counted = `The output "users" has ${size(Buffer.byteLength(users))}, which are ${size(bytes)} in UTF-16, as GitHub counts`;
  const all = `${size(jobOutputs)} that a job may have as its outputs, all together`;
  if (bytes > jobOutputs) {
    log.warning(
      `${counted}: ${size(bytes - jobOutputs)} more than the ${all}. Later steps of this job can read it; as an output of the job GitHub refuses it. ${elsewhere}.`,
    );
    return;
  }
  const text = `${counted}: of the ${all}, ${size(jobOutputs - bytes)} are left.`;
  if (bytes < nearlyAll * jobOutputs) log.info(text);
  else log.warning(`${text} ${elsewhere}, before the list grows beyond it.`);
}

/** Every gate and how it was judged; `unreconciled` was told with the list. */
export function announceGates(gates: readonly GateResult[], list: Reconciliation, log: Log): void {
  for (const { gate, state, detail } of gates.filter(({ gate }) => gate !== 'unreconciled')) {
    log.info(`Gate ${gate} ${gateStates[state]}: ${detail}.`);
  }
  if (!list.reconciled && !gates.some(({ gate }) => gate === 'unreconciled')) {
    log.warning(
      `The list does not agree with ${againstWhat(list)}, and fail-on does not name "unreconciled": the run goes on.`,
    );
  }
}

/** The one sentence, as the annotation of a run that does not fail: that of one which does begins with it. */
export function announceHeadline({ text, mood }: Headline, reportUrl: string | undefined, log: Log): void {
  const whole = reportUrl === undefined ? text : `${text} ${reportText(reportUrl)}`;
  if (mood === 'notice') log.notice(whole);
  else log.warning(whole);
}

/** Beside the error of a run that fails. */
export function announceReport(reportUrl: string | undefined, log: Log): void {
  if (reportUrl !== undefined) log.notice(reportText(reportUrl));
}

function reportText(url: string): string {
  return `The report: ${url}`;
}

/** What became of `accept-changes`, which whoever ticked it wants to know. */
export function announceAcceptance(by: string, holds: boolean, log: Log): void {
  if (holds) {
    log.info(`Accepted by ${by}: the next audit compares with this one.`);
    return;
  }
  log.warning(
    'accept-changes was ticked, and nothing is accepted: a gate failed or cannot be judged. A list that is not reconciled is never accepted; otherwise fail-on of this workflow does not read accept-changes, and README.md has the line that does.',
  );
}
