import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lookalikeHint, visible } from '../../src/inputs/pasted-text.ts';

for (const [text, expected] of [
  ['\ufeffguest-invitation-pending:\u00a014\r\n\u200bsync-old: off', 'guest-invitation-pending: 14\r\nsync-old: off'],
  ['a\u3000b\tc', 'a b c'],
  ['\u202adisplayName\u202c', 'displayName'],
  ['plain', 'plain'],
  ['Müller 😀', 'Müller 😀'],
] as const) {
  test(`of ${JSON.stringify(text)} what can be seen is left`, () => assert.equal(visible(text), expected));
}

for (const [text, expected] of [
  ['removed\uff1e5', ' It holds \uff1e (U+FF1E), which is no >.'],
  ['\u201cmail\u201d', ' It holds \u201c (U+201C), which is no ".'],
  ['guest\u2013pending', ' It holds \u2013 (U+2013), which is no -.'],
  ['Müller', ''],
  ['', ''],
] as const) {
  test(`of ${JSON.stringify(text)} what only looks right is named: ${expected || 'nothing'}`, () => {
    assert.equal(lookalikeHint(text), expected);
  });
}
