import { Failure } from '../base/failure.ts';
import { parseLossless } from '../base/lossless-json.ts';
import type { BodyReader } from '../http/body-reader.ts';
import { isGraphUser } from '../users/user.ts';
import type { GraphUser } from '../users/user-type.ts';
import { createPageSplitter, type TakeBytes } from './page-splitter.ts';

/** Takes the users of one page as they come. */
export interface PageTaker<P> {
  user(user: GraphUser): void;
  /** There for speed: takes users as the bytes that Graph sent. Whoever lacks it gets every user parsed. */
  takeBytes?: TakeBytes | undefined;
  /** The page is whole. @returns what is kept of it */
  end(): P;
  /** The page was cut: what came of it will come once more. */
  drop(): void;
}

/** A page of users, as far as paging is concerned. */
export interface PageBody<P> {
  users: P;
  nextLink: string | undefined;
}

/**
 * Reads a page of users while it comes.
 *
 * @param onNextLink told a link to the next page as soon as it comes; the page may still be cut
 */
export function pageBody<P>(
  taker: PageTaker<P>,
  onNextLink: (link: string) => void = () => {},
): BodyReader<PageBody<P>> {
  let wrong: unknown;
  const splitter = createPageSplitter((text) => {
    const user = parseLossless(text);
    if (!isGraphUser(user)) throw malformed('a user in it has no id');
    taker.user(user);
  }, taker.takeBytes);
  return {
    peek(chunk) {
      const link = nextLinkIn(chunk);
      if (link !== undefined) onNextLink(link);
    },
    take(chunk) {
      if (wrong !== undefined) return;
      try {
        splitter.take(chunk);
      } catch (error) {
        wrong = error;
      }
    },
    end() {
      if (wrong !== undefined) throw wrong;
      const { value, '@odata.nextLink': nextLink = null } = splitter.end();
      if (!Array.isArray(value)) throw malformed('there is no "value" list in it');
      if (value.length > 0) throw malformed('its "value" is not written as Graph writes it');
      if (nextLink !== null && typeof nextLink !== 'string') throw malformed('@odata.nextLink is not a text');
      return { users: taker.end(), nextLink: nextLink || undefined };
    },
    drop: taker.drop,
  };
}

/** Graph writes the link before the users, and few bytes stand before it. */
const bytesBeforeUsers = 16 * 1024;

function nextLinkIn(chunk: Uint8Array): string | undefined {
  const start = Buffer.from(chunk.buffer, chunk.byteOffset, Math.min(chunk.length, bytesBeforeUsers)).toString();
  // Without escape sequences: a URL needs none.
  return /"@odata\.nextLink"\s*:\s*"([^"\\]+)"/.exec(start)?.[1];
}

function malformed(reason: string): Failure {
  return new Failure('graph-malformed', { reason });
}
