import type { OrderName } from '../../directory/directory.ts';
import { GraphError } from '../errors.ts';
import { findUserProperty, unknownPropertyMessage } from '../user-properties.ts';

const sortable: readonly OrderName[] = ['displayName', 'userPrincipalName', 'createdDateTime'];

/**
 * Reads `$orderby`: one property, `asc` or `desc`.
 *
 * @throws GraphError 400
 */
export function parseOrderBy(text: string): { name: OrderName; descending: boolean } {
  const [asked = '', direction = 'asc', ...rest] = text.trim().split(/\s+/);
  if (rest.length > 0 || !/^(asc|desc)$/i.test(direction)) {
    throw new GraphError(400, 'BadRequest', `Invalid orderby clause: Syntax error in '${text}'.`);
  }
  const property = findUserProperty(asked);
  if (!property && !asked.includes(',')) {
    throw new GraphError(400, 'BadRequest', `Invalid orderby clause: ${unknownPropertyMessage(asked)}`);
  }
  const name = sortable.find((candidate) => candidate === property?.name);
  if (name === undefined) {
    throw new GraphError(400, 'Request_UnsupportedQuery', `Unsupported sort property '${asked}' for 'User'.`);
  }
  return { name, descending: direction.toLowerCase() === 'desc' };
}
