import type { FastifyInstance } from 'fastify';
import type { MovableClock } from '../directory/clock.ts';
import type { Directory } from '../directory/directory.ts';
import { RawJson } from '../directory/json-text.ts';
import type { Replication, ReplicationDelay } from '../entra/replication.ts';
import type { SeededApplication } from '../entra/seed.ts';
import type { Settings } from '../entra/settings.ts';
import type { Tenant } from '../entra/tenant.ts';
import type { Fault, Faults } from '../faults/faults.ts';
import type { Budget, Throttling } from '../graph/throttling.ts';
import type { Origins } from './origins.ts';
import type { LoggedRequest } from './request-log.ts';

export interface AdminContext {
  tenant: Tenant;
  administrator: SeededApplication;
  deployer: SeededApplication;
  directory: Directory;
  faults: Faults;
  clock: MovableClock;
  replication: Replication;
  settings: Settings;
  throttling: Throttling;
  origins: Origins;
  requests: LoggedRequest[];
}

/** Fields of a user; those in `raw` are JSON texts that are answered as they stand. */
type UserFields = Record<string, unknown> & { raw?: Record<string, string> };

/** A change of the directory while somebody reads it. */
interface Churn {
  create?: UserFields[];
  update?: (UserFields & { id: string })[];
  delete?: string[];
}

/**
 * The switches of the emulator, under `/_emulator`; its README lists them. They need no token, and read any body as
 * JSON, so that `curl -d` will do.
 */
export function registerAdmin(app: FastifyInstance, context: AdminContext): void {
  const { directory, faults, clock, replication, settings, throttling, requests } = context;
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    reply.code(error instanceof RangeError ? 400 : (error.statusCode ?? 500)).send({ error: error.message }),
  );
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? undefined : JSON.parse(body));
    } catch {
      done(new RangeError('the body must be JSON'));
    }
  });
  app.get('/', () => describe(context));

  app.get('/faults', () => faults.list());
  app.post<{ Body: Fault | Fault[] }>('/faults', ({ body }, reply) => {
    const ids = [requireBody(body)].flat().map((fault) => faults.add(fault as Fault));
    return reply.code(201).send({ ids });
  });
  app.delete('/faults', (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });
  app.delete<{ Params: { id: string } }>('/faults/:id', (request, reply) => {
    faults.remove(request.params.id);
    return reply.code(204).send();
  });
  app.post('/latency', ({ body }) => {
    faults.latency = requireNumber(body, 'milliseconds', 0);
    return { milliseconds: faults.latency };
  });

  app.post('/clock', ({ body }) => {
    clock.advance(requireNumber(body, 'advanceSeconds') * 1000);
    return { now: new Date(clock.now()).toISOString() };
  });
  app.post('/replication', ({ body }) => {
    replication.set(readDelay(requireBody(body)));
    return replication.delay;
  });
  app.post('/token-lifetime', ({ body }) => {
    settings.tokenLifetime = requireNumber(body, 'seconds', 1);
    return { seconds: settings.tokenLifetime };
  });
  app.post('/throttling', ({ body }) => {
    throttling.budget = readBudget(requireBody(body));
    return { budget: throttling.budget };
  });

  app.get('/requests', () => requests);
  app.delete('/requests', (_request, reply) => {
    requests.length = 0;
    return reply.code(204).send();
  });
  app.post('/users', ({ body }) => churn(requireBody(body), directory));
}

function describe({ tenant, origins, administrator, deployer, directory, clock, settings }: AdminContext): object {
  return {
    tenantId: tenant.id,
    domain: tenant.domain,
    origin: origins.current(),
    administrator,
    deployer,
    users: directory.size,
    now: new Date(clock.now()).toISOString(),
    tokenLifetime: settings.tokenLifetime,
  };
}

function churn(body: Churn, directory: Directory): object {
  const created = (body.create ?? []).map((fields) => directory.create(fieldsOf(fields)).id);
  for (const { id, ...fields } of body.update ?? []) directory.update(id, fieldsOf(fields));
  for (const id of body.delete ?? []) directory.delete(id);
  return { created, users: directory.size };
}

function fieldsOf({ raw = {}, ...fields }: UserFields): Record<string, unknown> {
  const texts = Object.entries(raw).map(([name, text]) => [name, new RawJson(String(text))]);
  return { ...fields, ...Object.fromEntries(texts) };
}

function readDelay(body: ReplicationDelay): ReplicationDelay {
  const { unit = 'attempts' } = body;
  if (unit !== 'attempts' && unit !== 'seconds') throw new RangeError("'unit' must be attempts or seconds");
  const phases = [
    'objectMissing',
    'applicationMissing',
    'servicePrincipalMissing',
    'keyMissing',
    'rolesMissing',
  ] as const;
  const unknown = Object.keys(body).find((name) => name !== 'unit' && !phases.some((phase) => phase === name));
  if (unknown !== undefined) throw new RangeError(`there is no phase '${unknown}', only ${phases.join(', ')}`);
  const lengths = phases
    .filter((phase) => body[phase] !== undefined)
    .map((phase) => [phase, requireNumber(body, phase, 0)]);
  return { unit, ...Object.fromEntries(lengths) };
}

function readBudget({ budget }: { budget?: unknown }): Budget {
  if (budget === 'documented' || budget === 'off' || typeof budget === 'number') return budget;
  throw new RangeError("'budget' must be a number of resource units, documented or off");
}

function requireNumber(body: unknown, name: string, least = Number.NEGATIVE_INFINITY): number {
  const value = (body as Record<string, unknown> | null)?.[name];
  if (typeof value === 'number' && Number.isFinite(value) && value >= least) return value;
  throw new RangeError(`the body must be JSON with a number '${name}'${least === 0 ? ' of at least 0' : ''}`);
}

function requireBody<T>(body: T): T & object {
  if (typeof body === 'object' && body !== null) return body;
  throw new RangeError('the body must be JSON');
}
