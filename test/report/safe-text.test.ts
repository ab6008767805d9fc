import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { safeCell, safeLine, safeLines } from '../../src/report/safe-text.ts';

/**
 * What the runner obeys.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
const obeyed = (line: string) => /^\s*::/.test(line) || line.includes('##[');

const hostile = fc.array(
  fc.constantFrom(
    '::',
    ':',
    '##[',
    '#',
    '[',
    ']',
    'error',
    'set-output name=x',
    ' ',
    '\t',
    '\n',
    '\r',
    '\u2028',
    '\u202e',
    '\u200b',
    '\0',
    'é',
    '🦄',
  ),
  { maxLength: 12 },
);

test('no text makes a line that the runner obeys', () => {
  fc.assert(
    fc.property(hostile, (parts) => {
      const line = safeLine(parts.join(''));
      assert.ok(!obeyed(line), JSON.stringify(line));
      assert.doesNotMatch(line, /[\p{Cc}\u2028\u2029\u202e\u200b]/u);
    }),
    { numRuns: 5_000 },
  );
});

test('ordinary text stays as it is', () => {
  for (const text of ['Ada Lovelace', 'C:: drive', 'naïve 田中 🦄', 'a # b [c]']) assert.equal(safeLine(text), text);
});

test('an endless line is cut', () => {
  assert.equal(safeLine('x'.repeat(5_000)).length, 2_003);
});

test('our own line breaks stay line breaks', () => {
  assert.equal(safeLines('a\n::error::b'), 'a\n: :error::b');
});

test('a cell of a summary shows text, never Markdown or HTML', () => {
  const cell = safeCell('<img src=x> [a](javascript:b) | **c** `d` @e https://f');
  assert.doesNotMatch(cell, /[<>[\]|*`@]/);
});
