import { abortable } from '../base/abortable.ts';
import { day, size } from '../base/numbers.ts';
import { whyNoComparison } from '../compare/comparison.ts';
import type { FileInProgress, WrittenFile } from '../disk/output-folder.ts';
import { type ExpectedFile, whileUnchanged } from '../disk/unchanged.ts';
import type { Host, PublishedArtifact } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { WrittenList } from '../list/list-builder.ts';
import { encryptedSuffix } from '../privacy/age.ts';
import { entriesMarkdown } from '../report/acceptance-entries.ts';
import { summaryMarkdown } from '../report/summary.ts';
import { namesMarkdown } from '../report/summary-names.ts';
import { folded } from '../report/summary-needs.ts';
import { announceUsersOutput } from './announce.ts';
import { recycleBinText } from './deleted-users.ts';
import { encryptFiles } from './encrypt-files.ts';
import { reportAlone, uploadReport } from './report-artifact.ts';
import type { AuditResult } from './result.ts';
import { writeChecksums, writeManifest } from './write-manifest.ts';
import { writeReport } from './write-report.ts';

/**
 * Gives the files their names, the manifest last, and publishes them where they are wanted. The files stay where
 * they are whatever becomes of publishing.
 *
 * @returns where a browser opens the report; undefined where none does
 * @throws Failure `artifact-*`, `users-output-too-large`, `disk-*`, `file-changed`
 */
export async function publish(found: AuditResult, host: Host): Promise<string | undefined> {
  const { inputs, written, folder } = found;
  const deleted = found.recycleBin.list?.file;
  const plain = [...wantedLists(found.written, inputs), ...(deleted ? [deleted] : []), ...found.assessment.files];
  const { table } = found.assessment;
  if (table) {
    const files = plain.map((file) => file.written());
    plain.push(await writeReport(found, table, files, host));
  }
  const made = await encryptFiles(plain, found, host);
  const sums = await writeChecksums(
    folder,
    made.map((file) => file.written()),
  );
  made.push(sums);
  const wholeFiles = made.map((file) => file.written());
  // The evidence is whole before anything gets its name: a list without it must not lie about.
  const manifest = await writeManifest(found, wholeFiles, host);
  // What is uploaded is taken from a folder of ours: others may be at work in the one that was asked for.
  const kept = await keepAll([...made, manifest]);
  const page = reportAlone(kept, found, host.artifacts);
  await giveNames([...made, manifest]);
  // Whatever becomes of the upload: from here on there is no plain text that could stay.
  if (found.encryption) await folder.removeScratch();
  const files = [...wholeFiles, manifest.written()];
  host.log.info(`Wrote ${files.map(({ name, bytes }) => `${name} (${size(bytes)})`).join(', ')} to ${folder.path}`);
  setOutputs(found, files, host);

  let artifact: PublishedArtifact | undefined;
  let report: PublishedArtifact | undefined;
  const warnings = new Set<string>();
  try {
    if (inputs.publish.artifact) [artifact, report] = await uploadFiles(found, { files: kept, page, warnings }, host);
    if (inputs.publish.output) {
      const users = written.usersOutput();
      host.setOutput('users', users);
      announceUsersOutput(users, {
        info: host.log.info,
        warning(text) {
          warnings.add(text);
          host.log.warning(text);
        },
      });
    }
  } finally {
    // Also of a run that could not publish: the numbers are good.
    if (inputs.summary !== 'none')
      await host.writeSummary(summaryOf(found, files, { artifact, report, warnings: [...warnings] }, host));
  }
  return report?.url;
}

async function keepAll(files: readonly FileInProgress[]): Promise<ExpectedFile[]> {
  const kept: ExpectedFile[] = [];
  for (const file of files) kept.push({ ...file.written(), path: await file.keep() });
  return kept;
}

/** All of them, or none: files without their manifest would look whole. */
async function giveNames(files: readonly FileInProgress[]): Promise<void> {
  const named: FileInProgress[] = [];
  try {
    for (const file of files) {
      await file.publish();
      named.push(file);
    }
  } catch (error) {
    for (const file of named) await file.withdraw();
    throw error;
  }
}

/** The list in the formats that were asked for. */
export function wantedLists({ files }: WrittenList, inputs: Inputs): FileInProgress[] {
  const wanted = new Set(inputs.formats.map((format) => `users.${format}`));
  return files.filter((file) => wanted.has(file.written().name));
}

function setOutputs(
  { list, folder, credential, assessment, conclusion, inputs, encryption }: AuditResult,
  files: WrittenFile[],
  { setOutput }: Host,
): void {
  setOutput('headline', conclusion.headline.text);
  setOutput('user-count', String(list.listed));
  setOutput('reconciled', String(list.reconciled));
  setOutput('directory', folder.path);
  const pathOf = (name: string) => files.find((file) => file.name === name)?.path ?? '';
  const dataPathOf = (name: string) => pathOf(encryption ? name + encryptedSuffix : name);
  setOutput('users-file', dataPathOf(`users.${inputs.formats.find((format) => format !== 'html')}`));
  const { counts } = assessment.comparison ?? {};
  for (const name of ['added', 'removed', 'changed'] as const) setOutput(`${name}-count`, String(counts?.[name] ?? ''));
  const { findings, gates } = assessment;
  setOutput('finding-count', String(findings.counts.open));
  setOutput('new-finding-count', String(findings.counts.new ?? ''));
  const failed = gates.filter(({ fails }) => fails);
  setOutput('failed-gates', failed.map(({ gate }) => gate).join(','));
  setOutput('changes-file', dataPathOf('changes.json'));
  setOutput('report-file', dataPathOf('report.html'));
  setOutput('manifest-file', pathOf('manifest.json'));
  if (credential.kind === 'certificate') setOutput('certificate-expires-on', day(credential.certificate.notAfter));
}

