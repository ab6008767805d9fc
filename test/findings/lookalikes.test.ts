import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDisguised } from '../../src/findings/disguises.ts';
import { nameKeys, nameSkeleton, plainName } from '../../src/findings/lookalikes.ts';

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
  ['M\u0251ria', true],
  ['\uD835\uDC0C\uD835\uDC1A\uD835\uDC2B\uD835\uDC22\uD835\uDC1A', true],
  ['\uFEFFMaria', true],
  ['Maria\u200C', true],
  // Full width and numerals within a word of Japanese; half of a word is another matter.
  ['ＮＴＴデータ 佐藤', false],
  ['会議室Ⅱ', false],
  ['Ｎtt推進部', true],
  // Blanks of nothing where words are written without blanks, and signs that Mongolian is written with.
  ['សុខ\u200Bសុភា', false],
  ['สมชาย\u200B ใจดี', false],
  ['ᠮᠣᠩᠭᠣᠯ\u180Eᠠ', false],
  ['Som\u200Bchai ใจดี', true],
  // What was pasted from a page in Arabic or Hebrew, but for what turns letters around.
  ['\u202Bמיכל כהן\u202C', false],
  ['\u2067سارة\u2069', false],
  ['\u202Eسارة\u202C', true],
  ['\u2067Sara\u2069', true],
  ['Jos\u00E9 M\u00AA L\u00F3pez', false],
  ['O\u00B4Brien \u2013 Extern\u2026', false],
  ['Phase \u2161', false],
  ['\uFF34\uFF21\uFF2E\uFF21\uFF2B\uFF21\u3000\uFF34\uFF21\uFF32\uFF2F', false],
  ['\uFF80\uFF85\uFF76', false],
  ['\u0639\u0644\u06CC\u200C\u0631\u0636\u0627', false],
  ['\u200F\u05D3\u05D5\u05D3', false],
  ['\u0936\u094D\u200D\u0930\u0940', false],
  ['\uD83D\uDC69\uD83C\uDFFD\u200D\uD83D\uDCBBAda \u2764\uFE0F', false],
  ['Y\u0131lmaz B\u0153uf Ljubo', false],
];
for (const [name, disguised] of names) {
  test(`${JSON.stringify(name)} ${disguised ? 'hides something' : 'is what it is'}`, () => {
    assert.equal(isDisguised(name), disguised);
  });
}

const together: [string, string][] = [
  ['ALICE MIRIAM SMITH', 'Alice Miriam Smith'],
  ['\u0418\u0412\u0410\u041D\u041E\u0412', '\u0418\u0432\u0430\u043D\u043E\u0432'],
  ['M\u0410RIA', 'Maria'],
  ['He1pdesk', 'helpdesk'],
];
for (const [a, b] of together) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} have a key in common`, () => {
    const keys = nameKeys(b);
    assert.ok(nameKeys(a).some((key) => keys.includes(key)));
  });
}
