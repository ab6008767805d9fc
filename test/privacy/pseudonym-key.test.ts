import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { weaknessOf } from '../../src/privacy/pseudonym-key.ts';

test('keys that somebody could guess are told apart, and random ones are taken', () => {
  const hex = '0123456789abcdef';
  const weak = [
    '',
    'short',
    'a'.repeat(64),
    `${hex}${hex}`,
    `${hex}${hex}${hex}${hex}`,
    'password'.repeat(8),
    '01'.repeat(40),
  ];
  const sequences = [
    'abcdefghijklmnopqrstuvwxyz0123456789',
    randomBytes(16).toString('hex'),
    randomBytes(23).toString('base64').slice(0, 31),
  ];
  for (const key of [...weak, ...sequences]) assert.ok(weaknessOf(key), key);
  for (let time = 0; time < 200; time += 1) {
    for (const encoding of ['hex', 'base64', 'base64url'] as const) {
      const key = randomBytes(32).toString(encoding);
      assert.equal(weaknessOf(key), undefined, key);
    }
  }
});

test('what is said of a weak key does not tell it', () => {
  assert.equal(weaknessOf('swordfish-swordfish'), '19 bytes');
  assert.doesNotMatch(weaknessOf('swordfish'.repeat(9)) ?? '', /swordfish/);
});
