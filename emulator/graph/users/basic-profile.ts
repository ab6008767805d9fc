import type { Directory } from '../../directory/directory.ts';
import { jsonText } from '../../directory/json-text.ts';
import { collections } from '../../directory/unseeded.ts';

/**
 * What User.ReadBasic.All shows of a user, beside the photo.
 * Source: https://learn.microsoft.com/graph/permissions-reference#userreadbasicall
 */
const shown: ReadonlySet<string> = new Set([
  'displayName',
  'givenName',
  'id',
  'mail',
  'securityIdentifier',
  'surname',
  'userPrincipalName',
]);

/**
 * Writes users as {@link Directory.encoder} does, for a caller who may read basic profiles only: everything else is
 * null, or empty. The documents name the properties, and not what comes in place of the others.
 */
export function basicEncoder(directory: Directory, properties: readonly string[]): (index: number) => Uint8Array {
  return (index) => {
    const type = directory.value(index, '@odata.type');
    const members = properties.map((name) => {
      const hidden = collections.has(name) ? [] : null;
      return `,${jsonText(name)}:${jsonText(shown.has(name) ? directory.value(index, name) : hidden)}`;
    });
    return Buffer.from((type === null ? '' : `,"@odata.type":${jsonText(type)}`) + members.join(''));
  };
}
