import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneLine } from '../../src/base/one-line.ts';

const cases: [text: string, most: number, shown: string, what: string][] = [
  ['All is well.', 12, 'All is well.', 'words that just fit'],
  ['All is well.', 11, 'All is well...', 'words that are one character too long'],
  [' a\r\n\n b\t\u2028c\u2029d\u200Be\u0007f ', 100, 'a b c d e f', 'line breaks and all that cannot be seen'],
  ['a\uD800b', 100, 'a b', 'half of a character'],
  ['a  b', 100, 'a b', 'two spaces'],
  [`${' '.repeat(79)}ab`, 10, 'a...', 'a text whose end was not looked at, though what was seen would fit'],
  [`${' '.repeat(78)}ab`, 10, 'ab', 'a text that was looked at to its end'],
  ['', 10, '', 'nothing'],
];
for (const [text, most, shown, what] of cases) {
  test(`foreign words on one line: ${what}`, () => assert.equal(oneLine(text, most), shown));
}

test('of foreign words five hundred characters are shown', () => {
  assert.equal(oneLine('a'.repeat(500)), 'a'.repeat(500));
  assert.equal(oneLine('a'.repeat(501)), `${'a'.repeat(500)}...`);
});
