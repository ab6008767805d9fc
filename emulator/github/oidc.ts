import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { exportJWK, SignJWT } from 'jose';
import type { Clock } from '../directory/clock.ts';
import type { Identifiers } from '../directory/identifiers.ts';
import type { JobTokens } from './job-token.ts';
import { subjectOf, type WorkflowRun } from './workflow-run.ts';

/** Seconds: five minutes ahead, ten minutes back, as in GitHub's own tokens. */
const lifetime = 5 * 60;
const backdated = 10 * 60;

/**
 * GitHub's OIDC provider: discovery, keys, and the endpoint at which a job asks for its token.
 * Source: https://docs.github.com/actions/reference/security/oidc
 *
 * @param context.issuer the origin of the server, known once it listens
 */
export function addOidc(
  server: FastifyInstance,
  context: { issuer: () => string; jobTokens: JobTokens; clock: Clock; identifiers: Identifiers },
): void {
  const signingKey = lazy(makeSigningKey);

  server.get('/.well-known/openid-configuration', async () => ({
    issuer: context.issuer(),
    jwks_uri: `${context.issuer()}/.well-known/jwks`,
    subject_types_supported: ['public', 'pairwise'],
    response_types_supported: ['id_token'],
    claims_supported: ['sub', 'aud', 'exp', 'iat', 'iss', 'jti', 'nbf', 'ref', 'repository', 'repository_id'],
    id_token_signing_alg_values_supported: ['RS256'],
    scopes_supported: ['openid'],
  }));

  server.get('/.well-known/jwks', async () => {
    const { keyId, publicKey } = await signingKey();
    return { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'RS256', use: 'sig' }] };
  });

  server.get<{ Querystring: { audience?: string } }>('/oidc/token', async (request, reply) => {
    const grant = await context.jobTokens.read(request.headers.authorization);
    if (grant === undefined) return reply.code(401).send({ message: 'Unauthorized' });
    if (!grant.idToken) return reply.code(403).send({ message: 'The job has no permission id-token: write' });
    const { run } = grant;
    const now = Math.floor(context.clock.now() / 1000);
    const { keyId, privateKey } = await signingKey();
    const value = await new SignJWT({
      jti: context.identifiers.guid(),
      sub: subjectOf(run.repository, run),
      aud: request.query.audience || `https://github.com/${run.repository.owner}`,
      ...claimsOf(run),
      iss: context.issuer(),
      nbf: now - backdated,
      exp: now + lifetime,
      iat: now,
    })
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: keyId, kid: keyId })
      .sign(privateKey);
    return { count: value.length, value };
  });
}

/** Numbers are strings in GitHub's claims. */
function claimsOf(run: WorkflowRun): Record<string, string> {
  const repository = `${run.repository.owner}/${run.repository.name}`;
  const workflowRef = `${repository}/${run.workflow.path}@${run.ref}`;
  return {
    actor: run.actor,
    actor_id: String(run.actorId),
    base_ref: '',
    ...(run.environment === undefined ? {} : { environment: run.environment }),
    event_name: run.eventName,
    head_ref: '',
    job_workflow_ref: workflowRef,
    job_workflow_sha: run.sha,
    ref: run.ref,
    ref_type: run.ref.startsWith('refs/tags/') ? 'tag' : 'branch',
    repository,
    repository_id: String(run.repository.id),
    repository_owner: run.repository.owner,
    repository_owner_id: String(run.repository.ownerId),
    repository_visibility: run.repository.visibility,
    run_attempt: String(run.attempt),
    run_id: String(run.id),
    run_number: String(run.number),
    runner_environment: 'github-hosted',
    sha: run.sha,
    workflow: run.workflow.name,
    workflow_ref: workflowRef,
    workflow_sha: run.sha,
  };
}

async function makeSigningKey(): Promise<{ keyId: string; publicKey: KeyObject; privateKey: KeyObject }> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { keyId: createHash('sha1').update(der).digest('base64url'), publicKey, privateKey };
}

/** Most servers never sign a token, and a key is slow to make. */
function lazy<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