interface Uploads {
  files: readonly ExpectedFile[];
  /** The report, to be opened by a browser; undefined where none may. */
  page: ExpectedFile | undefined;
  /** Takes what is to be told beside, in the log and in the summary. */
  warnings: Set<string>;
}

/** The list and the report side by side: each takes three round trips at least. */
async function uploadFiles(
  { inputs, packing: early }: AuditResult,
  { files, page, warnings }: Uploads,
  host: Host,
): Promise<[PublishedArtifact, PublishedArtifact | undefined]> {
  const { artifactName: name, retentionDays } = inputs;
  host.learn({ artifactName: name });
  const { packing, paths } = await early.packed();
  const rest = files.filter(({ path }) => !paths.has(path));
  // When the list cannot be published, nothing more of either may be.
  const unwanted = new AbortController();
  const signal = AbortSignal.any([host.signal, unwanted.signal]);
  const upload = { name, files: rest, packing, retentionDays, signal };
  const listed = abortable(
    whileUnchanged(files, host.signal, () => host.artifacts.upload(upload)),
    host.signal,
  );
  listed.catch(() => unwanted.abort());
  const [list, opened] = await Promise.allSettled([
    listed,
    page && uploadReport(page, { retentionDays, signal, warnings }, host),
  ]);
  const days = list.status === 'fulfilled' ? (list.value.retentionDays ?? Infinity) : Infinity;
  if (retentionDays !== undefined && days < retentionDays) {
    warnings.add(
      `retention-days asks for ${retentionDays}, and the repository allows ${days}: the artifact goes then.`,
    );
  }
  for (const warning of warnings) host.log.warning(warning);
  const report = opened.status === 'fulfilled' ? opened.value : undefined;
  if (list.status === 'rejected') {
    if (report) await withdraw(report, host);
    throw list.reason;
  }
  if (opened.status === 'rejected') throw opened.reason;
  const artifact = list.value;
  host.log.info(`Published artifact "${name}" (${size(artifact.bytes)}): ${artifact.url ?? `id ${artifact.id}`}`);
  host.setOutput('artifact-id', artifact.id);
  host.setOutput('artifact-url', artifact.url ?? '');
  host.setOutput('artifact-digest', artifact.digest);
  if (report) {
    host.log.info(`Published the report, unzipped, as "${report.name}": ${report.url ?? `id ${report.id}`}`);
    host.setOutput('report-url', report.url ?? '');
  }
  return [artifact, report];
}

async function withdraw(report: PublishedArtifact, { artifacts, log }: Host): Promise<void> {
  try {
    await artifacts.withdraw?.(report);
  } catch {
    log.warning(`The report was published as "${report.name}", and could not be taken back: delete it by hand.`);
  }
}

interface Published {
  artifact: PublishedArtifact | undefined;
  report: PublishedArtifact | undefined;
  warnings: string[];
}

function summaryOf(
  found: AuditResult,
  files: WrittenFile[],
  { artifact, report, warnings }: Published,
  { pace, run }: Host,
): string {
  const { inputs, credential, list, written, assessment, conclusion, startedAt } = found;
  const has = (property: string) => written.properties.includes(property);
  const { comparison, findings, counts, roster } = assessment;
  const names = inputs.summary === 'changes';
  const numbers = summaryMarkdown({
    ...list,
    headline: conclusion.headline.text,
    needs: conclusion.needs,
    acceptedBy: conclusion.acceptedBy,
    names,
    docsBase: run.docsBase,
    tenantId: inputs.tenantId,
    tenantName: inputs.tenantName,
    tally: written.tally,
    knows: { accountEnabled: has('accountEnabled'), userType: has('userType') },
    kinds: counts.kinds(),
    withoutValues: [...written.missingValues.neverSent, ...written.missingValues.alwaysNull],
    changes: comparison?.counts,
    noComparison: whyNoComparison(assessment.baseline),
    roster: roster && { people: roster.roster.people, counts: roster.counts },
    recycleBin: recycleBinText(found.recycleBin, comparison, {
      isFiltered: inputs.filter !== '',
      isComplete: found.list.reconciled,
    }),
    findings: findings.counts,
    duration: pace.now() - startedAt,
    now: pace.now(),
    certificate: credential.kind === 'certificate' ? credential.certificate : undefined,
    artifact: artifact && { ...artifact, retentionDays: inputs.retentionDays && artifact.retentionDays },
    reportUrl: report?.url,
    files,
    warnings,
  });
  if (!names) return numbers;
  const tables = namesMarkdown({ comparison, findings });
  const everybody = tables === '' ? '' : folded('Everybody by name', tables);
  return numbers + everybody + entriesMarkdown(findings.samples, pace.now());
}
