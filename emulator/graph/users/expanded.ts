import type { Directory } from '../../directory/directory.ts';
import { jsonText } from '../../directory/json-text.ts';
import type { UsersQuery } from './query.ts';

/** Source: https://learn.microsoft.com/graph/query-parameters#expand, "returns a maximum of 20 items" */
const mostExpanded = 20;

/** Writes what `$expand` adds to a user, as a member after a comma; '' where nothing was asked for, or nobody is manager. */
export function expandedWriter(directory: Directory, { expand }: UsersQuery): (index: number) => string {
  if (expand === undefined) return () => '';
  const write = directory.writer(expand.select);
  const user = (index: number) => `{"@odata.type":"#microsoft.graph.user"${write(index)}}`;
  if (expand.relationship === 'manager') {
    return (index) => {
      const manager = directory.manager(index);
      return manager === undefined ? '' : `,"manager":${user(manager)}`;
    };
  }
  return (index) =>
    `,"sponsors":[${sponsorTexts(index, directory, expand.select, user).slice(0, mostExpanded).join()}]`;
}

/** A user's sponsors as JSON objects. @param user writes one who is a user */
export function sponsorTexts(
  index: number,
  directory: Directory,
  properties: readonly string[],
  user: (index: number) => string,
): string[] {
  return directory
    .sponsors(index)
    .map((sponsor) => (typeof sponsor === 'number' ? user(sponsor) : groupText(sponsor.group, properties)));
}

/**
 * To whom may read users and no groups, a group tells its type and its id, and nothing else.
 * Source: https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
function groupText(id: string, properties: readonly string[]): string {
  const members = properties.filter((name) => name !== 'id').map((name) => `,${jsonText(name)}:null`);
  return `{"@odata.type":"#microsoft.graph.group","id":${jsonText(id)}${members.join('')}}`;
}
