import { Failure, type FailureCode } from '../base/failure.ts';
import { shorten } from '../base/shorten.ts';
import type { PublishedArtifact, Upload } from '../host.ts';
import { quotable } from '../http/hide-secrets.ts';
import { type Environment, runUrl } from './run-facts.ts';

/** The part of `@actions/artifact` that is used. */
export interface ArtifactClient {
  uploadArtifact(
    name: string,
    files: string[],
    rootDirectory: string,
    options: { retentionDays?: number; skipArchive?: boolean; compressionLevel?: number },
  ): Promise<{ id?: number; size?: number; digest?: string }>;
  /** Of this run. */
  deleteArtifact(name: string): Promise<object>;
}

/**
 * Why no upload can come about: outside of a job there is nobody to take it, and on a GitHub Enterprise Server GitHub's
 * own client refuses. Both are known before anything is read.
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

/** Of the zip: level 6, the client's own, takes more than twice the time of it for a sixth less. */
const compressionLevel = 1;

/**
 * Publishes files as an artifact of this run.
 *
 * @param load imports the client; it costs as much start-up time as everything else together
 * @throws Failure `artifact-unavailable`, `artifact-server`, `artifact-name-taken`, `artifact-name-taken-before`,
 *   `artifact-quota`, `artifact-refused`
 */
export async function publishArtifact(
  load: () => Promise<Pick<ArtifactClient, 'uploadArtifact'>>,
  env: Environment,
  { name, files, folder, retentionDays, unzipped }: Upload,
): Promise<PublishedArtifact> {
  const impossible = whyNoUploads(env);
  if (impossible) throw impossible;
  try {
    const client = await load();
    const options = {
      compressionLevel,
      ...(retentionDays !== undefined && { retentionDays }),
      // The client names the artifact after the file then, whatever name it is given.
      ...(unzipped && { skipArchive: true }),
    };
    const upload = () => client.uploadArtifact(name, files, folder, options);
    const { id, digest, size } = await upload().catch((error: unknown) => uploadAgain(error, upload));
    if (id === undefined || digest === undefined) throw new TypeError('the service named no id or digest');
    return {
      name,
      id: String(id),
      digest,
      bytes: size ?? 0,
      url: artifactUrl(env, id),
      retentionDays: daysKept(env, retentionDays),
    };
  } catch (error) {
    const reason = quotable(reasonOf(error as ClientError), [env.ACTIONS_RUNTIME_TOKEN ?? '']);
    throw new Failure(codeOf(reason, env), { reason, attempt: env.GITHUB_RUN_ATTEMPT }, error);
  }
}

/** `statusCode` is of the storage's answer, when that refused. */
type ClientError = Error & { statusCode?: number };

/** The longest of the client's own reasons has some 350 characters; the storage's words have no end. */
const longestReason = 600;

function reasonOf({ message, name, statusCode }: ClientError): string {
  const words = message.trim().replace(/\s+/g, ' ');
  if (statusCode === undefined) return shorten(words || name, longestReason);
  if (words === '') return `HTTP ${statusCode}`;
  // What stands in the storage's place answers with a page.
  const what = words.startsWith('<') ? ' and a page in place of an answer of the storage' : ` of the storage: ${words}`;
  return shorten(`HTTP ${statusCode}${what}`, longestReason);
}

/** The service answers 409 and the like; the client passes only its words on. */
function codeOf(reason: string, env: Environment): FailureCode {
  if (/storage quota|insufficient usage/i.test(reason)) return 'artifact-quota';
  // Of a name that is taken the first step tells; the others quarrel over what this very upload has made.
  const isLater = /^Failed to FinalizeArtifact|^HTTP /.test(reason);
  return !isLater && /\(409\)|already exists/i.test(reason) ? takenCode(env) : 'artifact-refused';
}

/** Of a run that is run again, the attempt before may have taken the name. */
function takenCode({ GITHUB_RUN_ATTEMPT: attempt }: Environment): FailureCode {
  return Number(attempt) > 1 ? 'artifact-name-taken-before' : 'artifact-name-taken';
}

/** The client asks for no more than the repository allows, as the job's variables tell it; it says so in a warning. */
function daysKept({ GITHUB_RETENTION_DAYS: most = '' }: Environment, asked: number | undefined): number | undefined {
  const allowed = Number.parseInt(most, 10) || undefined;
  return asked !== undefined && allowed !== undefined ? Math.min(asked, allowed) : (asked ?? allowed);
}

/**
 * The client tries again what the service answers with 429 and 5xx, and gives up when a connection breaks. Once more is
 * worth it; but if the service did hear the first try it answers 409 now, and what happened first is told.
 */
async function uploadAgain<T>(error: unknown, upload: () => Promise<T>): Promise<T> {
  if (!/\b(ECONNRESET|ECONNREFUSED|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|socket hang up)\b/.test(String(error)))
    throw error;
  return upload().catch(() => {
    throw error;
  });
}

function artifactUrl(env: Environment, id: number): string | undefined {
  const run = runUrl(env);
  return run && `${run}/artifacts/${id}`;
}
