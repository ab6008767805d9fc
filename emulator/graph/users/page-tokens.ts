import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../../directory/clock.ts';
import type { Cursor } from '../../directory/orders.ts';
import { GraphError } from '../errors.ts';

/** Where a list goes on. */
export interface PagePosition {
  /** The last user that was passed; absent before the first. */
  after?: Cursor;
  /** The list was begun with advanced query capabilities. */
  advanced: boolean;
  /** An empty page has just been sent instead of users. */
  emptied?: boolean;
}

/** Makes and reads `$skiptoken` values. */
export interface PageTokens {
  /** @param query what the token is bound to: the path and all other query options */
  issue(query: string, position: PagePosition): string;
  /** Throws a GraphError 400 for a token that is unknown, expired, or of another query. */
  read(query: string, token: string): PagePosition;
}

export interface PageTokensOptions {
  clock: Clock;
  /** Milliseconds; an hour by default. */
  lifetime?: number;
  /** 32 bytes; random by default, so that a token means nothing to another emulator. */
  key?: Buffer;
}

/**
 * Opaque tokens: the position, sealed, so that the emulator keeps nothing about lists that are under way and clients
 * cannot look inside.
 * Source: https://learn.microsoft.com/graph/paging
 */
export function createPageTokens(options: PageTokensOptions): PageTokens {
  const { clock, lifetime = 3_600_000, key = randomBytes(32) } = options;
  return {
    issue(query, position) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const content = JSON.stringify({ position, query: digest(query), issued: clock.now() });
      const sealed = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
    },
    read(query, token) {
      const content = unseal(token, key);
      if (content === undefined || content.query !== digest(query)) throw lostPageToken();
      if (clock.now() - content.issued >= lifetime) throw expiredPageToken();
      return content.position;
    },
  };
}

/** Source: https://github.com/microsoftgraph/msgraph-sdk-dotnet/issues/2254 */
export function expiredPageToken(): GraphError {
  const message = 'The specified page token value has expired and can no longer be included in your request.';
  return new GraphError(400, 'Directory_ExpiredPageToken', message);
}

/** Source: https://learn.microsoft.com/graph/paging#common-errors */
export function lostPageToken(): GraphError {
  return new GraphError(400, 'DirectoryPageTokenNotFoundException', 'The specified page token value cannot be found.');
}

/**
 * The address of the next page: the query as it was sent, and where to go on.
 *
 * @param url origin and path
 * @param options query options without `$skiptoken`
 */
export function nextLink(url: string, options: ReadonlyMap<string, string>, token: string): string {
  const query = [...options, ['$skiptoken', token] as const].map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return `${url}?${query.join('&')}`;
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/%(24|2C|3A|40)/g, (readable) => decodeURIComponent(readable));
}

function digest(query: string): string {
  return createHash('sha256').update(query).digest('base64url');
}

function unseal(token: string, key: Buffer): { position: PagePosition; query: string; issued: number } | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length < 29) return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(-16));
    const content = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
    return JSON.parse(content.toString('utf8'));
  } catch {
    return undefined;
  }
}
