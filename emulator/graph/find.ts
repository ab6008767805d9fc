import { malformed, notFound } from './refusals.ts';

/** The key segment `appId=...`, which stands for `(appId='...')` once the server has rewritten the path. */
const appIdKey = /^appId=(.+)$/i;

/**
 * Finds an object by its object id or by its alternate key `appId`.
 *
 * @throws GraphError 404 `Request_ResourceNotFound`
 */
export function find<T>(key: string, objects: Map<string, T>, byAppId?: (appId: string) => T | undefined): T {
  const appId = appIdKey.exec(key)?.[1];
  const found = appId === undefined ? objects.get(key.toLowerCase()) : byAppId?.(appId);
  if (found === undefined) throw notFound(appId ?? key);
  return found;
}

/** @throws GraphError 400 unless the body is a JSON object */
export function requireObject(body: unknown): Record<string, unknown> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  throw malformed('Empty Payload. JSON content expected.');
}
