import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { type Clock, createClock } from '../directory/clock.ts';
import { createIdentifiers } from '../directory/identifiers.ts';
import { addArtifactService } from './artifact-service.ts';
import { createArtifacts, DAY_MS, defaultRetentionDays, type StoredArtifact } from './artifacts.ts';
import { addBlobStorage, type BlobStorage } from './blob-storage.ts';
import { addFaults, type GitHubFaults, type GitHubRequest } from './faults.ts';
import { addIssuesApi, createIssues, type Issues } from './issues-api.ts';
import { jobEnvironment } from './job-environment.ts';
import { createJobTokens } from './job-token.ts';
import { addOidc } from './oidc.ts';
import { addRestApi, describeRepository, type RestContext, type WorkflowState } from './rest-api.ts';
import { createRun, type Repository, type RunOptions, subjectOf, type WorkflowRun } from './workflow-run.ts';

export interface GitHubOptions {
  repository?: Partial<Repository>;
  /** What the token of `github.token` may do, as the object says at the time of a call; default `{ actions: 'read' }`. */
  permissions?: RestContext['permissions'];
  /** Days for which the repository keeps artifacts at the most, and where nobody says it; default 90. */
  retentionDays?: number;
  clock?: Clock;
  /** Names of the repository's tags; that of a run on a tag is there by itself. */
  tags?: readonly string[];
  /** Random numbers from 0 to 1, for ids and tokens. */
  random?: () => number;
}

/** An artifact as it was published. */
export interface PublishedArtifact {
  id: number;
  name: string;
  /** `application/zip` unless it was uploaded as it is. */
  mimeType: string;
  /** Bytes. */
  size: number;
  /** `sha256:` and lower-case hex. */
  digest: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** What was uploaded: the zip, or the file itself when it was not archived. */
  zip: Buffer;
}

export interface GitHub extends AsyncDisposable {
  /** Origin of every service; it is the OIDC issuer, too. */
  origin: string;
  repository: Repository;
  /** The value of `github.token`. */
  token: string;
  /** Begins a run of the repository's workflow. */
  startRun(options?: RunOptions): WorkflowRun;
  /** Ends a run, so that it is found as completed. */
  finishRun(run: WorkflowRun, conclusion: NonNullable<WorkflowRun['conclusion']>): void;
  /** The variables that a job of the run sees; `idToken` stands for `permissions: id-token: write`. */
  env(run: WorkflowRun, options?: { idToken?: boolean }): Promise<Record<string, string>>;
  /**
   * The payload of an event that begins a run of the workflow, as the runner leaves it for a job: the repository as it
   * is now. Source: https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_dispatch
   */
  event(): object;
  /** The `sub` claim of the OIDC token of such a run, to register a federated credential with. */
  subject(run?: RunOptions): string;
  /** The finalized artifacts of a run, by name: a job may upload several at the same time. */
  artifacts(runId: number): PublishedArtifact[];
  /** Publishes these bytes as an artifact of a run, as somebody would who does not use GitHub's client. */
  publish(run: WorkflowRun, name: string, zip: Buffer): void;
  issues: Issues;
  /** Switches the repository's workflows on and off; they begin `active`. */
  setWorkflowState(state: WorkflowState): void;
  faults: GitHubFaults;
  /** Every request that was answered, oldest first. */
  requests: readonly GitHubRequest[];
  close(): Promise<void>;
}

/** Blocks of an upload are 8 MiB; a client may choose larger ones. */
const bodyLimit = 128 * 1024 * 1024;

/** Starts the services of GitHub that a job talks to, for one repository, on a free port of 127.0.0.1. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHub> {
  const clock = options.clock ?? createClock();
  const identifiers = createIdentifiers(options.random ?? Math.random);
  const repository: Repository = {
    owner: 'contoso',
    name: 'directory-audit',
    id: 1296269,
    ownerId: 6844498,
    visibility: 'private',
    ...options.repository,
  };
  const { retentionDays = defaultRetentionDays } = options;
  const token = `ghs_${identifiers.text(36).replace(/[-_]/g, 'x')}`;
  const runs: WorkflowRun[] = [];
  const tags = new Set(options.tags);
  const artifacts = createArtifacts();
  const server = createServer();
  let origin = '';
  const here = () => origin;
  const jobTokens = createJobTokens({
    key: identifiers.text(43),
    clock,
    findRun: (backendId) => runs.find((run) => run.backendId === backendId),
  });

  const { faults, requests } = addFaults(server);
  const blobs = addBlobStorage(server, { key: identifiers.text(43), clock });
  addArtifactService(server, { origin: here, artifacts, blobs, jobTokens, clock, retentionMs: retentionDays * DAY_MS });
  addOidc(server, { issuer: here, jobTokens, clock, identifiers });
  const issues = createIssues();
  let workflowState: WorkflowState = 'active';
  const rest: RestContext = {
    origin: here,
    repository,
    runs: () => runs,
    artifacts,
    blobs,
    clock,
    token,
    permissions: options.permissions ?? { actions: 'read' },
    tags,
    workflowState: () => workflowState,
  };
  addRestApi(server, rest);
  addIssuesApi(server, rest, issues);

  const close = () => server.close();
  await server.listen({ host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

  return {
    origin,
    repository,
    token,
    startRun(runOptions) {
      const run = createRun(repository, runs.length + 1, { identifiers, now: clock.now() }, runOptions);
      runs.push(run);
      const [, tag] = /^refs\/tags\/(.*)$/.exec(run.ref) ?? [];
      if (tag !== undefined) tags.add(tag);
      return run;
    },
    finishRun: (run, conclusion) => void Object.assign(run, { status: 'completed', conclusion }),
    async env(run, { idToken = false } = {}) {
      return jobEnvironment(run, { origin, jobToken: await jobTokens.issue({ run, idToken }), idToken, retentionDays });
    },
    event: () => ({
      ref: 'refs/heads/main',
      repository: describeRepository(repository),
      workflow: '.github/workflows/audit.yml',
    }),
    subject: (run) => subjectOf(repository, run),
    artifacts: (runId) =>
      artifacts
        .ofRun(runId)
        .flatMap((artifact) => published(artifact, blobs))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    publish(run, name, zip) {
      const now = clock.now();
      const artifact = artifacts.add({
        runId: run.id,
        runBackendId: run.backendId,
        jobBackendId: run.jobBackendId,
        name,
        mimeType: 'application/zip',
        createdAt: now,
        expiresAt: now + retentionDays * DAY_MS,
      });
      blobs.put(artifact.blob, { bytes: zip, contentType: 'application/zip' });
      artifact.finalized = { size: zip.length, digest: `sha256:${createHash('sha256').update(zip).digest('hex')}` };
    },
    issues,
    setWorkflowState(state) {
      workflowState = state;
    },
    faults,
    requests,
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createServer(): FastifyInstance {
  const server = fastify({ bodyLimit, forceCloseConnections: true });
  // The blob client names all sorts of content types, and none for an empty body.
  server.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
  server.removeContentTypeParser('text/plain');
  return server;
}

function published(artifact: StoredArtifact, blobs: BlobStorage): PublishedArtifact[] {
  const blob = blobs.get(artifact.blob);
  if (artifact.finalized === undefined || blob === undefined) return [];
  const { id, name, mimeType, expiresAt, finalized } = artifact;
  return [{ id, name, mimeType, ...finalized, expiresAt, zip: blob.bytes }];
}
