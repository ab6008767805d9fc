import { textBody } from '../http/body-reader.ts';
import type { GraphClient } from './client.ts';
import { countUrl, type UsersQuery } from './query.ts';

/** Asks Graph how many users match. */
export async function countUsers(client: GraphClient, query: Pick<UsersQuery, 'graphUrl' | 'filter'>): Promise<number> {
  return (await client.get(countUrl(query), () => textBody(parseCount), { advanced: true })).value;
}

function parseCount(body: string): number {
  // Graph puts a byte order mark before the number.
  const text = body.replace(/^\uFEFF/, '').trim();
  if (!/^\d{1,12}$/.test(text)) throw new SyntaxError('/users/$count is not a number');
  return Number(text);
}
