import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { Failure } from '../base/failure.ts';
import { isLoopback } from '../base/loopback.ts';
import { duration } from '../base/numbers.ts';
import type { FetchAnswer } from '../http/fetch-over-http.ts';
import { type RefusalKind, readRefusal } from './refusal.ts';

/** GitHub's REST API, as far as it is asked for a previous run and for the repository. */
export interface GitHubApi {
  /**
   * Reads one JSON document.
   *
   * @param path below the API's address
   * @throws GitHubProblem
   */
  get<T>(path: string): Promise<T>;
  /** The same for what can be done without: it is asked for once. @returns undefined when nothing came of it */
  getOnce<T>(path: string): Promise<T | undefined>;
  /**
   * Downloads what a path redirects to into a new file.
   *
   * @param limit bytes; more is an error
   * @throws GitHubProblem
   */
  download(path: string, file: string, limit: number): Promise<{ bytes: number; sha256: string }>;
}

/** GitHub did not give what was asked for. */
export class GitHubProblem extends Error {
  /** Undefined when there was no whole answer. */
  readonly status: number | undefined;
  readonly kind: RefusalKind;
  /** Of a rate limit: until when GitHub wants to be left alone, in milliseconds since the epoch, where it said so. */
  readonly endsAt: number | undefined;
  constructor(message: string, status?: number, kind: RefusalKind = 'other', endsAt?: number) {
    super(message);
    this.status = status;
    this.kind = kind;
    this.endsAt = endsAt;
  }
}

export interface GitHubApiOptions {
  /** GITHUB_API_URL. */
  url: string;
  token: string;
  /** Never follows a redirection. */
  fetch(
    address: string,
    options: { headers: Record<string, string>; redirect: 'manual'; signal: AbortSignal },
  ): Promise<FetchAnswer>;
  now(): number;
  sleep(milliseconds: number): Promise<void>;
  /** Milliseconds since the epoch: no wait reaches beyond it. */
  deadline: number;
  /** Aborted when the audit must stop. */
  signal: AbortSignal;
  /** Told before a wait that people would wonder about. */
  say?(text: string): void;
  /** What is done again after such a wait; default `the earlier list is looked for`. */
  aim?: string;
  /** Milliseconds before each further try of what may pass, where GitHub does not say; default {@link shortWaits}. */
  waits?: readonly number[];
  /** Milliseconds without a byte; default {@link patience}. */
  silence?: number;
}

/** Without a comparison there is a list all the same: of itself GitHub is not waited for as Graph is. */
const shortWaits = [1_000, 3_000];
/**
 * For a rate limit of which GitHub does not say how long it lasts: a minute at least, then longer and longer.
 * Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 */
const limitWaits = [60_000, 120_000, 240_000];
/** Tries where GitHub says how long to wait. */
const maximumTries = 6;
/** Milliseconds: waits longer than this are told. */
const tellingWait = 5_000;
/** Milliseconds without a byte. */
const patience = 30_000;
const longestDocument = 8 * 1024 * 1024;
/** Of an answer that refuses, this much is read for its reason. */
const longestRefusal = 64 * 1024;
const maximumRedirects = 3;

/** The token goes to the API's own origin alone: an artifact lies elsewhere, behind an address that is signed. */
export function createGitHubApi(options: GitHubApiOptions): GitHubApi {
  const url = options.url.replace(/(?<!\/)\/+$/, '');
  const api: Api = { ...options, url, origin: new URL(url).origin };
  return {
    get: <T>(path: string) => trying(api, path, (body) => readDocument<T>(body)),
    getOnce: async <T>(path: string) => {
      const outcome = await tryOnce(api, path, (body) => readDocument<T>(body)).catch(() => undefined);
      return outcome && 'done' in outcome ? outcome.done : undefined;
    },
    download: (path, file, limit) => trying(api, path, (body) => saveBody(body, file, limit)),
  };
}

/** `url` is without a trailing slash. */
interface Api extends GitHubApiOptions {
  origin: string;
}

/** What is done with the body of an answer. */
type Taker<T> = (body: AsyncIterable<Uint8Array>) => Promise<T>;

async function readDocument<T>(body: AsyncIterable<Uint8Array>): Promise<T> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > longestDocument) throw new GitHubProblem('GitHub answered without end');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString()) as T;
  } catch {
    throw new UnreadableAnswer('GitHub answered with something that is not JSON');
  }
}

/** A success that was cut, or that something else put in its place: that may pass. */
class UnreadableAnswer extends GitHubProblem {}

