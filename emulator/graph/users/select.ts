import { GraphError } from '../errors.ts';
import { malformed, unsupportedQuery } from '../refusals.ts';
import { defaultUserProperties, type FindProperty, unknownPropertyMessage } from '../user-properties.ts';

/** `$expand=manager`, with the manager's properties. */
export interface Expansion {
  select: readonly string[];
  /** As it stands in the context URL: `manager()` or `manager(id,userPrincipalName)`. */
  context: string;
}

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
 * Reads `$expand`, of which the emulator knows the manager.
 *
 * @throws GraphError 400
 */
export function parseExpand(text: string, find: FindProperty): Expansion {
  const [, name = '', nested] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  if (name.toLowerCase() !== 'manager') {
    const isKnown = relationships.some((relationship) => relationship.toLowerCase() === name.toLowerCase());
    throw isKnown || text.includes(',')
      ? unsupportedQuery(`Expanding '${text}' is not supported for this request.`)
      : parsingFailed(unknownPropertyMessage(name || text));
  }
  if (nested === undefined || nested.trim() === '') return { select: defaultUserProperties, context: 'manager()' };
  const [, option = '', list = ''] = /^\s*(\$\w+)\s*=(.*)$/s.exec(nested) ?? [];
  if (option.toLowerCase() !== '$select' || list.includes(';')) {
    throw unsupportedQuery(`Options of an expanded manager are not supported: '${nested}'.`);
  }
  const select = parseSelect(list, true, find) ?? defaultUserProperties;
  return { select, context: `manager(${select.join(',')})` };
}

function parsingFailed(message: string): GraphError {
  return malformed(`Parsing OData Select and Expand failed: ${message}`);
}
