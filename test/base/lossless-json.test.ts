import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isRawNumber, parseLossless } from '../../src/base/lossless-json.ts';

for (const text of [
  '9007199254740993',
  '-9223372036854775808',
  '1.0',
  '-0',
  '1E5',
  '0.10',
  '1e400',
  '123456789.123456789123',
]) {
  test(`${text} stays as it was written, wherever it stands`, () => {
    for (const around of [text, `[${text}]`, `{"a":{"b":[ ${text} ]}}`, `{"a":[1,${text},"5"]}`]) {
      assert.equal(JSON.stringify(parseLossless(around)), around.replaceAll(' ', ''));
    }
  });
}

test('a number that JavaScript writes in the same way is a number', () => {
  assert.deepEqual(parseLossless('{"a":15,"b":-0.5}'), { a: 15, b: -0.5 });
  assert.equal(isRawNumber(15), false);
  assert.equal(isRawNumber(parseLossless('1.0')), true);
});

test('whatever is no number comes out as from JSON.parse, digits in texts among it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = JSON.stringify(value);
      assert.equal(JSON.stringify(parseLossless(text)), text);
    }),
  );
  const odd = '{"a":": 9007199254740993","__proto__":["x"]}';
  assert.deepEqual(parseLossless(odd), JSON.parse(odd));
});

test('what is no JSON is refused', () => {
  for (const text of ['', '{', '[1.0', '01']) assert.throws(() => parseLossless(text), SyntaxError);
});
