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

/** @returns what `JSON.parse` does, but for numbers that would come out otherwise. @throws SyntaxError */
export function parseLossless(text: string): unknown {
  const value: unknown = JSON.parse(text);
  // Few users have numbers, and keeping them is seven times the work.
  return holdsNumber(value) ? json.parse(text, keepNumber) : value;
}

/** Without recursion: others nest values as deep as they like. */
function holdsNumber(value: unknown): boolean {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'number') return true;
    if (typeof one !== 'object' || one === null) continue;
    // No list of values is made of an object: each would be garbage at once.
    if (Array.isArray(one)) for (const member of one) left.push(member);
    else for (const name in one) left.push((one as Record<string, unknown>)[name]);
  }
  return false;
}

function keepNumber(_key: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === 'number' && source !== undefined && source !== String(value) ? json.rawJSON(source) : value;
}

export function isRawNumber(value: unknown): value is RawNumber {
  return json.isRawJSON(value);
}
