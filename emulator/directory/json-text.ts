/**
 * A value whose JSON stands as somebody wrote it, digit by digit and escape by escape: what a number of 64 bits or a
 * lone surrogate would lose by being parsed.
 */
export class RawJson {
  readonly text: string;
  /** The text as JSON.parse reads it: good enough to filter by. */
  readonly value: unknown;

  /** @throws RangeError when the text is no JSON */
  constructor(text: string) {
    this.text = text.trim();
    try {
      this.value = JSON.parse(text);
    } catch {
      throw new RangeError(`this is no JSON: '${text.slice(0, 100)}'`);
    }
  }
}

/** A value as JSON. Most texts need no escape, and looking is cheaper than escaping. */
export function jsonText(value: unknown): string {
  if (typeof value === 'string') return needsEscape.test(value) ? JSON.stringify(value) : `"${value}"`;
  return value === undefined ? 'null' : JSON.stringify(value);
}

const needsEscape = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Writes a member of a JSON object with a comma before it: `,"city":"Paris"`. */
export type WriteMember = (value: unknown) => string;

const mostRemembered = 256;

/**
 * A writer for one property, which remembers the text of a property's first few values: departments and countries
 * come back by the thousand, ids never do.
 */
export function createMemberWriter(name: string): WriteMember {
  const start = `,${JSON.stringify(name)}:`;
  const [none, yes, no, empty] = ['null', 'true', 'false', '[]'].map((text) => start + text) as [
    string,
    string,
    string,
    string,
  ];
  const remembered = new Map<string, string>();
  return (value) => {
    if (value === null || value === undefined) return none;
    if (typeof value === 'boolean') return value ? yes : no;
    if (typeof value !== 'string') {
      if (value instanceof RawJson) return start + value.text;
      return Array.isArray(value) && value.length === 0 ? empty : start + JSON.stringify(value);
    }
    if (remembered.size >= mostRemembered) return start + jsonText(value);
    const known = remembered.get(value);
    if (known !== undefined) return known;
    const text = start + jsonText(value);
    remembered.set(value, text);
    return text;
  };
}
