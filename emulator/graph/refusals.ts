import { GraphError } from './errors.ts';

/** What Graph answers to a query option or a path that it cannot read. */
export function malformed(message: string): GraphError {
  return new GraphError(400, 'BadRequest', message);
}

/** What Graph answers to a query that it can read and does not take. */
export function unsupportedQuery(message: string): GraphError {
  return new GraphError(400, 'Request_UnsupportedQuery', message);
}

/** What Graph answers to a value that it does not take. */
export function badRequest(message: string, code = 'Request_BadRequest'): GraphError {
  return new GraphError(400, code, message);
}

/** What Graph answers to a token without the permission. */
export function denied(): GraphError {
  return new GraphError(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

/** @param key what was asked for, as it stood in the request */
export function notFound(key: string): GraphError {
  return new GraphError(
    404,
    'Request_ResourceNotFound',
    `Resource '${key}' does not exist or one of its queried reference-property objects are not present.`,
  );
}
