import assert from 'node:assert/strict';
import { test } from 'node:test';
import { didYouMean } from '../../src/base/did-you-mean.ts';

const words = ['low', 'medium', 'high', 'certificate-expires'];
const cases: [string, string | undefined][] = [
  ['low', 'low'],
  ['LOW', 'low'],
  ['hihg', 'high'],
  ['meduim', 'medium'],
  ['mdium', 'medium'],
  ['mmedium', 'medium'],
  ['lo', 'low'],
  ['certificat-expirs', 'certificate-expires'],
  // A long word may be further off than a short one.
  ['cert-expires', undefined],
  ['certific-expires', 'certificate-expires'],
  ['certifi-expir', 'certificate-expires'],
  ['mxxxum', undefined],
  ['extreme', undefined],
  ['', undefined],
];
for (const [text, word] of cases) {
  test(`${JSON.stringify(text)} ${word ? `may mean "${word}"` : 'is near nothing'}`, () => {
    assert.equal(didYouMean(text, words), word ? ` Did you mean "${word}"?` : '');
  });
}

test('where there are no words, none is meant', () => assert.equal(didYouMean('x', []), ''));

test('a text of two hundred characters is compared, a longer one costs too much', () => {
  const word = 'a'.repeat(200);
  assert.equal(didYouMean(word, [word]), ` Did you mean "${word}"?`);
  assert.equal(didYouMean(`${word}a`, [word]), '');
});
