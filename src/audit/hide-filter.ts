import { type Facts, Failure } from '../base/failure.ts';
import { coarseFilter } from '../graph/parts/intervals.ts';
import type { Host } from '../host.ts';
import { hideInFacts, hideSecrets } from '../http/hide-secrets.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { literalsOf, queryWithoutLiterals, withoutLiterals } from '../privacy/hidden-filter.ts';

/** Whether anything of users is hidden; the values that `filter` compares with are then hidden as well. */
function hides({ redact, pseudonymize }: Inputs): boolean {
  return redact.length + pseudonymize.length > 0;
}

/** The text of `filter` as the manifest has it. */
export function publishedFilter(inputs: Inputs): string | null {
  const { filter, pseudonymKey } = inputs;
  if (filter === '') return null;
  return hides(inputs) ? withoutLiterals(filter, pseudonymKey) : filter;
}

/**
 * Whether two filters look the same that differ in values alone: these are hidden, and without a key there is nothing
 * to tell them apart by. A digest would tell them to whoever guesses them.
 */
export function looksLikeOthers(inputs: Inputs): boolean {
  return inputs.pseudonymKey === '' && publishedFilter(inputs) !== (inputs.filter || null);
}

/** A query as the manifest has it. */
export function publishedQuery(query: string, inputs: Inputs): string {
  return hides(inputs) ? queryWithoutLiterals(query, inputs.pseudonymKey) : query;
}

/** The filter of a part of the list as the manifest has it: borders between parts may be dates of users. */
export function publishedPartFilter(filter: string, inputs: Inputs): string {
  const coarse = coarseFilter(filter, inputs.filter);
  return hides(inputs) ? withoutLiterals(coarse, inputs.pseudonymKey) : coarse;
}

/**
 * What services say of a filter may quote it: a host whose log knows nothing of the values in it.
 *
 * @returns the host, and what is left of an error; both as they were where nothing is hidden
 */
export function hideFilter(inputs: Inputs, host: Host): { host: Host; hidden(error: unknown): unknown } {
  const literals = hides(inputs) ? literalsOf(inputs.filter).flatMap(spellings) : [];
  if (literals.length === 0) return { host, hidden: (error) => error };
  const clean = (text: string) => hideSecrets(text, literals);
  const { log } = host;
  return {
    host: {
      ...host,
      log: {
        info: (text) => log.info(clean(text)),
        debug: (text) => log.debug(clean(text)),
        notice: (text) => log.notice(clean(text)),
        warning: (text) => log.warning(clean(text)),
      },
      learn: (facts) => host.learn(hideInFacts(facts, literals)),
      writeSummary: (markdown) => host.writeSummary(clean(markdown)),
    },
    hidden(error) {
      // Its cause quotes the answer.
      if (error instanceof Failure) return new Failure(error.code, hideInFacts(error.facts as Facts, literals));
      return error instanceof Error ? new Error(clean(error.message)) : error;
    },
  };
}

function spellings(literal: string): string[] {
  return [literal, literal.toLowerCase(), literal.toUpperCase(), literal.replaceAll("'", "''")];
}
