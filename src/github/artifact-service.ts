import { jwtClaims } from '../base/jwt-claims.ts';
import { nonEmpty } from '../base/non-empty.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import type { Environment } from './run-facts.ts';
import { doStep, type ServicePace, ServiceRefused, textOf } from './service-attempts.ts';

/**
 * The service that takes the artifacts of a job. It speaks Twirp with JSON; fields have their protobuf names, and numbers
 * of 64 bits are texts.
 * Source: https://github.com/actions/toolkit/blob/main/packages/artifact/src/generated/results/api/v1/artifact.ts
 */
export interface ArtifactService {
  /** @returns the signed address that its bytes are sent to */
  create(artifact: NewArtifact): Promise<string>;
  /**
   * From here on others see it.
   *
   * @returns its id
   */
  finalize(artifact: { name: string; bytes: number; sha256: string }): Promise<string>;
  remove(name: string): Promise<void>;
}

export interface NewArtifact {
  name: string;
  mimeType: string;
  /** Undefined means the repository's setting. */
  expiresAt: Date | undefined;
}

/** The first version of the protocol in which an artifact may be something else than a zip. */
const version = 7;
/** Milliseconds without a byte. */
const patience = 60_000;

/**
 * @param env with ACTIONS_RESULTS_URL and ACTIONS_RUNTIME_TOKEN
 * @throws ServiceRefused of the methods; at once when the token is none of a job
 */
export function createArtifactService(env: Environment, transport: Transport, pace: ServicePace): ArtifactService {
  const { ACTIONS_RESULTS_URL: results = '', ACTIONS_RUNTIME_TOKEN: token = '' } = env;
  const job = jobOf(token);

  function call(method: string, fields: object): Promise<Fields> {
    const url = new URL(`/twirp/github.actions.results.api.v1.ArtifactService/${method}`, results).href;
    const body = JSON.stringify({ ...job, ...fields });
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'entra-user-audit',
      authorization: `Bearer ${token}`,
    };
    const send = () => transport({ method: 'POST', url, headers, body, secrets: [token] }, patience);
    const read = (answer: HttpResponse) => JSON.parse(answer.body) as Fields;
    return doStep({ name: method, send, read, wordsOf: (answer) => refusal(method, answer) }, pace);
  }

  return {
    async create({ name, mimeType, expiresAt }) {
      const fields = { name, version, mime_type: mimeType, ...(expiresAt && { expires_at: expiresAt.toISOString() }) };
      return textIn('CreateArtifact', await call('CreateArtifact', fields), 'signed_upload_url');
    },
    async finalize({ name, bytes, sha256 }) {
      const fields = { name, size: String(bytes), hash: `sha256:${sha256}` };
      return textIn('FinalizeArtifact', await call('FinalizeArtifact', fields), 'artifact_id');
    },
    async remove(name) {
      await call('DeleteArtifact', { name });
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

function textIn(method: string, fields: Fields, name: string): string {
  const value = nonEmpty(fields[name]);
  if (value === undefined) throw new ServiceRefused(method, `${method} was answered without ${name}`);
  return value;
}

/** The run and the job, by the names that the service has for them: they stand in the token's scope. */
function jobOf(token: string): { workflow_run_backend_id: string; workflow_job_run_backend_id: string } {
  const [, run, job] = /(?:^| )Actions\.Results:([^: ]+):([^: ]+)(?: |$)/.exec(scopeOf(token)) ?? [];
  if (run === undefined || job === undefined) {
    throw new ServiceRefused('CreateArtifact', 'ACTIONS_RUNTIME_TOKEN names no job that may publish');
  }
  return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
}

function scopeOf(token: string): string {
  try {
    return String(jwtClaims(token).scp);
  } catch {
    return '';
  }
}

/** In the words of the service, where it has any: https://twitchtv.github.io/twirp/docs/errors.html */
function refusal(method: string, { status, body }: HttpResponse): string {
  const words = textOf(body, 'msg');
  return `Failed to ${method}: (${status})${words === undefined ? '' : ` ${words}`}`;
}
