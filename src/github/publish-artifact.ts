import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { abortable } from '../base/abortable.ts';
import { Failure, type FailureCode } from '../base/failure.ts';
import { shorten } from '../base/shorten.ts';
import type { Content, FileToPack, Packing, PublishedArtifact, Upload } from '../host.ts';
import { quotable } from '../http/hide-secrets.ts';
import type { Transport } from '../http/transport.ts';
import { createArtifactService } from './artifact-service.ts';
import { uploadBlob } from './blob-upload.ts';
import { type Environment, runUrl } from './run-facts.ts';
import { type ServicePace, ServiceRefused, wordsOf } from './service-attempts.ts';

/**
 * Artifacts are published here as `@actions/artifact` does it, which the tests hold it against. That client comes with a
 * client of Azure's, one of GitHub's and two of HTTP: to load and to run them took as long as all the rest of a small
 * audit.
 */

/**
 * Why no upload can come about: outside of a job there is nobody to take it, and a GitHub Enterprise Server has no such
 * service. Both are known before anything is read.
 *
 * @returns Failure `artifact-server`, `artifact-unavailable`
 */
export function whyNoUploads(env: Environment): Failure | undefined {
  const server = env.GITHUB_SERVER_URL || 'https://github.com';
  if (isEnterpriseServer(server)) return new Failure('artifact-server', { server });
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) return new Failure('artifact-unavailable');
  return undefined;
}

/**
 * The client's own rule: what is neither github.com nor a tenant of GHE.com nor a host named `*.localhost`.
 * Source: https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/shared/config.ts
 */
function isEnterpriseServer(server: string): boolean {
  // An address that is none the client does not take either.
  if (!URL.canParse(server)) return true;
  const host = new URL(server).hostname.trimEnd().toUpperCase();
  return host !== 'GITHUB.COM' && !host.endsWith('.GHE.COM') && !host.endsWith('.LOCALHOST');
}

/** What an upload needs. */
export interface UploadParts {
  env: Environment;
  transport: Transport;
  pace: ServicePace;
  /** Keeps what is signed out of the log. */
  mask(secret: string): void;
}

/**
 * Publishes files as an artifact of this run.
 *
 * @throws Failure `artifact-unavailable`, `artifact-server`, `artifact-name-taken`, `artifact-name-taken-before`,
 *   `artifact-quota`, `artifact-refused`
 */
export async function publishArtifact(parts: UploadParts, upload: Upload): Promise<PublishedArtifact> {
  const { env } = parts;
  const impossible = whyNoUploads(env);
  if (impossible) throw impossible;
  const retentionDays = daysKept(env, upload.retentionDays);
  try {
    const { id, bytes, digest } = await send(
      until(upload.signal, parts),
      upload,
      upload.retentionDays && retentionDays,
    );
    return { name: upload.name, id, digest, bytes, url: artifactUrl(env, id), retentionDays };
  } catch (error) {
    throw failureOf(error, env);
  }
}

/** Takes back what this run has published. @throws Failure `artifact-refused` */
export async function withdrawArtifact({ env, transport, pace }: UploadParts, name: string): Promise<void> {
  try {
    await createArtifactService(env, transport, pace).remove(name);
  } catch (error) {
    throw failureOf(error, env);
  }
}

/** Nothing more is sent, and nothing waited for, when a signal is aborted. */
function until(signal: AbortSignal, { transport, pace, ...parts }: UploadParts): UploadParts {
  return {
    ...parts,
    async transport(request, timeout) {
      signal.throwIfAborted();
      return await transport(request, timeout);
    },
    pace: { ...pace, sleep: (milliseconds) => abortable(pace.sleep(milliseconds), signal) },
  };
}

/**
 * The name is asked for when all is made, although a large audit could upload before: the name of an artifact that is
 * never finalized stays taken in its run, and nobody sees it there.
 * Seen: https://github.com/DataDog/dd-trace-js/pull/10228, https://github.com/atlanhq/application-sdk/pull/3711
 */
async function send(
  { env, transport, pace, mask }: UploadParts,
  { name, files, packing, unzipped }: Upload,
  days: number | undefined,
): Promise<Pick<PublishedArtifact, 'id' | 'bytes' | 'digest'>> {
  const content = unzipped ? asItIs(files[0] as FileToPack) : packed(files, packing);
  const service = createArtifactService(env, transport, pace);
  const mimeType = unzipped ? 'text/html' : 'application/zip';
  const expiresAt = days === undefined ? undefined : new Date(pace.now() + days * DAY_MS);
  const address = service.create({ name, mimeType, expiresAt }).then((signed) => {
    const signature = URL.parse(signed)?.searchParams.get('sig');
    for (const form of signature ? [signature, encodeURIComponent(signature)] : []) mask(form);
    return signed;
  });
  const { bytes, sha256 } = await uploadBlob(address, content, mimeType, { transport, pace });
  return { id: await service.finalize({ name, bytes, sha256 }), bytes, digest: sha256 };
}

/** A file that is whole. */
function asItIs({ name, path, sha256 }: FileToPack): Content {
  let size: Promise<number> | undefined;
  return {
    until() {
      size ??= stat(path).then((found) => found.size);
      return size;
    },
    async *part(from, to) {
      let missing = to - from;
      for await (const piece of createReadStream(path, { start: from, end: to - 1 })) {
        missing -= piece.length;
        yield piece;
      }
      if (missing > 0) throw new Failure('file-changed', { name });
    },
    sha256: () => sha256,
  };
}

function packed(files: readonly FileToPack[], packing: Packing | undefined): Content {
  if (packing === undefined) throw new TypeError('Files are uploaded packed, or as they are.');
  for (const file of files) packing.add(file);
  return packing.finish();
}

const DAY_MS = 86_400_000;

/** The words of the storage have no end. */
const longestReason = 600;

function failureOf(error: unknown, env: Environment): Failure {
  if (error instanceof Failure) return error;
  const code = codeOf(error, env);
  const words = `${code === 'artifact-quota' ? 'the storage quota has been hit. ' : ''}${wordsOf(error)}`;
  const reason = shorten(quotable(words, [env.ACTIONS_RUNTIME_TOKEN ?? '']), longestReason);
  return new Failure(code, { reason, attempt: env.GITHUB_RUN_ATTEMPT }, error);
}

function codeOf(error: unknown, env: Environment): FailureCode {
  if (!(error instanceof ServiceRefused)) return 'artifact-refused';
  if (/storage quota|insufficient usage/i.test(error.message)) return 'artifact-quota';
  // Of a name that is taken the first step tells; the others quarrel over what this very upload has made.
  const isTaken = error.step === 'CreateArtifact' && (error.status === 409 || /already exists/i.test(error.message));
  return isTaken ? takenCode(env) : 'artifact-refused';
}

/** Of a run that is run again, the attempt before may have taken the name. */
function takenCode({ GITHUB_RUN_ATTEMPT: attempt }: Environment): FailureCode {
  return Number(attempt) > 1 ? 'artifact-name-taken-before' : 'artifact-name-taken';
}

/** No more than the repository allows, as the job's variables tell it. */
function daysKept({ GITHUB_RETENTION_DAYS: most = '' }: Environment, asked: number | undefined): number | undefined {
  const allowed = Number.parseInt(most, 10) || undefined;
  return asked !== undefined && allowed !== undefined ? Math.min(asked, allowed) : (asked ?? allowed);
}

function artifactUrl(env: Environment, id: string): string | undefined {
  const run = runUrl(env);
  return run && `${run}/artifacts/${id}`;
}
