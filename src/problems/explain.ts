import { type Facts, Failure } from '../base/failure.ts';
import { oneLine } from '../base/one-line.ts';
import { refusedCredentials } from './entra-problems.ts';
import { graphProblems } from './graph-problems.ts';
import { readRefusal } from './graph-refusal.ts';
import type { CredentialKind } from './problem-row.ts';
import { problemTable } from './problem-table.ts';

/** A failure in words. */
export interface Problem {
  what: string;
  cause: string;
  next: string;
  /** Where the documentation tells more: `docs/troubleshooting.md#anchor`. */
  docs: string;
  /** Correlation and request ids, for a support case; empty when nothing was sent. */
  ids: string;
}

/**
 * Words a failure.
 *
 * @param error what was thrown; anything but a {@link Failure} is told as a defect of ours
 * @param context facts that hold for the whole audit (tenantId, clientId, cloud, adminConsentUrl, ...)
 */
export function explain(error: unknown, context: Facts = {}): Problem {
  const failure =
    error instanceof Failure
      ? error
      : new Failure('unexpected', { reason: error instanceof Error ? error.message : String(error) });
  const { key, facts } = rowAndFacts(failure.code, { ...context, ...failure.facts });
  const row = problemTable[key] ?? problemTable.unexpected;
  if (!row) throw new TypeError('The table of problems has lost its last row.');
  return {
    what: fill(row.what, facts),
    cause: fill(row.cause, facts),
    next: fill(row.next, facts),
    docs: `${context.docsBase ?? ''}docs/troubleshooting.md#${key.toLowerCase()}`,
    ids: idsOf(facts),
  };
}

/** The problem as the text of an error annotation: a line each for what, cause, next step, docs and ids. */
export function problemText(problem: Problem): string {
  return [
    problem.what,
    `Likely cause: ${problem.cause}`,
    `Next step: ${problem.next}`,
    `More: ${problem.docs}`,
    problem.ids,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Rows that bear a code of Graph's: it begins with a capital, ours do not. */
const codesOfGraph: ReadonlySet<string> = new Set(Object.keys(graphProblems).filter((key) => /^[A-Z]/.test(key)));

/** Which row of the table words a failure: Entra's and Graph's own codes come before ours. */
function rowAndFacts(code: string, facts: Facts): { key: string; facts: Facts } {
  if (code === 'token-refused') return { key: rowOfToken(facts), facts };
  if (code !== 'graph-refused') return { key: code, facts };
  const own = String(facts.graphCode);
  const hasOwnRow = codesOfGraph.has(own);
  // A 403 is worded differently from service to service; other codes say what they mean, whatever their status.
  if (facts.status === 403 && hasOwnRow && own !== 'Authorization_RequestDenied') return { key: own, facts };
  const { row, facts: more } = readRefusal(facts);
  return { key: row ?? (hasOwnRow ? own : code), facts: { ...facts, ...more } };
}

/** AADSTS numbers choose words, and those of the credential that was sent. */
function rowOfToken({ aadsts, credential }: Facts): string {
  const key = `AADSTS${aadsts}`;
  if (!Object.hasOwn(problemTable, key)) return 'token-refused';
  const kinds = problemTable[key]?.credentials;
  if (kinds === undefined || credential === undefined || kinds.some((kind) => kind === credential)) return key;
  return refusedCredentials[credential as CredentialKind];
}

function fill(text: string, facts: Facts): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => wordsOf(name, facts[name] ?? `(${name} unknown)`));
}

/** Addresses of requests are the longest facts. */
const longestFact = 2_000;

/** Whatever a fact says, it makes no lines; only a list is made of lines, which are our own. */
function wordsOf(name: string, fact: string | number | boolean): string {
  if (name === 'list') return String(fact);
  return String(fact)
    .slice(0, longestFact)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

function idsOf(facts: Facts): string {
  const ids = [
    ['Correlation id', facts.correlationId],
    ['Trace id', facts.traceId],
    ['request-id', facts.requestId],
    ['client-request-id', facts.clientRequestId],
    ['Time', facts.timestamp],
  ];
  return ids.flatMap(([name, value]) => (value ? [`${name}: ${oneLine(String(value), 100)}`] : [])).join('; ');
}
