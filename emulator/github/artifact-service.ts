import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../directory/clock.ts';
import { type Artifacts, fileNameOf, type StoredArtifact } from './artifacts.ts';
import type { BlobStorage } from './blob-storage.ts';
import type { JobTokens } from './job-token.ts';
import type { WorkflowRun } from './workflow-run.ts';

export interface ArtifactServiceContext {
  origin: () => string;
  artifacts: Artifacts;
  blobs: BlobStorage;
  jobTokens: JobTokens;
  clock: Clock;
  /** Milliseconds for which an artifact is kept of which nobody says it. */
  retentionMs: number;
}

type Fields = Record<string, unknown>;
type Method = (run: WorkflowRun, fields: Fields, context: ArtifactServiceContext) => object;

/** Twirp's error codes and their HTTP status. Source: https://twitchtv.github.io/twirp/docs/spec_v7.html#error-codes */
const twirpStatus = {
  invalid_argument: 400,
  unauthenticated: 401,
  permission_denied: 403,
  not_found: 404,
  already_exists: 409,
  bad_route: 404,
} as const;

class TwirpError extends Error {
  readonly code: keyof typeof twirpStatus;
  constructor(code: keyof typeof twirpStatus, message: string) {
    super(message);
    this.code = code;
  }
}

const methods: Readonly<Record<string, Method>> = {
  CreateArtifact: create,
  FinalizeArtifact: finalize,
  ListArtifacts: list,
  GetSignedArtifactURL: sign,
  DeleteArtifact: remove,
};

/**
 * The artifact service of GitHub's results, spoken as Twirp with JSON. Fields have their protobuf names; 64-bit
 * numbers are strings.
 * Source: https://github.com/actions/toolkit/blob/main/packages/artifact/src/generated/results/api/v1/artifact.ts
 */
export function addArtifactService(server: FastifyInstance, context: ArtifactServiceContext): void {
  server.post<{ Params: { method: string } }>(
    '/twirp/github.actions.results.api.v1.ArtifactService/:method',
    async (request, reply) => {
      try {
        const grant = await context.jobTokens.read(request.headers.authorization);
        if (grant === undefined) throw new TwirpError('unauthenticated', 'authentication failed');
        const method = methods[request.params.method];
        if (method === undefined) throw new TwirpError('bad_route', `no handler for ${request.params.method}`);
        const fields = (request.body ?? {}) as Fields;
        if (text(fields, 'workflow_run_backend_id') !== grant.run.backendId) {
          throw new TwirpError('permission_denied', 'the token belongs to another workflow run');
        }
        return method(grant.run, fields, context);
      } catch (error) {
        if (!(error instanceof TwirpError)) throw error;
        return reply.code(twirpStatus[error.code]).send({ code: error.code, msg: error.message });
      }
    },
  );
}

const zipType = 'application/zip';
/**
 * The version with which the client began to tell what an artifact is.
 * Source: https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/upload-artifact.ts
 */
const unzippedSince = 7;

