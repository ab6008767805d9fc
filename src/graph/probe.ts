import type { GraphClient } from './client.ts';
import { pageBody } from './page-body.ts';
import { usersUrl } from './query.ts';

/**
 * Asks for one user, in a way that every kind of tenant knows: not all can count.
 *
 * @throws Failure of the client
 */
export async function probeUsers(client: GraphClient, graphUrl: string): Promise<void> {
  const query = { graphUrl, properties: ['id'], filter: '', includeManager: false, advanced: false, pageSize: 1 };
  await client.get(usersUrl(query), () => pageBody({ user() {}, end() {}, drop() {} }));
}
