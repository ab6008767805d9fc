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

/**
 * Takes a member as the bytes that came.
 *
 * @param at where it begins
 * @returns where it ends; -1 when it has to be parsed
 */
export type TakeBytes = (bytes: Buffer, at: number) => number;

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
 * There for speed and memory alone: it comes out as `JSON.parse` of the whole page would, and a test holds it to that.
 * It knows no more of JSON than strings and brackets; what is between them is left to `JSON.parse`.
 *
 * @param onMember gets one member as text
 * @param takeBytes asked first, see {@link TakeBytes}
 */
export function createPageSplitter(onMember: (text: string) => void, takeBytes?: TakeBytes): PageSplitter {
  const place: Place = { depth: 0, inString: false, inList: false, before: 'nothing' };
  const unfinished = createUnfinished();
  /** The page so far, without the members of its list. */
  let envelope = '';
  /** How many of the next bytes belong to the backslash that came last. */
  let skip = 0;

  /** @returns where to go on: behind the member that begins at `at`, or behind the one byte that was looked at */
  function passBetween(bytes: Buffer, at: number): number {
    const byte = bytes[at] as number;
    if (takeBytes !== undefined && byte === openBrace && place.before !== 'a member') {
      const end = takeBytes(bytes, at);
      if (end > at) {
        place.before = 'a member';
        return end;
      }
    }
    lookBetween(byte, place);
    return at + 1;
  }

  function endMember(text: string): void {
    onMember(text);
    place.before = 'a member';
  }

  function beginList(text: string): void {
    envelope += text;
    // What stood before the list before this one is not looked at again: there may be very many of them.
    place.inList = /"value"\s*:\s*\[$/.test(text);
    place.before = 'nothing';
  }

  /** @returns where the piece begins that has not ended yet */
  function scan(bytes: Buffer, from: number): number {
    let start = 0;
    let at = from;
    while (at < bytes.length) {
      if (isBetween(place)) {
        start = at;
        at = passBetween(bytes, at);
        if (isBetween(place)) start = at;
        continue;
      }
      at = endOfPiece(bytes, at, place);
      if (isBetween(place)) endMember(bytes.toString('utf8', start, at));
      else if (place.depth === listDepth && bytes[at - 1] === openBracket) beginList(bytes.toString('utf8', start, at));
      else continue;
      start = at;
    }
    skip = at - bytes.length;
    return start;
  }

  return {
    take(chunk) {
      if (unfinished.length > longestPiece) throw new SyntaxError('a piece of it is too large');
      const before = unfinished.length;
      const bytes = unfinished.joinedWith(chunk);
      unfinished.keep(bytes, scan(bytes, before + skip));
    },
    end() {
      const text = envelope + unfinished.text();
      return (JSON.parse(text.replace(/^\uFEFF/, '')) ?? {}) as Envelope;
    },
  };
}

/** Where in a page the next byte stands. */
interface Place {
  /** How many brackets are open. */
  depth: number;
  inString: boolean;
  /** In the list `value`, or in one of its members. */
  inList: boolean;
  /** What came last in the list. */
  before: 'nothing' | 'a member' | 'a comma';
}

function isBetween({ inList, depth }: Place): boolean {
  return inList && depth === listDepth;
}

/** Looks at one byte between two members. */
function lookBetween(byte: number, place: Place): void {
  const { before } = place;
  if (byte === openBrace && before !== 'a member') place.depth += 1;
  else if (byte === comma && before === 'a member') place.before = 'a comma';
  else if (byte === closeBracket && before !== 'a comma') {
    place.depth -= 1;
    place.inList = false;
  } else if (byte > space) throw new SyntaxError('there is more than objects in "value"');
}

/**
 * Goes on to the end of a member, behind a bracket that opens a list in the envelope, or to the end of the bytes.
 *
 * @returns beyond the end of the bytes when a backslash is the last of them
 */
function endOfPiece(bytes: Buffer, from: number, place: Place): number {
  // All that is looked at for each byte is local: in an object it would take longer.
  const { inList } = place;
  const end = inList ? listDepth : -1;
  let at = from;
  let open = place.depth;
  let quoted = place.inString;
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
  place.depth = open;
  place.inString = quoted;
  return at;
}

/** Bytes of the member, or of the stretch of the envelope, that has not ended yet. */
interface Unfinished {
  readonly length: number;
  /** @returns what has not ended yet, and what comes next, one behind the other */
  joinedWith(chunk: Uint8Array): Buffer;
  /** @param start where in these bytes the piece begins that has not ended yet */
  keep(bytes: Buffer, start: number): void;
  text(): string;
}

function createUnfinished(): Unfinished {
  let rest: Buffer = Buffer.alloc(0);
  let block: Buffer = Buffer.alloc(0);
  return {
    get length() {
      return rest.length;
    },
    joinedWith(chunk) {
      if (rest.length === 0) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
      const length = rest.length + chunk.length;
      // One block for all chunks: a new one for each would be most of the garbage of a page.
      if (block.length < length) block = Buffer.allocUnsafeSlow(2 * length);
      block.set(rest);
      block.set(chunk, rest.length);
      return block.subarray(0, length);
    },
    keep(bytes, start) {
      rest = bytes.subarray(start);
    },
    text: () => rest.toString('utf8'),
  };
}
