/** A block of PEM: RFC 7468, and RFC 1421 for the headers. */
export interface PemBlock {
  /** What stands behind BEGIN, such as `PRIVATE KEY`. */
  label: string;
  /** What was base64; undefined when it is none. */
  bytes: Buffer | undefined;
  /** Of an encrypted key of before PKCS#8: cipher and initialisation vector. */
  dekInfo: string | undefined;
  /** Whether both of its lines are there. */
  isWhole: boolean;
}

/**
 * Takes the blocks out of a text, whatever secret stores, pastes and word processors did to its lines: indented, joined,
 * spread, without the line break between two blocks, without the last line.
 */
export function readPem(text: string): PemBlock[] {
  const marks = [...text.matchAll(mark)].map((match) => ({
    begins: match[1] === 'BEGIN',
    label: (match[2] ?? '').replace(/\s+/g, ' ').trim(),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const [first] = marks;
  // The first line may have been left behind.
  if (first && !first.begins) marks.unshift({ begins: true, label: first.label, start: 0, end: 0 });
  return marks.flatMap(({ begins, label, end }, index) => {
    if (!begins) return [];
    const next = marks[index + 1];
    return [{ label, isWhole: end > 0 && next?.begins === false, ...readBody(text.slice(end, next?.start)) }];
  });
}

/** Whether a text is PEM, or a part of it. */
export function isPem(text: string): boolean {
  return text.search(mark) >= 0 || /--\s*BEGIN ?[A-Z]/.test(text);
}

/** Five dashes, which two lines may share when the break between them is lost. */
const mark = /(?<=--)\s*(BEGIN|END) ?([A-Z0-9][A-Z0-9 #.]{0,60}?)\s*(?:-{2,5}|$)/gm;

function readBody(text: string): Pick<PemBlock, 'bytes' | 'dekInfo'> {
  const [header, dekInfo] = /DEK-Info:\s*([\w-]+\s*,\s*[0-9A-Fa-f]*)/.exec(text) ?? [];
  const isTraditional = /Proc-Type:\s*4\s*,\s*ENCRYPTED/.test(text);
  const start = header === undefined ? 0 : text.indexOf(header) + header.length;
  const body = text
    .slice(start)
    .replace(/(?<!-)-+\s*$/, '')
    // What web pages and mail make of line breaks.
    .replace(/<br *\/?>|&#(?:1[03]|x[AD]);/gi, '')
    .replace(/^[ \t]*[A-Za-z][\w-]*:.*$/gm, '')
    .replace(/[\s"'\\,;>]+/g, '');
  const bytes = /^[A-Za-z0-9+/_-]+=*$/.test(body) ? Buffer.from(body, 'base64') : undefined;
  return { bytes, dekInfo: isTraditional || header ? (dekInfo ?? '') : undefined };
}
