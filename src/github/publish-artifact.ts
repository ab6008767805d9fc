import { Failure } from '../base/failure.ts';
import type { PublishedArtifact, Upload } from '../host.ts';
import { runUrl } from './run-facts.ts';

/** The part of `@actions/artifact` that is used. */
export interface ArtifactClient {
  uploadArtifact(
    name: string,
    files: string[],
    rootDirectory: string,
    options: { retentionDays?: number },
  ): Promise<{ id?: number; size?: number; digest?: string }>;
}

/**
 * Publishes files as an artifact of this run.
 *
 * @param load imports the client; it costs as much start-up time as everything else together
 * @throws Failure `artifact-unavailable`, `artifact-name-taken`, `artifact-refused`
 */
export async function publishArtifact(
  load: () => Promise<ArtifactClient>,
  env: Readonly<Record<string, string | undefined>>,
  { name, files, folder, retentionDays }: Upload,
): Promise<PublishedArtifact> {
  if (!env.ACTIONS_RUNTIME_TOKEN || !env.ACTIONS_RESULTS_URL) throw new Failure('artifact-unavailable');
  try {
    const client = await load();
    const options = retentionDays === undefined ? {} : { retentionDays };
    const upload = () => client.uploadArtifact(name, files, folder, options);
    const { id, digest, size } = await upload().catch((error: unknown) => uploadAgain(error, upload));
    if (id === undefined || digest === undefined) throw new TypeError('the service named no id or digest');
    return { name, id: String(id), digest, bytes: size ?? 0, url: artifactUrl(env, id) };
  } catch (error) {
    const { message, name: kind, statusCode } = error as Error & { statusCode?: number };
    const reason = message.trim().replace(/\s+/g, ' ') || (statusCode ? `HTTP ${statusCode}` : kind);
    // The service answers 409; the client passes only its words on.
    const taken = /\(409\)|already exists/i.test(reason);
    throw new Failure(taken ? 'artifact-name-taken' : 'artifact-refused', { reason }, error);
  }
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

function artifactUrl(env: Readonly<Record<string, string | undefined>>, id: number): string | undefined {
  const run = runUrl(env);
  return run && `${run}/artifacts/${id}`;
}
