import { duration } from '../base/numbers.ts';
import { NetworkFault } from '../http/network-fault.ts';
import type { Pace } from '../http/retry.ts';
import { isTransientStatus, waitBefore } from '../http/retry-policy.ts';
import type { HttpResponse } from '../http/transport.ts';

/** An upload was refused, or nobody could be reached for it. */
export class UploadRefused extends Error {
  /** What was asked for: a method of the artifact service, or the storage. */
  readonly step: string;
  /** Undefined without an answer. */
  readonly status: number | undefined;

  constructor(step: string, words: string, status?: number, cause?: unknown) {
    super(words, { cause });
    this.step = step;
    this.status = status;
  }
}

/** One step of an upload. */
export interface UploadStep<T> {
  /** See {@link UploadRefused.step}. */
  name: string;
  send(): Promise<HttpResponse>;
  /** @throws SyntaxError when a success cannot be read: it was cut, or comes from somebody else */
  read(response: HttpResponse): T;
  /** What a refusal says, for people. */
  wordsOf(response: HttpResponse): string;
}

export interface UploadPace extends Pick<Pace, 'now' | 'random' | 'sleep'> {
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
 * @throws UploadRefused
 */
export async function doStep<T>(step: UploadStep<T>, pace: UploadPace): Promise<T> {
  let broken: UploadRefused | undefined;
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

type Attempt<T> = { done: T } | { refused: UploadRefused; mayPass: boolean; retryAfter: string | null };

async function attemptOnce<T>({ name, send, read, wordsOf }: UploadStep<T>): Promise<Attempt<T>> {
  let response: HttpResponse;
  try {
    response = await send();
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    return { refused: new UploadRefused(name, error.message, undefined, error), mayPass: true, retryAfter: null };
  }
  const { status, headers } = response;
  const retryAfter = headers.get('retry-after') ?? null;
  if (status < 200 || status >= 300) {
    const refused = new UploadRefused(name, wordsOf(response), status);
    return { refused, mayPass: isTransientStatus(status), retryAfter };
  }
  try {
    return { done: read(response) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const refused = new UploadRefused(name, `HTTP ${status} with a body that cannot be read`, status, error);
    return { refused, mayPass: true, retryAfter };
  }
}
