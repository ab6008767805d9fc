import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { safeCell, safeHtml, safeLine, safeLines, scriptJson } from '../../src/base/safe-text.ts';

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

const reference = (character: string) => `&#${character.charCodeAt(0)};`;

for (const character of '&<>"\'') {
  test(`safeHtml shows ${character} as it is, in an element and in an attribute`, () => {
    assert.equal(safeHtml(`a${character}b${character}`), `a${reference(character)}b${reference(character)}`);
  });
}

for (const character of '&<>"\'\\`*_{}[].|~:@$') {
  test(`safeCell shows ${character} as it is`, () => {
    assert.equal(safeCell(`a${character}b${character}`), `a${reference(character)}b${reference(character)}`);
  });
}

test('what a cell or an element shows as it is anyway stays readable', () => {
  const text = 'Ada (née Byron), 50% - 1 + 2 / 3 = 田中; ok? yes! ^x';
  assert.equal(safeCell(text), text);
  assert.equal(safeHtml(text), text);
});

for (const [what, character] of Object.entries({
  ...{ NUL: '\0', tab: '\t', 'line feed': '\n', return: '\r', escape: '\u001b', DEL: '\u007f', 'next line': '\u0085' },
  ...{ 'soft hyphen': '\u00ad', 'zero width space': '\u200b', override: '\u202e', isolate: '\u2066', mark: '\ufeff' },
  ...{ 'line separator': '\u2028', 'paragraph separator': '\u2029', 'half a pair': '\ud800', 'other half': '\udc00' },
})) {
  test(`${what} becomes a blank wherever text is made safe`, () => {
    for (const safe of [safeLine, safeCell, safeHtml]) assert.equal(safe(`a${character}b`), 'a b');
  });
}

for (const [line, expected] of [
  ['::error::x', ': :error::x'],
  [' \t ::error::x', '   : :error::x'],
  ['\u00a0::error::x', '\u00a0: :error::x'],
  [':::error', ': ::error'],
  ['a ##[error]b ##[group]c', 'a # #[error]b # #[group]c'],
  ['###[error]', '## #[error]'],
] as const) {
  test(`the runner does not obey ${JSON.stringify(line)}`, () => assert.equal(safeLine(line), expected));
}

test('a line of just the longest length is not cut, one character more is', () => {
  assert.equal(safeLine('x'.repeat(2_000)), 'x'.repeat(2_000));
  assert.equal(safeLine('x'.repeat(2_001)), `${'x'.repeat(2_000)}...`);
});

test('every line of a text of several is made safe', () => {
  assert.equal(safeLines('a\n ##[b]\n\n::c\r\n::d'), 'a\n # #[b]\n\n: :c \n: :d');
});

test('JSON for a script has nothing that a parser of HTML or of old JavaScript would take for its end', () => {
  const value = { '</script>': ['<!--', '\u2028\u2029', '"\\\'&'] };
  const json = scriptJson(value);
  assert.doesNotMatch(json, /[<\u2028\u2029]/);
  assert.equal(json, '{"\\u003c/script>":["\\u003c!--","\\u2028\\u2029","\\"\\\\\'&"]}');
  assert.deepEqual(JSON.parse(json), value);
});

test('what is escaped for HTML or a cell is still the same text to whoever reads it', () => {
  const decoded = (html: string) => html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
  const text = 'A <b>&"\' [x](y) | **c** `d` {e} f_g.h ~i~ \\j $k @l m:n';
  assert.equal(decoded(safeCell(text)), text);
  assert.equal(decoded(safeHtml(text)), text);
  assert.match(safeHtml('a < b'), /^a &#60; b$/);
});
