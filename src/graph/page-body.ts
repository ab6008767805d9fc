import { Failure } from '../directory/failure.ts';
import { type GraphUser, isGraphUser, type SentJson } from '../directory/user.ts';
import type { BodyReader } from './body.ts';
import { createSplitter } from './splitter.ts';

/** Takes the users of one page as they come. */
export interface PageTaker<P> {
  user(user: GraphUser, sent: SentJson): void;
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

/** Reads a page of users while it comes. */
export function pageBody<P>(taker: PageTaker<P>): BodyReader<PageBody<P>> {
  let wrong: unknown;
  const splitter = createSplitter((sent) => {
    const user: unknown = JSON.parse(sent.text);
    if (!isGraphUser(user)) throw malformed('a user in it has no id');
    taker.user(user, sent);
  });
  return {
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
      if (nextLink !== null && typeof nextLink !== 'string') throw malformed('@odata.nextLink is not a text');
      return { users: taker.end(), nextLink: nextLink || undefined };
    },
    drop: taker.drop,
  };
}

function malformed(reason: string): Failure {
  return new Failure('graph-malformed', { reason });
}
