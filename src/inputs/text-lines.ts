import { open } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { encodingOf } from './decode-text.ts';

/** A file that is no text. Says why, and what to do about it: begins with a blank, or is ''. */
export class TextTrouble extends Error {
  readonly hint: string;

  constructor(why: string, hint = '') {
    super(why);
    this.hint = hint;
  }
}

const blockBytes = 256 * 1024;
/** Characters. */
const longestLine = 64 * 1024;

/**
 * Reads a text of any length by lines, with the line ends of any system: UTF-8 or UTF-16. What is in another encoding
 * has U+FFFD in place of its characters, and its ASCII as it is.
 *
 * @param seeBytes told of the file as it is
 * @throws TextTrouble
 */
export async function* textLines(path: string, seeBytes: (bytes: Uint8Array) => void): AsyncGenerator<string[]> {
  const file = await open(path, 'r');
  const block = Buffer.allocUnsafeSlow(blockBytes);
  let decoder: TextDecoder | undefined;
  let rest = '';
  try {
    for (;;) {
      const { bytesRead } = await file.read(block);
      const bytes = block.subarray(0, bytesRead);
      seeBytes(bytes);
      decoder ??= decoderOf(bytes);
      const text = rest + decoder.decode(bytes, { stream: bytesRead > 0 });
      if (text.includes('\0')) throw new TextTrouble('binary', ' It is no text.');
      // The line feed of a return at the end may be in the next block.
      const end = bytesRead > 0 && text.endsWith('\r') ? text.length - 1 : text.length;
      const lines = text.slice(0, end).split(/\r\n?|\n/);
      if (lines.some(({ length }) => length > longestLine)) throw new TextTrouble('with a line of more than 64 KiB');
      rest = (bytesRead > 0 ? (lines.pop() ?? '') : '') + text.slice(end);
      if (bytesRead === 0 && lines.at(-1) === '') lines.pop();
      yield lines;
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

function decoderOf(bytes: Uint8Array): TextDecoder {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf-32') throw new TextTrouble('UTF-32', ' Save it as UTF-8.');
  return new TextDecoder(encoding);
}
