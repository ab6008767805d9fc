import { Failure } from '../base/failure.ts';
import { nonEmpty } from '../base/non-empty.ts';
import { quotable } from '../http/hide-secrets.ts';
import type { Fault } from '../http/retry.ts';
import { isTransientStatus, unreadableAttempts } from '../http/retry-policy.ts';
import type { HttpResponse } from '../http/transport.ts';

/**
 * Errors that pass by themselves, whatever status they come with. AADSTS numbers are for people: they may change.
 * Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes#handling-error-codes-in-your-application
 */
const transientErrors: ReadonlySet<unknown> = new Set(['temporarily_unavailable', 'server_error']);

/** Ids, times and names of errors have some forty characters. */
const longestId = 100;

/** A refusal that asks for patience, as throttling may look like, is believed this many times. */
const patientAttempts = 5;

interface TokenErrorBody {
  error?: unknown;
  error_description?: unknown;
  error_codes?: unknown;
  correlation_id?: unknown;
  trace_id?: unknown;
  timestamp?: unknown;
}

/**
 * Judges an answer of the token endpoint that holds no token.
 *
 * @param attempt from 1
 * @returns the fault that may pass
 * @throws Failure `token-refused`
 */
export function judgeTokenAnswer({ status, headers, body, secrets }: HttpResponse, attempt: number): { again: Fault } {
  const parsed = parseBody(body) as TokenErrorBody | undefined;
  const description = String(parsed?.error_description ?? '');
  const aadsts = aadstsCode(parsed, description);
  const said = (value: unknown, most?: number) => {
    const text = nonEmpty(value);
    return text === undefined ? undefined : quotable(text, secrets, most);
  };
  const ids = {
    correlationId: said(nonEmpty(parsed?.correlation_id) ?? headers.get('client-request-id'), longestId),
    traceId: said(nonEmpty(parsed?.trace_id) ?? headers.get('x-ms-request-id'), longestId),
    timestamp: said(parsed?.timestamp, longestId),
  };
  const facts = {
    status,
    error: said(parsed?.error, longestId),
    ...(aadsts === undefined ? {} : { aadsts }),
    words: said(ownWords(parsed, description)),
    ...ids,
  };
  const failure = new Failure('token-refused', facts);
  const cut = status === 200 && parsed?.error === undefined && attempt < unreadableAttempts;
  const retryAfter = headers.get('retry-after') ?? null;
  const asksForPatience = status >= 400 && retryAfter !== null && attempt < patientAttempts;
  const passes = transientErrors.has(parsed?.error) || isTransientStatus(status) || asksForPatience || cut;
  if (!passes) throw failure;
  return {
    again: {
      reason: `the token endpoint's HTTP ${status}${aadsts ? ` AADSTS${aadsts}` : ''}`,
      retryAfter,
      throttled: status === 429 || retryAfter !== null,
      facts: ids,
      // Entra's own words tell more than that the time is over.
      failure: aadsts === undefined ? undefined : failure,
    },
  };
}

function aadstsCode(parsed: TokenErrorBody | undefined, description: string): number | undefined {
  const codes: unknown[] = Array.isArray(parsed?.error_codes) ? parsed.error_codes : [];
  const code = Number(codes[0] ?? /AADSTS(\d+)/.exec(description)?.[1]);
  return Number.isInteger(code) ? code : undefined;
}

/** Entra's description without the ids behind it, which are printed on a line of their own. */
function ownWords(parsed: TokenErrorBody | undefined, description: string): string {
  const words = description.split('Trace ID:', 1)[0]?.trim() ?? '';
  return words || nonEmpty(parsed?.error) || 'an answer that is not from Entra ID';
}

/** @returns undefined for what is no JSON object */
export function parseBody(body: string): object | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return parsed !== null && typeof parsed === 'object' ? parsed : undefined;
  } catch {
    return undefined;
  }
}