async function saveBody(
  body: AsyncIterable<Uint8Array>,
  file: string,
  limit: number,
): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(file, 'w', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > limit) throw new GitHubProblem('the artifact is enormous');
      hash.update(chunk);
      for (let offset = 0; offset < chunk.length; ) offset += (await handle.write(chunk, offset)).bytesWritten;
    }
  } finally {
    await handle.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Tries again what may pass: a fault of the network, a rate limit, 5xx, and an answer that cannot be read. */
async function trying<T>(api: Api, path: string, take: Taker<T>): Promise<T> {
  const { now, sleep, deadline, say, aim = 'the earlier list is looked for', waits = shortWaits } = api;
  for (let tries = 1; ; tries += 1) {
    const outcome = await tryOnce(api, path, take);
    if ('done' in outcome) return outcome.done;
    const { problem } = outcome;
    const wait = waitAfter(outcome, tries, waits);
    if (wait === undefined || now() + wait >= deadline) throw problem;
    if (wait >= tellingWait) say?.(`${problem.message}: ${aim} again in ${duration(wait)}.`);
    await sleep(wait);
  }
}

/** @returns milliseconds; undefined when it is not worth another try */
function waitAfter({ problem, asked }: Passing, tries: number, waits: readonly number[]): number | undefined {
  if (tries >= maximumTries) return undefined;
  if (asked) return Math.max(waits[tries - 1] ?? 0, asked);
  if (problem.kind !== 'limit') return waits[tries - 1];
  // Where the end that GitHub told is over, it is believed once; a clock may be wrong, here or there.
  return (asked === 0 ? [waits[0], ...limitWaits] : limitWaits)[tries - 1];
}

/** What went wrong, and how many milliseconds GitHub wants to be left alone; undefined when it did not say. */
interface Passing {
  problem: GitHubProblem;
  asked: number | undefined;
}

/** @throws GitHubProblem for what will not pass */
async function tryOnce<T>(api: Api, path: string, take: Taker<T>): Promise<{ done: T } | Passing> {
  const { url, signal, silence: longest = patience } = api;
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), longest);
  try {
    const response = await request(api, url + path, AbortSignal.any([signal, silence.signal]));
    if (response.ok && response.body) return { done: await take(withTimer(response.body, timer)) };
    return await refused(api, response, timer);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UnreadableAnswer) return { problem: error, asked: undefined };
    if (error instanceof GitHubProblem) throw error;
    if (error instanceof Failure && error.code === 'proxy-refused') throw refusalOfProxy(error);
    const { code } = error as { code?: unknown };
    // The disk's own troubles do not pass.
    if (typeof code === 'string' && /^E(NOSPC|DQUOT|ACCES|ROFS|EXIST)$/.test(code)) throw error;
    return { problem: new GitHubProblem(`GitHub could not be reached (${reasonOf(error)})`), asked: undefined };
  } finally {
    clearTimeout(timer);
  }
}

/** @throws GitHubProblem for what will not pass */
async function refused(
  { url, origin, token, now }: Api,
  response: FetchAnswer,
  timer: NodeJS.Timeout,
): Promise<Passing> {
  const { status, headers } = response;
  const ofApi = new URL(response.url || url).origin === origin;
  const text = response.body ? await startOf(withTimer(response.body, timer)) : '';
  const { kind, message, asked, ...read } = readRefusal({ status, headers, text, ofApi, token, now: now() });
  const endsAt = kind === 'limit' && asked ? now() + asked : undefined;
  const problem = new GitHubProblem(message, read.status, kind, endsAt);
  if (kind !== 'limit' && status < 500) throw problem;
  return { problem, asked };
}

/** The beginning of a body; of one that breaks off, what had come by then. */
async function startOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= longestRefusal) break;
    }
  } catch {
    // The status says enough.
  }
  return Buffer.concat(chunks).toString('utf8', 0, longestRefusal);
}

/** Asks for an address, and follows redirections by hand. */
async function request({ origin, token, fetch }: Api, address: string, signal: AbortSignal): Promise<FetchAnswer> {
  let next = new URL(address);
  for (let redirects = 0; redirects <= maximumRedirects; redirects += 1) {
    const headers = headersFor(next.origin === origin ? token : undefined);
    const response = await fetch(next.href, { headers, redirect: 'manual', signal });
    const location = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    if (!URL.canParse(location, next.href)) throw new GitHubProblem('GitHub redirected to an unreadable address');
    next = new URL(location, next);
    if (!isSafe(next)) throw new GitHubProblem('GitHub redirected to an address without https');
  }
  throw new GitHubProblem('GitHub redirected again and again');
}

/** @param token undefined anywhere but at the API's own origin: nobody else gets it; '' asks without one */
function headersFor(token: string | undefined): Record<string, string> {
  const ours = { 'user-agent': 'entra-user-audit' };
  if (token === undefined) return ours;
  return {
    ...ours,
    accept: 'application/vnd.github+json',
    ...(token !== '' && { authorization: `Bearer ${token}` }),
    'x-github-api-version': '2022-11-28',
  };
}

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

async function* withTimer(body: AsyncIterable<Uint8Array>, timer: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    timer.refresh();
    yield chunk;
  }
}

function refusalOfProxy({ facts: { host, status } }: Failure): GitHubProblem {
  return new GitHubProblem(`the proxy of this runner does not let it through to ${host} (HTTP ${status})`);
}

/** The system's error is what lies beneath. */
function reasonOf(error: unknown): string {
  const { name, code, cause } = error as { name?: string; code?: string; cause?: { code?: string } };
  return cause?.code ?? (typeof code === 'string' ? code : (name ?? 'unknown'));
}
