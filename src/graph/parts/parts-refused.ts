import { Failure } from '../../base/failure.ts';

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
  return error instanceof Failure && error.code === 'graph-refused'
    ? new PartsRefused(String(error.facts.graphCode), `${error.facts.graphCode}: ${error.facts.words}`)
    : undefined;
}
