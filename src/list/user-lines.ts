import { LinesProblem, openLineReader } from '../disk/line-reader.ts';

/** One line of a users.jsonl, and the id in it. */
export interface UserLine {
  id: string;
  /** UTF-8 without the line feed. */
  line: Buffer;
}

/** A users.jsonl that is read from its start to its end, block by block. */
export interface UserLines {
  /** The next lines; empty at the end. @throws LinesProblem */
  next(): Promise<UserLine[]>;
  close(): Promise<void>;
}

const start = Buffer.from('{"id":"');
const quote = 0x22;
const closing = 0x7d;
const carriageReturn = 0x0d;

/**
 * Opens a users.jsonl. The order of its ids is checked on the way: two lists can only be merged when both are sorted.
 *
 * @param longest bytes of a line; what {@link openLineReader} takes by default
 */
export function openUserLines(path: string, longest?: number): UserLines {
  const lines = openLineReader(path, longest);
  let number = 0;
  let lastId = '';

  function read(line: Buffer): UserLine {
    number += 1;
    if (line.at(-1) === carriageReturn) {
      throw new LinesProblem(`line ${number} ends with CR LF: the list was rewritten with the line ends of Windows`);
    }
    const end = line.indexOf(quote, start.length);
    if (!line.subarray(0, start.length).equals(start) || end < 0 || line.at(-1) !== closing) {
      throw new LinesProblem(`line ${number} is no user: it must begin with {"id":"`);
    }
    const id = line.toString('utf8', start.length, end);
    if (id <= lastId) throw new LinesProblem(`line ${number} is out of order: the list must be sorted by id`);
    lastId = id;
    return { id, line };
  }

  return { next: async () => (await lines.next()).map(read), close: lines.close };
}
