import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Artifacts, fileNameOf, type StoredArtifact } from './artifacts.ts';
import type { BlobStorage } from './blob-storage.ts';
import { defaults, type Repository, type WorkflowRun } from './workflow-run.ts';

export interface RestContext {
  origin: () => string;
  repository: Repository;
  runs: () => readonly WorkflowRun[];
  artifacts: Artifacts;
  blobs: BlobStorage;
  clock: { now(): number };
  /** The job's GITHUB_TOKEN. */
  token: string;
  /** What the workflow's `permissions:` give the token; what is not named there it has not. */
  permissions: Partial<Record<'actions' | 'contents' | 'issues', 'none' | 'read' | 'write'>>;
  /** Names of the repository's tags. */
  tags: ReadonlySet<string>;
  /** Whether the repository's workflows run. */
  workflowState: () => WorkflowState;
}

/** The state of a workflow. Source: https://docs.github.com/rest/actions/workflows#get-a-workflow */
export type WorkflowState = 'active' | 'deleted' | 'disabled_fork' | 'disabled_inactivity' | 'disabled_manually';

type Params = { owner: string; repo: string; id: string; '*': string };
export type Route = { Params: Params; Querystring: Record<string, string | undefined> };

/**
 * The part of GitHub's REST API that finds a previous run and its artifacts.
 * Source: https://docs.github.com/rest/actions
 *
 * A repository that the caller may not see is answered with 404, as GitHub does.
 */
export function addRestApi(server: FastifyInstance, context: RestContext): void {
  const base = '/api/v3/repos/:owner/:repo';

  server.get<Route>(base, (request, reply) => {
    return refuse(request, reply, context, 'metadata') ?? reply.send(describeRepository(context.repository));
  });

  server.get<Route>(`${base}/actions/workflows/:id/runs`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions');
    if (refused) return refused;
    const all = context.runs().filter(({ workflow }) => isWorkflow(workflow, request.params.id));
    if (all.length === 0) return notFound(reply);
    const found = all
      .filter((run) => matches(run, request.query))
      .toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id);
    const page = pageOf(found, request.query).map((run) => describeRun(run, context));
    return reply.send({ total_count: found.length, workflow_runs: page });
  });

  server.get<Route>(`${base}/actions/workflows/:id`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions');
    if (refused) return refused;
    const run = context.runs().find(({ workflow }) => isWorkflow(workflow, request.params.id));
    if (run === undefined) return notFound(reply);
    return reply.send({ ...run.workflow, state: context.workflowState() });
  });

  server.get<Route>(`${base}/actions/runs/:id`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions');
    if (refused) return refused;
    const run = findRun(request, context);
    return run === undefined ? notFound(reply) : reply.send(describeRun(run, context));
  });

  server.get<Route>(`${base}/actions/runs/:id/artifacts`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions');
    if (refused) return refused;
    const run = findRun(request, context);
    if (run === undefined) return notFound(reply);
    const { name } = request.query;
    const found = context.artifacts
      .ofRun(run.id)
      .filter((artifact) => artifact.finalized !== undefined && (name === undefined || artifact.name === name));
    const page = pageOf(found, request.query).map((artifact) => describeArtifact(artifact, run, context));
    return reply.send({ total_count: found.length, artifacts: page });
  });

  server.get<Route>(`${base}/actions/artifacts`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions');
    if (refused) return refused;
    const { name } = request.query;
    const found = context
      .runs()
      .flatMap((run) => context.artifacts.ofRun(run.id).map((artifact) => ({ artifact, run })))
      .filter(({ artifact }) => artifact.finalized !== undefined && (name === undefined || artifact.name === name))
      .toSorted((a, b) => b.artifact.createdAt - a.artifact.createdAt || b.artifact.id - a.artifact.id);
    const page = pageOf(found, request.query).map(({ artifact, run }) => describeArtifact(artifact, run, context));
    return reply.send({ total_count: found.length, artifacts: page });
  });

  server.get<Route>(`${base}/actions/artifacts/:id/zip`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions', { anonymous: false });
    if (refused) return refused;
    const artifact = context.artifacts.byId(Number(request.params.id));
    if (artifact?.finalized === undefined) return notFound(reply);
    if (artifact.expiresAt <= context.clock.now()) return reply.code(410).send({ message: 'Artifact has expired' });
    return reply.redirect(context.origin() + context.blobs.signedPath(artifact.blob, 'r', fileNameOf(artifact)), 302);
  });

  server.get<Route>(`${base}/git/matching-refs/*`, (request, reply) => {
    const refused = refuse(request, reply, context, 'contents');
    if (refused) return refused;
    const wanted = `refs/${request.params['*']}`;
    return reply.send(refsOf(context).flatMap((ref) => (ref.startsWith(wanted) ? [describeRef(ref, context)] : [])));
  });

  server.get<Route>(`${base}/git/ref/*`, (request, reply) => {
    const refused = refuse(request, reply, context, 'contents');
    if (refused) return refused;
    const ref = refsOf(context).find((name) => name === `refs/${request.params['*']}`);
    return ref === undefined ? notFound(reply) : reply.send(describeRef(ref, context));
  });

  server.delete<Route>(`${base}/actions/artifacts/:id`, (request, reply) => {
    const refused = refuse(request, reply, context, 'actions', { anonymous: false });
    if (refused) return refused;
    if (context.permissions.actions !== 'write') return notAccessible(reply);
    const artifact = context.artifacts.byId(Number(request.params.id));
    if (artifact === undefined) return notFound(reply);
    context.artifacts.remove(artifact.id);
    context.blobs.remove(artifact.blob);
    return reply.code(204).send();
  });
}

