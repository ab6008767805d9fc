/** A workflow command that the runner recognised in a line of the log. */
export interface RunnerCommand {
  /** As it was written; the runner compares without regard to case. */
  command: string;
  properties: Record<string, string>;
  message: string;
}

type Escapes = readonly (readonly [escaped: string, plain: string])[];

const DATA: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const LEGACY: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

/** What .NET's TrimStart takes away: unlike JavaScript's, U+0085 but not U+FEFF. */
const LEADING_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Finds the command in a line as the runner does: `::name k=v,k=v::message` after leading white space, else
 * `##[name k=v;k=v]message` anywhere in the line.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 *
 * @param registered names in lower case
 * @returns undefined when the line is plain text
 */
export function parseCommand(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  return parseColons(line, registered) ?? parseBrackets(line, registered);
}

function parseColons(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  const text = line.replace(LEADING_SPACE, '');
  const end = text.indexOf('::', 2);
  if (!text.startsWith('::') || end < 0) return undefined;
  const { command, rest } = splitHead(text.slice(2, end));
  if (!registered.has(command.toLowerCase())) return undefined;
  const properties = readProperties(rest.trim().split(','), PROPERTY);
  return { command, properties, message: unescapeText(text.slice(end + 2), DATA) };
}

function parseBrackets(line: string, registered: ReadonlySet<string>): RunnerCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const { command, rest } = splitHead(line.slice(start + 3, end));
  if (!registered.has(command.toLowerCase())) return undefined;
  const properties = readProperties(rest.split(';'), LEGACY);
  return { command, properties, message: unescapeText(line.slice(end + 1), LEGACY) };
}

function splitHead(head: string): { command: string; rest: string } {
  const space = head.indexOf(' ');
  return space < 0 ? { command: head, rest: '' } : { command: head.slice(0, space), rest: head.slice(space + 1) };
}

function readProperties(parts: readonly string[], escapes: Escapes): Record<string, string> {
  const properties: Record<string, string> = {};
  for (const part of parts) {
    // Empty parts are dropped, and only two parts count: `=a==b` is a pair, too.
    const [, key, value] = /^=*([^=]+)=+([^=].*)$/s.exec(part) ?? [];
    if (key !== undefined && value !== undefined) properties[key] = unescapeText(value, escapes);
  }
  return properties;
}

function unescapeText(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text);
}
