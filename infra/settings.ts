/** Reads config values one by one, and collects what is wrong with them, so that everything can be told at once. */
export interface Settings {
  problems: string[];
  text(name: string, options?: { longest?: number; fallback?: string }): string;
  flag(name: string, fallback: boolean): boolean;
  whole(name: string, limits: { least: number; most: number; fallback: number }): number;
  texts(name: string): string[];
  /** The object as it was given; empty when it was not. */
  object(name: string): Record<string, unknown>;
  /** Reports the names that are not in `known`. */
  refuseUnknown(known: readonly string[]): void;
}

/**
 * @param values an object of the config: texts, numbers, booleans, lists and objects
 * @param problems sentences without a full stop; added to
 * @param path what the values are part of, such as `github.`
 */
export function readSettings(values: Readonly<Record<string, unknown>>, problems: string[], path = ''): Settings {
  const wrong = (name: string, takes: string) => {
    problems.push(`"${path}${name}" is ${shown(values[name])}; it takes ${takes}`);
  };
  const given = (name: string) => values[name] !== undefined && values[name] !== null && values[name] !== '';
  return {
    problems,
    text(name, { longest = 1024, fallback = '' } = {}) {
      if (!given(name)) return fallback;
      const value = values[name];
      if (typeof value === 'string' && value.length <= longest) return value;
      wrong(name, `a text of up to ${longest} characters`);
      return fallback;
    },
    flag(name, fallback) {
      if (!given(name)) return fallback;
      const value = values[name];
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      wrong(name, 'true or false');
      return fallback;
    },
    whole(name, { least, most, fallback }) {
      if (!given(name)) return fallback;
      const value = Number(values[name]);
      if (typeof values[name] !== 'boolean' && Number.isInteger(value) && value >= least && value <= most) return value;
      wrong(name, `a whole number from ${least} to ${most}`);
      return fallback;
    },
    texts(name) {
      if (!given(name)) return [];
      const value = values[name];
      if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) return value;
      wrong(name, 'a list of texts');
      return [];
    },
    object(name) {
      if (!given(name)) return {};
      const value = values[name];
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
      wrong(name, 'an object');
      return {};
    },
    refuseUnknown(known) {
      for (const name of Object.keys(values).filter((candidate) => !known.includes(candidate))) {
        problems.push(`"${path}${name}" is not known; known are ${known.join(', ')}`);
      }
    },
  };
}

/** A value as a message repeats it: not when it is long, nor when there may be a key in it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length <= 60 && !text.includes('PRIVATE KEY')
    ? text
    : `a ${Array.isArray(value) ? 'list' : typeof value}`;
}
