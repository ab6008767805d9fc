import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSecretMasker } from '../harness/secret-masker.ts';

test('a secret is hidden as it is and in its usual encodings', () => {
  const { add, mask } = createSecretMasker();
  const secret = 'pa"ss & <word>';
  add(secret);

  for (const shown of [
    secret,
    Buffer.from(secret).toString('base64'),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    'pa&quot;ss &amp; &lt;word&gt;',
  ]) {
    assert.equal(mask(`<${shown}>`), '<***>');
  }
  assert.equal(mask('pa"ss'), 'pa"ss');
});

test('overlapping and touching secrets become one', () => {
  const { add, mask } = createSecretMasker();
  add('abcd');
  add('cdef');
  add('ghij');
  assert.equal(mask('-abcdef-'), '-***-');
  assert.equal(mask('-abcdghij-ghij'), '-***-***');
});

test('nothing to hide leaves a text as it is', () => {
  const { mask } = createSecretMasker();
  assert.equal(mask('plain'), 'plain');
});