function create(run: WorkflowRun, fields: Fields, context: ArtifactServiceContext) {
  const { artifacts, blobs, clock, origin, retentionMs } = context;
  const name = text(fields, 'name');
  // The client's own rules, which the service shares.
  if (/["<>:|*?\r\n\\/]/.test(name)) throw new TwirpError('invalid_argument', 'artifact name has an invalid character');
  if (Number(fields.version) < 4) throw new TwirpError('invalid_argument', 'unsupported artifact version');
  const mimeType = typeof fields.mime_type === 'string' ? fields.mime_type : zipType;
  if (mimeType !== zipType && Number(fields.version) < unzippedSince) {
    throw new TwirpError('invalid_argument', `artifacts of version ${fields.version} are zipped`);
  }
  const jobBackendId = text(fields, 'workflow_job_run_backend_id');
  if (jobBackendId !== run.jobBackendId) throw new TwirpError('permission_denied', 'the token belongs to another job');
  if (artifacts.ofRun(run.id).some((artifact) => artifact.name === name)) {
    throw new TwirpError('already_exists', 'an artifact with this name already exists on the workflow run');
  }
  const now = clock.now();
  const artifact = artifacts.add({
    runId: run.id,
    runBackendId: run.backendId,
    jobBackendId,
    name,
    mimeType,
    createdAt: now,
    expiresAt: instant(fields.expires_at) ?? now + retentionMs,
  });
  return { ok: true, signed_upload_url: origin() + blobs.signedPath(artifact.blob, 'w') };
}

function finalize(run: WorkflowRun, fields: Fields, { artifacts, blobs }: ArtifactServiceContext) {
  const artifact = findArtifact(artifacts, run, fields, () => true);
  const blob = blobs.get(artifact.blob);
  if (blob === undefined) throw new TwirpError('invalid_argument', 'the artifact has not been uploaded');
  // What a browser is to open it gets as what it was said to be.
  if (artifact.mimeType !== zipType && blob.contentType !== artifact.mimeType) {
    const said = `${artifact.mimeType}, ${blob.contentType || 'nothing'} was uploaded`;
    throw new TwirpError('invalid_argument', `the artifact is said to be ${said}`);
  }
  const digest = `sha256:${createHash('sha256').update(blob.bytes).digest('hex')}`;
  const size = String(fields.size ?? 0);
  if (size !== String(blob.bytes.length)) {
    throw new TwirpError('invalid_argument', `size is ${size}, ${blob.bytes.length} bytes were uploaded`);
  }
  if (fields.hash !== undefined && fields.hash !== digest) {
    throw new TwirpError('invalid_argument', `hash is ${fields.hash}, the upload's is ${digest}`);
  }
  artifact.finalized = { size: blob.bytes.length, digest };
  return { ok: true, artifact_id: String(artifact.id) };
}

function list(run: WorkflowRun, fields: Fields, { artifacts }: ArtifactServiceContext) {
  const { name_filter: name, id_filter: id } = fields;
  return {
    artifacts: artifacts
      .ofRun(run.id)
      .filter((artifact) => name === undefined || artifact.name === name)
      .filter((artifact) => id === undefined || String(artifact.id) === id)
      .flatMap((artifact) => (artifact.finalized === undefined ? [] : [listed(artifact, artifact.finalized)])),
  };
}

function sign(run: WorkflowRun, fields: Fields, { artifacts, blobs, origin }: ArtifactServiceContext) {
  const artifact = findArtifact(artifacts, run, fields, isFinalized);
  return { signed_url: origin() + blobs.signedPath(artifact.blob, 'r', fileNameOf(artifact)) };
}

function remove(run: WorkflowRun, fields: Fields, { artifacts, blobs }: ArtifactServiceContext) {
  const artifact = findArtifact(artifacts, run, fields, isFinalized);
  artifacts.remove(artifact.id);
  blobs.remove(artifact.blob);
  return { ok: true, artifact_id: String(artifact.id) };
}

function listed(artifact: StoredArtifact, { size, digest }: NonNullable<StoredArtifact['finalized']>) {
  return {
    workflow_run_backend_id: artifact.runBackendId,
    workflow_job_run_backend_id: artifact.jobBackendId,
    database_id: String(artifact.id),
    name: artifact.name,
    size: String(size),
    created_at: new Date(artifact.createdAt).toISOString(),
    digest,
  };
}

function findArtifact(
  artifacts: Artifacts,
  run: WorkflowRun,
  fields: Fields,
  condition: (artifact: StoredArtifact) => boolean,
): StoredArtifact {
  const name = text(fields, 'name');
  const artifact = artifacts.ofRun(run.id).find((candidate) => candidate.name === name && condition(candidate));
  if (artifact === undefined) throw new TwirpError('not_found', 'artifact not found');
  return artifact;
}

function isFinalized(artifact: StoredArtifact): boolean {
  return artifact.finalized !== undefined;
}

/** A field's text; absent means empty in protobuf, and none of the fields read here may be empty. */
function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new TwirpError('invalid_argument', `${name} is required`);
}

function instant(value: unknown): number | undefined {
  const milliseconds = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
