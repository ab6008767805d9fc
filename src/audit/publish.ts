import { abortable } from '../base/abortable.ts';
import { day, size } from '../base/numbers.ts';
import { whyNoComparison } from '../compare/comparison.ts';
import type { FileInProgress, WrittenFile } from '../disk/output-folder.ts';
import { type ExpectedFile, whileUnchanged } from '../disk/unchanged.ts';
import type { Host, PublishedArtifact } from '../host.ts';
import { encryptedSuffix } from '../privacy/age.ts';
import { entriesMarkdown } from '../report/acceptance-entries.ts';
import { summaryMarkdown } from '../report/summary.ts';
import { namesMarkdown } from '../report/summary-names.ts';
import { folded } from '../report/summary-needs.ts';
import { announceUsersOutput } from './announce.ts';
import { recycleBinText } from './deleted-users.ts';
import { encryptFiles } from './encrypt-files.ts';
import type { AuditResult } from './result.ts';
import { writeChecksums, writeManifest } from './write-manifest.ts';
import { writeReport } from './write-report.ts';

/**
 * Gives the files their names, the manifest last, and publishes them where they are wanted. The files stay where
 * they are whatever becomes of publishing.
 *
 * @throws Failure `artifact-*`, `users-output-too-large`, `disk-*`, `file-changed`
 */
export async function publish(found: AuditResult, host: Host): Promise<void> {
  const { inputs, written, folder } = found;
  const deleted = found.recycleBin.list?.file;
  const plain = [...wantedLists(found), ...(deleted ? [deleted] : []), ...found.assessment.files];
  if (inputs.formats.includes('html')) plain.push(await writeReport(found, host));
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
  await giveNames([...made, manifest]);
  // Whatever becomes of the upload: from here on there is no plain text that could stay.
  if (found.encryption) await folder.removeScratch();
  const files = [...wholeFiles, manifest.written()];
  host.log.info(`Wrote ${files.map(({ name, bytes }) => `${name} (${size(bytes)})`).join(', ')} to ${folder.path}`);
  setOutputs(found, files, host);

  let artifact: PublishedArtifact | undefined;
  const warnings = new Set<string>();
  try {
    if (inputs.publish.artifact) artifact = await uploadFiles(found, kept, warnings, host);
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
      await host.writeSummary(summaryOf(found, files, { artifact, warnings: [...warnings] }, host));
  }
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
function wantedLists({ written, inputs }: AuditResult): FileInProgress[] {
  const wanted = new Set(inputs.formats.map((format) => `users.${format}`));
  return written.files.filter((file) => wanted.has(file.written().name));
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

/** @param warnings takes what the store's client tells beside, told once however often it is said */
async function uploadFiles(
  { inputs, folder }: AuditResult,
  files: readonly ExpectedFile[],
  warnings: Set<string>,
  host: Host,
): Promise<PublishedArtifact> {
  const { artifactName: name, retentionDays } = inputs;
  const paths = files.map(({ path }) => path);
  host.learn({ artifactName: name });
  const upload = { name, files: paths, folder: folder.kept, retentionDays };
  const artifact = await host.log
    .group(
      `Publishing artifact "${name}"`,
      () =>
        abortable(
          whileUnchanged(files, host.signal, () => host.artifacts.upload(upload)),
          host.signal,
        ),
      (text) => warnings.add(`On publishing artifact "${name}", its client warns: ${text}`),
    )
    .finally(() => {
      for (const warning of warnings) host.log.warning(warning);
    });
  host.log.info(`Published artifact "${name}" (${size(artifact.bytes)}): ${artifact.url ?? `id ${artifact.id}`}`);
  host.setOutput('artifact-id', artifact.id);
  host.setOutput('artifact-url', artifact.url ?? '');
  host.setOutput('artifact-digest', artifact.digest);
  return artifact;
}

function summaryOf(
  found: AuditResult,
  files: WrittenFile[],
  { artifact, warnings }: { artifact: PublishedArtifact | undefined; warnings: string[] },
  { pace, run }: Host,
): string {
  const { inputs, credential, list, written, assessment, conclusion, startedAt } = found;
  const has = (property: string) => written.properties.includes(property);
  const { comparison, findings, counts, roster } = assessment;
  // Who cannot open the files is not to read the names here.
  const names = inputs.summary === 'changes' && found.encryption === undefined;
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
    files,
    warnings,
  });
  if (!names) return numbers;
  const tables = namesMarkdown({ comparison, findings });
  const everybody = tables === '' ? '' : folded('Everybody by name', tables);
  return numbers + everybody + entriesMarkdown(findings.samples, pace.now());
}
