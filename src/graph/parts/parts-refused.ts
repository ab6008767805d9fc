import { Failure } from '../../base/failure.ts';
import { coarseDates } from './intervals.ts';

/** The list cannot be read in parts; as one list it may be. The message says why, for the log. */
export class PartsRefused extends Error {
  /** The same for the manifest, which holds nothing of Graph's own words: there may be somebody's data in them. */
  readonly reason: string;

  constructor(reason: string, message = reason) {
    super(message);
    this.reason = reason;
  }
}

/** @returns undefined for an error that a plain list would meet as well */
export function refusalOf(error: unknown): PartsRefused | undefined {
  if (error instanceof PartsRefused) return error;
  if (!(error instanceof Failure) || error.code !== 'graph-refused') return undefined;
  const { graphCode, words } = error.facts;
  // Graph may quote the borders of a part.
  return new PartsRefused(String(graphCode), `${graphCode}: ${coarseDates(String(words))}`);
}
