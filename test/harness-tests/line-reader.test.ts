import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import { readLines } from '../harness/line-reader.ts';

async function linesOf(chunks: readonly string[]): Promise<string[]> {
  const lines: string[] = [];
  await readLines(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), (line) => lines.push(line));
  return lines;
}

test('a carriage return alone ends a line, a pair of return and feed ends one line', async () => {
  assert.deepEqual(await linesOf(['a\rb\r\nc\nd']), ['a', 'b', 'c', 'd']);
  assert.deepEqual(await linesOf(['a\r', '\nb\r', 'c', '\r']), ['a', 'b', 'c']);
  assert.deepEqual(await linesOf(['\n\n']), ['', '']);
});

test('where a stream is cut does not matter', async () => {
  const chunk = fc.string({ unit: fc.constantFrom('a', '\r', '\n') });
  await fc.assert(
    fc.asyncProperty(fc.array(chunk), async (chunks) => {
      assert.deepEqual(await linesOf(chunks), await linesOf([chunks.join('')]));
    }),
  );
});
