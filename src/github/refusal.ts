import type { AnswerHeaders } from '../http/fetch-over-http.ts';
import { quotable } from '../http/hide-secrets.ts';
import { parseRetryAfter } from '../http/retry-after.ts';

/**
 * Why GitHub did not give what was asked for: a rate limit, a token that it does not take, a permission that the token
 * lacks, a rule of the organization, a repository that nobody may read any more, or something else.
 */
export type RefusalKind = 'limit' | 'token' | 'permission' | 'policy' | 'blocked' | 'other';

/** An answer that is not the document that was asked for. */
export interface RefusedAnswer {
  status: number;
  headers: AnswerHeaders;
  /** Its body, or the beginning of it. */
  text: string;
  /** Whether the API itself answered, not the storage that it redirected to. */
  ofApi: boolean;
  /** What was sent in confidence: GitHub's words may hold it, and are printed. */
  token: string;
  /** Milliseconds since the epoch. */
  now: number;
}

export interface Refusal {
  kind: RefusalKind;
  /** 429 of every rate limit; undefined when something else answered in the API's place. */
  status: number | undefined;
  /** What happened, for people. */
  message: string;
  /** How many milliseconds GitHub wants to be left alone, 0 when that is over; undefined when it did not say. */
  asked: number | undefined;
}

/**
 * Reads why GitHub refuses. A 403 alone says nothing: a rate limit, single sign-on, an allow list and a missing
 * permission all come as one, and often only the message tells them apart.
 * Sources: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
export function readRefusal(answer: RefusedAnswer): Refusal {
  const { status, headers, text, ofApi, token, now } = answer;
  const body = ofApi ? parseBody(text) : undefined;
  const words = quotable(textOf(body?.message), [token], longestWords);
  const asked = askedWait(headers, now);
  const isForeign = ofApi && isOfSomethingElse(text, body);
  const kind = ofApi ? kindOf(answer, body) : status === 429 ? 'limit' : 'other';
  if (kind === 'limit') {
    const which = ofApi ? `${isPrimary(headers, words) ? 'primary' : 'secondary'} rate limit` : 'rate limit';
    return { kind, status: 429, asked, message: `GitHub asks for patience (${which}${words && `: "${words}"`})` };
  }
  const whose = `GitHub${ofApi ? '' : "'s storage"}`;
  // What a server says of its own faults helps nobody here.
  const said = words !== '' && status < 500 ? ` "${words}"` : '';
  const odd = isForeign && status < 500 ? ' and something that is not JSON' : '';
  return {
    kind,
    status: isForeign ? undefined : status,
    asked,
    message: `${whose} answered HTTP ${status}${said}${odd}`,
  };
}

/** Longer than any of GitHub's own messages. */
const longestWords = 300;

/** Old and new words: "abuse detection mechanism" became "secondary rate limit". */
const limitWords =
  /\brate[ -]limit|\babuse detection|\babuse-rate-limits|login attempts exceeded|too many requests|too quickly/i;
/** What begins with "Although you appear to have the correct authorization credentials" is a rule of somebody. */
const policyWords =
  /\bSAML\b|\bSSO\b|single sign-on|IP allow list|\bforbids access\b|not permitted to access|policy|correct authorization credentials|Enterprise Managed User/i;
const blockedWords =
  /access blocked|\bdisabled\b|\bsuspended\b|\barchived\b|\blocked\b|\bflagged\b|\bbilling\b|\bpayments?\b|spending limit|\bupgrade to\b/i;
const permissionWords = /not accessible by|\badmin rights\b|\bpermission/i;

function kindOf({ status, headers, text }: RefusedAnswer, body: Body | undefined): RefusalKind {
  if (status === 429) return 'limit';
  if (status === 401) return 'token';
  const isForeign = isOfSomethingElse(text, body);
  if (isForeign && status !== 403) return 'other';
  // A private repository hides behind 404 what a token may not see.
  if (status === 404) return 'permission';
  if (status === 402 || status === 451) return 'blocked';
  if (status !== 403) return 'other';
  // In front of the API stands a page of its own, in HTML, for whoever asks too much.
  const said = body === undefined ? text : `${textOf(body.message)} ${textOf(body.documentation_url)}`;
  if (limitWords.test(said)) return 'limit';
  if (!isForeign) {
    if (policyWords.test(said) || headers.has('x-github-sso')) return 'policy';
    if (blockedWords.test(said)) return 'blocked';
    if (permissionWords.test(said)) return 'permission';
  }
  if (headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0') return 'limit';
  return isForeign ? 'other' : 'permission';
}

/** The API refuses in JSON with a message: a page comes from something in between, or from a server in its place. */
function isOfSomethingElse(text: string, body: Body | undefined): boolean {
  return body === undefined && text.trim() !== '';
}

function isPrimary(headers: AnswerHeaders, words: string): boolean {
  if (/secondary|abuse/i.test(words)) return false;
  return headers.get('x-ratelimit-remaining') === '0' || /\bAPI rate limit exceeded/i.test(words);
}

function askedWait(headers: AnswerHeaders, now: number): number | undefined {
  const after = parseRetryAfter(headers.get('retry-after'), now);
  const reset = headers.get('x-ratelimit-remaining') === '0' ? Number(headers.get('x-ratelimit-reset')) : 0;
  return after ?? (reset > 0 ? Math.max(0, reset * 1000 - now) : undefined);
}

type Body = Readonly<Record<string, unknown>>;

function parseBody(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Body) : undefined;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
