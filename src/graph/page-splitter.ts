/** What is left of a page when its users are taken out: `@odata.nextLink` and the like. */
export type Envelope = Readonly<Record<string, unknown>>;

export interface PageSplitter {
  /** Takes the next bytes. @throws SyntaxError when they cannot belong to a page */
  take(chunk: Uint8Array): void;
  /**
   * @returns the page with an empty `value`
   * @throws SyntaxError when the page was cut or is no JSON
   */
  end(): Envelope;
}

const [space, quote, comma, backslash] = [0x20, 0x22, 0x2c, 0x5c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/** How many brackets are open between two members of the list. */
const listDepth = 2;
/** One user, or everything around the users, has a few KiB; this much of it is not Graph's. */
const longestPiece = 16 * 1024 * 1024;

/**
 * Takes a page of an OData collection apart while it comes: each member of its `value` list is handed over as soon as
 * its last byte is there. So a page takes the memory of one user, however many pages come at once.
 *
 * It knows no more of JSON than strings and brackets; what is between them is left to `JSON.parse`.
 *
 * @param onMember gets one member as text
 * @param plain asked first: takes the member that begins at `at`, and returns its end; -1 when it cannot
 */
export function createPageSplitter(
  onMember: (text: string) => void,
  plain: (bytes: Buffer, at: number) => number = () => -1,
): PageSplitter {
  /** The page so far, without the members of its list. */
  let envelope = '';
  /** Bytes of the member, or of the stretch of the envelope, that has not ended yet. */
  let rest: Buffer = Buffer.alloc(0);
  let block: Buffer = Buffer.alloc(0);
  let depth = 0;
  let inString = false;
  /** The backslash that came last takes so many of the next bytes with it. */
  let skip = 0;
  let inList = false;
  let before: 'nothing' | 'a member' | 'a comma' = 'nothing';

  /** Goes on to the end of a member, behind a bracket that opens a list in the envelope, or to the end of the bytes. */
  function run(bytes: Buffer, from: number): number {
    const end = inList ? listDepth : -1;
    let at = from;
    let open = depth;
    let quoted = inString;
    while (at < bytes.length) {
      const byte = bytes[at];
      at += 1;
      if (quoted) {
        if (byte === quote) quoted = false;
        else if (byte === backslash) at += 1;
      } else if (byte === quote) quoted = true;
      else if (byte === openBrace || byte === openBracket) {
        open += 1;
        if (open === listDepth && !inList && byte === openBracket) break;
      } else if (byte === closeBrace || byte === closeBracket) {
        open -= 1;
        if (open === end) break;
      }
    }
    depth = open;
    inString = quoted;
    return at;
  }

  /** Looks at one byte between two members. */
  function between(byte: number): void {
    if (byte === openBrace && before !== 'a member') depth += 1;
    else if (byte === comma && before === 'a member') before = 'a comma';
    else if (byte === closeBracket && before !== 'a comma') {
      depth -= 1;
      inList = false;
    } else if (byte > space) throw new SyntaxError('there is more than objects in "value"');
  }

  function scan(bytes: Buffer, from: number): void {
    let start = 0;
    let at = from;
    while (at < bytes.length) {
      if (inList && depth === listDepth) {
        start = at;
        const byte = bytes[at] as number;
        const end = byte === openBrace && before !== 'a member' ? plain(bytes, at) : -1;
        if (end > at) {
          before = 'a member';
          at = start = end;
          continue;
        }
        between(byte);
        at += 1;
        if (inList && depth === listDepth) start = at;
        continue;
      }
      at = run(bytes, at);
      if (inList && depth === listDepth) {
        onMember(bytes.toString('utf8', start, at));
        before = 'a member';
        start = at;
      } else if (depth === listDepth && bytes[at - 1] === openBracket) {
        envelope += bytes.toString('utf8', start, at);
        inList = /"value"\s*:\s*\[$/.test(envelope);
        before = 'nothing';
        start = at;
      }
    }
    skip = at - bytes.length;
    rest = bytes.subarray(start);
  }

  /** What has not ended yet, and what comes next, one behind the other. */
  function joined(chunk: Uint8Array): Buffer {
    if (rest.length === 0) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    const length = rest.length + chunk.length;
    // One block for all chunks: a new one for each would be most of the garbage of a page.
    if (block.length < length) block = Buffer.allocUnsafeSlow(2 * length);
    block.set(rest);
    block.set(chunk, rest.length);
    return block.subarray(0, length);
  }

  return {
    take(chunk) {
      if (rest.length > longestPiece) throw new SyntaxError('a piece of it is too large');
      const before = rest.length;
      scan(joined(chunk), before + skip);
    },
    end() {
      const text = envelope + rest.toString('utf8');
      return (JSON.parse(text.replace(/^\uFEFF/, '')) ?? {}) as Envelope;
    },
  };
}
