import type { OrderName } from '../../directory/user-orders.ts';
import { malformed, unsupportedQuery } from '../refusals.ts';
import { type FindProperty, unknownPropertyMessage } from '../user-properties.ts';

export type SortName = Exclude<OrderName, 'id'> | 'deletedDateTime';

/** Source: https://learn.microsoft.com/graph/aad-advanced-queries#support-for-sorting-by-properties-of-microsoft-entra-id-directory-objects */
const sortable: readonly SortName[] = ['displayName', 'userPrincipalName', 'createdDateTime', 'deletedDateTime'];

/**
 * Reads `$orderby`: one property, `asc` or `desc`.
 *
 * @throws GraphError 400
 */
export function parseOrderBy(text: string, find: FindProperty): { name: SortName; descending: boolean } {
  const [asked = '', direction = 'asc', ...rest] = text.trim().split(/\s+/);
  if (rest.length > 0 || !/^(asc|desc)$/i.test(direction)) {
    throw malformed(`Invalid orderby clause: Syntax error in '${text}'.`);
  }
  const property = find(asked);
  if (!property && !asked.includes(',')) throw malformed(`Invalid orderby clause: ${unknownPropertyMessage(asked)}`);
  const name = sortable.find((candidate) => candidate === property?.name);
  if (name === undefined) throw unsupportedQuery(`Unsupported sort property '${asked}' for 'User'.`);
  return { name, descending: direction.toLowerCase() === 'desc' };
}
