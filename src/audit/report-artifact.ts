import { abortable } from '../base/abortable.ts';
import { Failure } from '../base/failure.ts';
import { type ExpectedFile, whileUnchanged } from '../disk/unchanged.ts';
import type { Host, PublishedArtifact, RepositoryVisibility, Upload } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { isEncrypted } from '../privacy/encryption.ts';
import type { AuditResult } from './result.ts';

/**
 * The report once more, as an artifact of its own that is not zipped: a browser opens it from its link.
 * Source: https://github.com/actions/toolkit/tree/main/packages/artifact, `skipArchive`
 */

/** @returns what `report-artifact` takes beside these inputs, where that is not `true` */
export function whyNoReportArtifact(inputs: Inputs): string | undefined {
  if (isEncrypted(inputs)) return 'false beside encrypt-to: it would be the report in plain text';
  if (!inputs.publish.artifact) return 'false beside publish: none or output, which publish no artifact';
  if (!inputs.formats.includes('html')) return 'false without html among the formats: there is no report';
  return undefined;
}

export function reportRefused(takes: string): Failure {
  return new Failure('input-wrong', { input: 'report-artifact', got: '"true"', takes, hint: '' });
}

/** In a public repository everybody reads what one click opens; what is not known counts as public. */
export function mayOpen(visibility: RepositoryVisibility['visibility'] | undefined): boolean {
  return visibility !== undefined && visibility !== 'public' && visibility !== 'unknown';
}

/**
 * The report under the name of its own artifact, where it is to be published once more.
 *
 * @param kept what is published
 * @returns undefined where it is not
 */
export function reportAlone(
  kept: readonly ExpectedFile[],
  { inputs, visibility }: Pick<AuditResult, 'inputs' | 'visibility'>,
  { opensUnzipped }: Host['artifacts'],
): ExpectedFile | undefined {
  const isWanted = inputs.reportArtifact ?? true;
  if (!isWanted || !opensUnzipped || !mayOpen(visibility) || whyNoReportArtifact(inputs)) return undefined;
  const report = kept.find(({ name }) => name === 'report.html');
  return report && { ...report, name: `${inputs.artifactName}-report.html` };
}

interface ReportUpload extends Pick<Upload, 'retentionDays' | 'signal'> {
  warnings: Set<string>;
}

/** What goes wrong is a warning: the report is in the artifact of the list as well. */
export async function uploadReport(
  page: ExpectedFile,
  { warnings, ...kept }: ReportUpload,
  { artifacts, signal }: Pick<Host, 'artifacts' | 'signal'>,
): Promise<PublishedArtifact | undefined> {
  const upload: Upload = { ...kept, name: page.name, files: [page], unzipped: true };
  try {
    return await abortable(
      whileUnchanged([page], signal, () => artifacts.upload(upload)),
      signal,
    );
  } catch (error) {
    upload.signal.throwIfAborted();
    if (!(error instanceof Failure) || error.code === 'file-changed') throw error;
    const reason = String(error.facts.reason ?? error.code);
    warnings.add(
      `The report was not published unzipped as "${page.name}" (${reason}). It is in the artifact of the list.`,
    );
    return undefined;
  }
}
