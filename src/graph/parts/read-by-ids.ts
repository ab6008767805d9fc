import type { GraphClient } from '../client.ts';
import type { PageTaker } from '../page-body.ts';
import { pageBody } from '../page-body.ts';
import { type Countable, usersPages } from '../pages.ts';
import { type UsersQuery, usersUrl } from '../query.ts';

/**
 * How many values a filter takes that is no advanced query.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries
 */
export const idsInFilter = 15;

/**
 * Reads users, with their managers, whom only an advanced query finds. Such a query cannot expand managers: so it is
 * asked for the ids alone, and then the users are asked for by id, a few at a time.
 *
 * @param query finds the users; its `includeManager` is for those who are asked for by id
 * @param sink.begin see {@link usersPages}
 * @param sink.take takes each page; returns false to stop
 */
export async function readByIds<P extends Countable>(
  client: GraphClient,
  query: UsersQuery,
  sink: { begin: () => PageTaker<P>; take: (page: P) => boolean | Promise<boolean> },
): Promise<void> {
  for await (const ids of usersPages(client, { ...query, properties: ['id'], includeManager: false }, takeIds)) {
    const groups = Array.from({ length: Math.ceil(ids.length / idsInFilter) }, (_, group) =>
      ids.slice(group * idsInFilter, (group + 1) * idsInFilter),
    );
    const wanted = await Promise.all(
      groups.map(async (group) => {
        const filter = `id in (${group.map((id) => `'${id.replaceAll("'", "''")}'`).join(',')})`;
        const url = usersUrl({ ...query, filter, advanced: false });
        const { value } = await client.get(url, () => pageBody(sink.begin()));
        return sink.take(value.users);
      }),
    );
    if (!wanted.every(Boolean)) return;
  }
}

function takeIds(): PageTaker<string[]> {
  const ids: string[] = [];
  return { user: ({ id }) => ids.push(id), end: () => ids, drop() {} };
}
