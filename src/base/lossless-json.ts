/**
 * JSON whose numbers stay as they were written: JavaScript keeps 53 bits of an integer, and nothing of how a number was
 * written. Such a number is held as its text, which `JSON.stringify` writes again.
 * Source: https://github.com/tc39/proposal-json-parse-with-source
 */
interface JsonWithSource {
  parse(text: string, reviver: (key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  rawJSON(text: string): RawNumber;
  isRawJSON(value: unknown): value is RawNumber;
}

/** A number as text. */
export interface RawNumber {
  readonly rawJSON: string;
}

const json = JSON as unknown as JsonWithSource;

/**
 * Only where a value can begin: behind a key, or in a list. Within a text it is found as well, which costs time and nothing
 * else; but the times of day that every user has must not be taken for numbers, which are seven times the work: no key
 * ends with a letter or a digit, but with its quote.
 */
const mayHoldNumber = /^\s*-?\d|[[,:](?<!\w:)\s*-?\d/;

/** @returns what `JSON.parse` does, but for numbers that would come out otherwise. @throws SyntaxError */
export function parseLossless(text: string): unknown {
  return mayHoldNumber.test(text) ? json.parse(text, keepNumber) : JSON.parse(text);
}

function keepNumber(_key: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === 'number' && source !== undefined && source !== String(value) ? json.rawJSON(source) : value;
}

export function isRawNumber(value: unknown): value is RawNumber {
  return json.isRawJSON(value);
}
