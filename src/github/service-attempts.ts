import { Failure } from '../base/failure.ts';
import { nonEmpty } from '../base/non-empty.ts';
import { duration } from '../base/numbers.ts';
import { NetworkFault } from '../http/network-fault.ts';
import type { Pace } from '../http/retry.ts';
import { isTransientStatus, waitBefore } from '../http/retry-policy.ts';
import type { HttpResponse } from '../http/transport.ts';

/** A service of the job (artifacts, their storage, OIDC tokens) refused, or nobody could be reached. */
export class ServiceRefused extends Error {
  /** What was asked for: a method of the artifact service, the storage, the OIDC token. */
  readonly step: string;
  /** Undefined without an answer. */
  readonly status: number | undefined;

  constructor(step: string, words: string, status?: number, cause?: unknown) {
    super(words, { cause });
    this.step = step;
    this.status = status;
  }
}

/** One thing that is asked of a service. */
export interface ServiceStep<T> {
  /** See {@link ServiceRefused.step}. */
  name: string;
  send(): Promise<HttpResponse>;
  /** @throws SyntaxError when a success cannot be read: it was cut, or comes from somebody else */
  read(response: HttpResponse): T;
  /** What a refusal says, for people. */
  wordsOf(response: HttpResponse): string;
}

export interface ServicePace extends Pick<Pace, 'now' | 'random' | 'sleep'> {
  /** Told what people would wonder about. */
  say?: ((text: string) => void) | undefined;
}

/** As often as GitHub's own client asks. Source: https://github.com/actions/toolkit/tree/main/packages/artifact */
const mostAttempts = 5;

/**
 * Does one step, as often as it takes where what went wrong may pass.
 *
 * When a connection broke, the service may have heard the request: what it refuses then is what it has done already,
 * and what happened first is told.
 *
 * @throws ServiceRefused
 */
export async function doStep<T>(step: ServiceStep<T>, pace: ServicePace): Promise<T> {
  let broken: ServiceRefused | undefined;
  for (let attempt = 1; ; attempt += 1) {
    const tried = await attemptOnce(step);
    if ('done' in tried) return tried.done;
    const { refused, mayPass, retryAfter } = tried;
    if (!mayPass) throw broken ?? refused;
    if (attempt === mostAttempts) throw refused;
    if (refused.status === undefined) broken ??= refused;
    const milliseconds = waitBefore(attempt + 1, retryAfter, pace);
    pace.say?.(
      `${step.name}: attempt ${attempt} of ${mostAttempts} failed (${refused.message}). The next one comes in ${duration(milliseconds)}.`,
    );
    await pace.sleep(milliseconds);
  }
}

type Attempt<T> = { done: T } | { refused: ServiceRefused; mayPass: boolean; retryAfter: string | null };

async function attemptOnce<T>({ name, send, read, wordsOf }: ServiceStep<T>): Promise<Attempt<T>> {
  let response: HttpResponse;
  try {
    response = await send();
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    return { refused: new ServiceRefused(name, error.message, undefined, error), mayPass: true, retryAfter: null };
  }
  const { status, headers } = response;
  const retryAfter = headers.get('retry-after') ?? null;
  if (status < 200 || status >= 300) {
    const refused = new ServiceRefused(name, wordsOf(response), status);
    return { refused, mayPass: isTransientStatus(status), retryAfter };
  }
  try {
    return { done: read(response) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const refused = new ServiceRefused(name, `HTTP ${status} with a body that cannot be read`, status, error);
    return { refused, mayPass: true, retryAfter };
  }
}

/** What went wrong with a service, for people. */
export function wordsOf(error: unknown): string {
  if (error instanceof Failure) return `${error.code}: ${error.facts.reason ?? `HTTP ${error.facts.status}`}`;
  const { message, name } = error as Error;
  return message.trim() || name;
}

/** A text in an answer; undefined where there is none, and in a page that stands in its place. */
export function textOf(body: string, name: string): string | undefined {
  try {
    return nonEmpty((JSON.parse(body) as Record<string, unknown> | null)?.[name]);
  } catch {
    return undefined;
  }
}
