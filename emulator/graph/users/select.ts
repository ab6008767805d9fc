import { GraphError } from '../errors.ts';
import { malformed, unsupportedQuery } from '../refusals.ts';
import { defaultUserProperties, type FindProperty, unknownPropertyMessage } from '../user-properties.ts';

/** `$expand=manager` or `$expand=sponsors`, with their properties. */
export interface Expansion {
  relationship: (typeof expandable)[number];
  select: readonly string[];
  /** As it stands in the context URL: `manager()` or `manager(id,userPrincipalName)`. */
  context: string;
}

/** Source of sponsors: https://learn.microsoft.com/graph/api/user-list-sponsors#optional-query-parameters */
const expandable = ['manager', 'sponsors'] as const;

/**
 * Reads `$select`: names in any case, answered in their proper one; undefined when it is empty, which means the default.
 *
 * @param isSingle a single user, for which all properties are there
 * @throws GraphError 400 for what a user does not have, 501 for what only a single user has
 */
export function parseSelect(text: string, isSingle: boolean, find: FindProperty): readonly string[] | undefined {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const proper = names.flatMap((name) => {
    if (name === '*') return defaultUserProperties;
    const property = find(name);
    if (!property) throw parsingFailed(unknownPropertyMessage(name));
    if (property.singleOnly && !isSingle) {
      throw new GraphError(
        501,
        'NotImplemented',
        `The property '${property.name}' is available for a single user only.`,
      );
    }
    return property.name;
  });
  return proper.length === 0 ? undefined : [...new Set(proper)];
}

const relationships: readonly string[] = [
  'createdObjects',
  'directReports',
  'licenseDetails',
  'memberOf',
  'ownedDevices',
  'ownedObjects',
  'registeredDevices',
  'transitiveMemberOf',
];

/**
 * Reads `$expand`, of which the emulator knows the manager and the sponsors; one of them in a query.
 *
 * @throws GraphError 400
 */
export function parseExpand(text: string, find: FindProperty): Expansion {
  const [, name = '', nested] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  const relationship = expandable.find((one) => one === name.toLowerCase());
  if (relationship === undefined) {
    const isKnown = relationships.some((relationship) => relationship.toLowerCase() === name.toLowerCase());
    throw isKnown || text.includes(',')
      ? unsupportedQuery(`Expanding '${text}' is not supported for this request.`)
      : parsingFailed(unknownPropertyMessage(name || text));
  }
  if (nested === undefined || nested.trim() === '') {
    return { relationship, select: defaultUserProperties, context: `${relationship}()` };
  }
  const [, option = '', list = ''] = /^\s*(\$\w+)\s*=(.*)$/s.exec(nested) ?? [];
  if (option.toLowerCase() !== '$select' || list.includes(';')) {
    throw unsupportedQuery(`Options of an expanded ${relationship} are not supported: '${nested}'.`);
  }
  const select = parseSelect(list, true, find) ?? defaultUserProperties;
  return { relationship, select, context: `${relationship}(${select.join(',')})` };
}

function parsingFailed(message: string): GraphError {
  return malformed(`Parsing OData Select and Expand failed: ${message}`);
}
