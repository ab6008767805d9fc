import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDisguised, nameSkeleton, plainName } from '../../src/findings/lookalikes.ts';

const alike: [string, string][] = [
  ['Illinois', 'lllinois'],
  ['modern', 'modem'],
  ['O0', 'oo'],
  ['a"b', "a''b"],
  ['a`b', "a'b"],
  ['  Ada   Lovelace ', 'ada lovelace'],
  ['A\u200Bda', 'Ada'],
  ['\u202EAda', 'Ada'],
  ['Ａｄａ', 'Ada'],
  ['Аdа', 'Ada'],
  ['a\u00A0b', 'a b'],
];
for (const [a, b] of alike) {
  test(`${JSON.stringify(a)} looks like ${JSON.stringify(b)}`, () => assert.equal(nameSkeleton(a), nameSkeleton(b)));
}

test('other names look otherwise', () => {
  for (const [a, b] of [
    ['Ada', 'Eda'],
    ['a b', 'ab'],
    ['Ren\u00E9', 'Rene'],
  ] as const)
    assert.notEqual(nameSkeleton(a), nameSkeleton(b));
});

test('a name as its owner means it: composed, in small letters, with single spaces', () => {
  assert.equal(plainName('  Rene\u0301   DUPONT '), 'ren\u00E9 dupont');
});

const names: [string, boolean][] = [
  ['Ada Lovelace', false],
  ['', false],
  ['Ren\u00E9', false],
  ['Rene\u0301', false],
  ['Мария', false],
  ['Maria Мария', false],
  ['Maria-Мария', false],
  ['Maria, Мария', false],
  ['\tRen\u00E9\n', false],
  ['Maria\u200B', true],
  ['Zo\u00AD\u00EB', true],
  ['So\uFB01', true],
  ['Ｍaria', true],
  ['M\u0430ria', true],
  ['M\u03B1ria', true],
  ['\u0531da\u0430', true],
  ['\u13AA\u0430', true],
  ['M4\u0430', true],
  ['4\u0430', false],
];
for (const [name, disguised] of names) {
  test(`${JSON.stringify(name)} ${disguised ? 'hides something' : 'is what it is'}`, () => {
    assert.equal(isDisguised(name), disguised);
  });
}
