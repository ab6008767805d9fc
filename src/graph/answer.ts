import { type Facts, Failure } from '../base/failure.ts';
import { nonEmpty } from '../base/non-empty.ts';
import type { BodyReader } from '../http/body-reader.ts';
import { hideInFacts, quotable } from '../http/hide-secrets.ts';
import type { Outcome } from '../http/retry.ts';
import { isTransientStatus, unreadableAttempts } from '../http/retry-policy.ts';
import type { HttpResponse } from '../http/transport.ts';
import { closestProperty } from '../users/property-names.ts';

/** An answer of Graph that succeeded. */
export interface GraphAnswer<T> {
  value: T;
  /**
   * Facts of the answer for an error that is found later on: request ids and the request itself. Made when they are asked
   * for, since it takes long to see that no secret stands in them.
   */
  facts(): Facts;
  /** True when it took more than one try. */
  retried: boolean;
}

/**
 * Judges an answer of Graph.
 *
 * @param url what was asked for
 * @param attempt from 1
 * @param reader of the body of a 200, which it has taken by now
 * @returns the answer, or the fault that may pass
 * @throws Failure `graph-refused`, `graph-malformed`, and what the reader finds wrong
 */
export function judgeAnswer<T>(
  response: HttpResponse,
  url: string,
  attempt: number,
  reader: BodyReader<T>,
): Outcome<GraphAnswer<T>> {
  const { status, headers, body } = response;
  if (status >= 200 && status < 300) {
    const facts = () => factsOf(response, url);
    try {
      return { done: { value: reader.end(), facts, retried: attempt > 1 } };
    } catch (error) {
      if (error instanceof Failure) throw new Failure(error.code, { ...facts(), ...error.facts });
      if (!(error instanceof SyntaxError)) throw error;
      // A cut page is full of people: only a page of HTML, which is somebody else's, may be quoted.
      const reason = body.trimStart().startsWith('<')
        ? `a page of HTML instead of JSON: ${excerpt(body, response.secrets)}`
        : 'a body that was cut or is not what was asked for';
      if (attempt < unreadableAttempts) return { again: { reason } };
      throw new Failure('graph-malformed', { ...facts(), reason });
    }
  }
  if (isTransientStatus(status)) {
    const retryAfter = headers.get('retry-after') ?? null;
    const { requestId, clientRequestId, timestamp } = factsOf(response, url);
    const facts = { requestId, clientRequestId, timestamp };
    return { again: { reason: `HTTP ${status}`, retryAfter, throttled: status === 429 || retryAfter !== null, facts } };
  }
  throw new Failure('graph-refused', factsOf(response, url));
}

/** The body of Graph's errors: https://learn.microsoft.com/graph/errors#json-representation */
interface GraphErrorBody {
  error?: {
    code?: unknown;
    message?: unknown;
    innerError?: { 'request-id'?: unknown; 'client-request-id'?: unknown; date?: unknown };
  };
}

function factsOf({ status, headers, body, secrets }: HttpResponse, url: string): Facts {
  const error = status === 200 ? undefined : parseError(body);
  const said = (value: unknown, most?: number) => {
    const text = nonEmpty(value);
    return text === undefined ? undefined : quotable(text, secrets, most);
  };
  const facts = {
    status,
    graphCode: codeIn(error?.code) ?? 'without a code',
    words: said(error?.message) ?? (status === 200 ? undefined : excerpt(body, secrets)),
    requestId: said(headers.get('request-id') ?? error?.innerError?.['request-id'], longestId),
    clientRequestId: said(headers.get('client-request-id') ?? error?.innerError?.['client-request-id'], longestId),
    timestamp: said(headers.get('date') ?? error?.innerError?.date, longestId),
    request: `GET ${tellable(url)}`,
    ...(status === 400 ? unknownPropertyIn(error?.message) : {}),
  };
  return hideInFacts(facts, secrets);
}

/** Codes, ids and times have some forty characters. */
const longestId = 100;

/** @returns undefined for what no code of Graph looks like: it goes into the manifest, which has no words of others */
function codeIn(code: unknown): string | undefined {
  return typeof code === 'string' && /^[\w.-]{1,100}$/.test(code) ? code : undefined;
}

/**
 * The words are those of the library that Graph reads queries with, and those of the directory behind it.
 * Source: https://github.com/OData/odata.net
 */
function unknownPropertyIn(message: unknown): Facts {
  const named = unknownInWords.exec(String(message));
  const unknownProperty = named?.[1] ?? named?.[2];
  return unknownProperty === undefined ? {} : { unknownProperty, hint: closestProperty(unknownProperty) };
}

const unknownInWords =
  /could not find a property named '([^']{1,200})'|\bproperty '([^']{1,200})' does not exist as a declared property/i;

function parseError(body: string): GraphErrorBody['error'] {
  try {
    return (JSON.parse(body) as GraphErrorBody | null)?.error;
  } catch {
    return undefined;
  }
}

/** In characters: how much of a page is looked at for its first words, and how many of those are told. */
const [openingLength, longestExcerpt] = [16 * 1024, 120];

/** The first words of a body that is not Graph's: a proxy's page says who is speaking. */
function excerpt(body: string, secrets: readonly string[]): string {
  const words = quotable(body.slice(0, openingLength).replace(/<[^<>]*>/g, ' '), secrets, longestExcerpt);
  return words === '' ? 'an answer without words' : `"${words}"`;
}

/**
 * Page tokens are long, say nothing, and may carry directory data; ids of users that are asked for by their ids are
 * directory data.
 */
function tellable(url: string): string {
  return url
    .replace(/([?&]\$?(?:skiptoken|%24skiptoken)=)[^&]*/gi, '$1...')
    .replace(/([?&]\$filter=id%20in%20)[^&]*/gi, '$1(...)');
}
