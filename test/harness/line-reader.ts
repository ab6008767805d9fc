import type { Readable } from 'node:stream';

/**
 * Splits a stream into lines as the runner does: a carriage return alone ends a line, too, so what follows it can be a
 * command.
 * Source: https://learn.microsoft.com/dotnet/api/system.io.streamreader.readline#remarks
 *
 * @returns everything that was read, once the stream has ended
 */
export async function readLines(stream: Readable, onLine: (line: string) => void): Promise<string> {
  let text = '';
  let rest = '';
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    text += chunk;
    // A carriage return at the end of a chunk may be the first half of a pair.
    const parts = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = parts.pop() ?? '';
    for (const line of parts) onLine(line);
  }
  if (rest !== '') onLine(rest.replace(/\r$/, ''));
  return text;
}
