import assert from 'node:assert/strict';
import { test } from 'node:test';
import { text } from '../../../src/report/letter/markup.ts';

const kept = {
  'a joined picture': '\u{1f469}\u200d\u{1f4bb}',
  'a family with skin tones': '\u{1f468}\u{1f3fd}\u200d\u{1f469}\u{1f3fb}\u200d\u{1f467}',
  'a heart of fire': '\u2764\ufe0f\u200d\u{1f525}',
  'the flag of Scotland': '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  'a Persian name with ZWNJ': '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645',
  'a Sinhala name with ZWJ': '\u0dc1\u0dca\u200d\u0dbb\u0dd3',
  'an old chillu at the end of a word': '\u0d28\u0d4d\u200d',
  'Japanese and Hebrew': '\u6771\u4eac \u05e0\u05d5\u05e2\u05d4',
};
for (const [what, name] of Object.entries(kept)) {
  test(`${what} stays what it is`, () => assert.equal(text.shown(name), name));
}

const named: [string, string][] = [
  ['invoice\u202efdp.exe', 'invoice⟨U+202E⟩fdp.exe'],
  ['An\u200dna', 'An⟨U+200D⟩na'],
  ['Anna\u200b', 'Anna⟨U+200B⟩'],
  ['\u0645\u200c\u200c\u062e', '\u0645⟨U+200C⟩⟨U+200C⟩\u062e'],
  ['\u{1f469}\u200d', '\u{1f469}⟨U+200D⟩'],
  ['a\u2066b\u0007\ud800', 'a⟨U+2066⟩b⟨U+0007⟩⟨U+D800⟩'],
  ['\u{e0067}x', '⟨U+E0067⟩x'],
];
for (const [name, shown] of named) test(`${shown}: shown by number`, () => assert.equal(text.shown(name), shown));

test('values are words', () => {
  assert.equal(text.value('accountEnabled', false), 'disabled');
  assert.equal(text.value('onPremisesSyncEnabled', true), 'yes');
  assert.equal(text.value('department', null), 'none');
  assert.equal(text.value('businessPhones', []), 'none');
  assert.equal(text.value('businessPhones', ['1', '2']), '1, 2');
  assert.equal(text.value('createdDateTime', '2026-11-25T09:30:12.1234567Z'), '2026-11-25 09:30 UTC');
  assert.equal(text.value('x', { rawJSON: '12345678901234567890' }), '12345678901234567890');
  assert.equal(text.value('x', { a: 1 }), '{"a":1}');
  assert.equal(text.label('onPremisesLastSyncDateTime'), 'On premises last sync');
});
