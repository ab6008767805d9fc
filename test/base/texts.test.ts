import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nonEmpty } from '../../src/base/non-empty.ts';
import { quoted } from '../../src/base/quoted.ts';
import { shorten } from '../../src/base/shorten.ts';

test('a text of 80 characters is quoted whole, a longer one is cut and says so', () => {
  const whole = 'x'.repeat(80);
  assert.equal(quoted(whole), `"${whole}"`);
  assert.equal(quoted(`${whole}y`), `"${whole}..."`);
  assert.equal(quoted('a "b"\n'), '"a \\"b\\"\\n"');
});

test('a text that fits is not cut; of a longer one the last character is an ellipsis, and none is cut in two', () => {
  assert.equal(shorten('abcde', 5), 'abcde');
  assert.equal(shorten('abcdef', 5), 'abcd…');
  assert.equal(shorten('😀😀😀', 3), '😀😀😀');
  assert.equal(shorten('😀😀😀😀', 3), '😀😀…');
  assert.equal(shorten('', 5), '');
});

test('only a text with something in it says something', () => {
  assert.equal(nonEmpty('x'), 'x');
  for (const nothing of ['', null, undefined, 7, {}]) assert.equal(nonEmpty(nothing), undefined);
});