/** @returns the answer to a caller who may not read this; undefined when there is nothing to refuse */
export function refuse(
  request: FastifyRequest<Route>,
  reply: FastifyReply,
  { repository, token, permissions }: RestContext,
  permission: 'metadata' | keyof RestContext['permissions'],
  { write = false, anonymous = !write }: { write?: boolean; anonymous?: boolean } = {},
): FastifyReply | undefined {
  const presented = /^(?:bearer|token) +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (presented !== undefined && presented !== token) return reply.code(401).send({ message: 'Bad credentials' });
  const { owner, repo } = request.params;
  const known = `${owner}/${repo}`.toLowerCase() === `${repository.owner}/${repository.name}`.toLowerCase();
  const visible = repository.visibility === 'public';
  if (!known || (presented === undefined && !visible)) return notFound(reply);
  if (presented === undefined && !anonymous) return reply.code(401).send({ message: 'Requires authentication' });
  const granted = permission === 'metadata' ? 'read' : (permissions[permission] ?? 'none');
  if (write ? granted !== 'write' : granted === 'none' && !visible) return notAccessible(reply);
  return undefined;
}

export function notFound(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .send({ message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' });
}

function notAccessible(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({
    message: 'Resource not accessible by integration',
    documentation_url: 'https://docs.github.com/rest',
    status: '403',
  });
}

function isWorkflow(workflow: WorkflowRun['workflow'], id: string): boolean {
  return workflow.id === Number(id) || workflow.path.endsWith(`/${id}`);
}

function findRun(request: FastifyRequest<Route>, context: RestContext): WorkflowRun | undefined {
  return context.runs().find((run) => run.id === Number(request.params.id));
}

function matches(run: WorkflowRun, query: Route['Querystring']): boolean {
  const { status, branch, event } = query;
  return (
    (status === undefined || status === run.status || status === run.conclusion) &&
    (branch === undefined || branch === branchOf(run)) &&
    (event === undefined || event === run.eventName)
  );
}

export function pageOf<T>(items: readonly T[], { per_page, page }: Route['Querystring']): T[] {
  const size = Math.min(Number(per_page ?? 30), 100);
  const start = (Number(page ?? 1) - 1) * size;
  return items.slice(start, start + size);
}

/** A repository as the REST API and the payloads of events describe it. */
export function describeRepository({ owner, name, id, ownerId, visibility }: Repository): object {
  return {
    id,
    name,
    full_name: `${owner}/${name}`,
    private: visibility !== 'public',
    visibility,
    owner: { login: owner, id: ownerId, type: 'Organization' },
    default_branch: 'main',
  };
}

function describeRun(run: WorkflowRun, { origin, repository }: RestContext): object {
  const api = `${origin()}/api/v3/repos/${repository.owner}/${repository.name}`;
  return {
    id: run.id,
    name: run.workflow.name,
    path: run.workflow.path,
    workflow_id: run.workflow.id,
    run_number: run.number,
    run_attempt: run.attempt,
    event: run.eventName,
    status: run.status,
    conclusion: run.conclusion,
    head_branch: branchOf(run),
    head_sha: run.sha,
    created_at: dateTime(run.createdAt),
    run_started_at: dateTime(run.createdAt),
    url: `${api}/actions/runs/${run.id}`,
    artifacts_url: `${api}/actions/runs/${run.id}/artifacts`,
    actor: { login: run.actor, id: run.actorId },
    repository: describeRepository(repository),
    // Null of a fork that was deleted. Source: https://github.com/github/rest-api-description/issues/1586
    head_repository:
      run.headRepositoryId === null ? null : { ...describeRepository(repository), id: run.headRepositoryId },
  };
}

function describeArtifact(
  artifact: StoredArtifact,
  run: WorkflowRun,
  { origin, repository, clock }: RestContext,
): object {
  const api = `${origin()}/api/v3/repos/${repository.owner}/${repository.name}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.finalized?.size,
    digest: artifact.finalized?.digest,
    url: api,
    archive_download_url: `${api}/zip`,
    expired: artifact.expiresAt <= clock.now(),
    created_at: dateTime(artifact.createdAt),
    updated_at: dateTime(artifact.createdAt),
    expires_at: dateTime(artifact.expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: run.headRepositoryId,
      head_branch: branchOf(run),
      head_sha: run.sha,
    },
  };
}

/** In the order of their names: the tags, and the branches on which there were runs. */
function refsOf({ tags, runs }: RestContext): string[] {
  const branches = runs().map(({ ref }) => ref);
  const names = [
    ...branches.filter((ref) => ref.startsWith('refs/heads/')),
    ...[...tags].map((tag) => `refs/tags/${tag}`),
  ];
  return [...new Set(['refs/heads/main', ...names])].sort();
}

/** Source: https://docs.github.com/rest/git/refs#get-a-reference */
function describeRef(ref: string, { origin, repository }: RestContext): object {
  const api = `${origin()}/api/v3/repos/${repository.owner}/${repository.name}/git`;
  const sha = defaults.sha;
  return {
    ref,
    node_id: Buffer.from(ref).toString('base64'),
    url: `${api}/${ref}`,
    object: { type: 'commit', sha, url: `${api}/commits/${sha}` },
  };
}

/** A branch's name or a tag's: GitHub does not say which. */
function branchOf(run: WorkflowRun): string {
  return run.ref.replace(/^refs\/(heads|tags)\//, '');
}

function dateTime(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
