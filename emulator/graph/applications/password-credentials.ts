import type { FastifyInstance } from 'fastify';
import type { Identifiers } from '../../directory/identifiers.ts';
import { graphDateTime, type JsonObject, type PasswordCredential } from '../../entra/tenant.ts';
import { type GraphContext, versions } from '../context.ts';
import { requireObject } from '../find.ts';
import { badRequest } from '../refusals.ts';
import { manageApplication } from './access.ts';

type ById = { Params: { id: string } };

/**
 * `addPassword` and `removePassword`. The secret is shown once, in the answer to `addPassword`.
 * Source: https://learn.microsoft.com/graph/api/application-addpassword
 */
export function registerPasswordCredentials(app: FastifyInstance, context: GraphContext): void {
  for (const version of versions) {
    app.post<ById>(`${version}/applications/:id/addPassword`, (request) => {
      const application = manageApplication(request, request.params.id, context);
      const given = (request.body ?? {}) as JsonObject;
      const credential = createPassword((given.passwordCredential ?? {}) as JsonObject, context);
      application.passwordCredentials.push(credential);
      return {
        '@odata.context': `${context.graphOrigin()}${version}/$metadata#microsoft.graph.passwordCredential`,
        ...credential,
      };
    });
    app.post<ById>(`${version}/applications/:id/removePassword`, (request, reply) => {
      const application = manageApplication(request, request.params.id, context);
      const { keyId } = requireObject(request.body);
      const kept = application.passwordCredentials.filter((credential) => credential.keyId !== keyId);
      if (kept.length === application.passwordCredentials.length) {
        throw badRequest(`No password credential found with keyId '${keyId}'.`);
      }
      application.passwordCredentials = kept;
      return reply.code(204).send();
    });
  }
}

/** A new secret with Entra's default life of two years. */
export function createPassword(
  given: JsonObject,
  { clock, identifiers }: { clock: GraphContext['clock']; identifiers: Identifiers },
): PasswordCredential {
  const start = readDate(given.startDateTime) ?? clock.now();
  const end = readDate(given.endDateTime) ?? new Date(start).setUTCFullYear(new Date(start).getUTCFullYear() + 2);
  const secretText = `${identifiers.text(3)}8Q~${identifiers.text(34)}`;
  return {
    keyId: identifiers.guid(),
    displayName: typeof given.displayName === 'string' ? given.displayName : null,
    customKeyIdentifier: null,
    startDateTime: graphDateTime(start),
    endDateTime: graphDateTime(end),
    hint: secretText.slice(0, 3),
    secretText,
  };
}

export function presentPasswordCredential(credential: PasswordCredential): JsonObject {
  return { ...credential, secretText: null };
}

/** @returns milliseconds since the epoch, or undefined when nothing was given */
function readDate(given: unknown): number | undefined {
  if (given === undefined || given === null) return undefined;
  const at = Date.parse(String(given));
  if (Number.isFinite(at)) return at;
  throw badRequest(`Cannot convert the literal '${given}' to the expected type 'Edm.DateTimeOffset'.`);
}
