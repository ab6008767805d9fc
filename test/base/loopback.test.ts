import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLoopback } from '../../src/base/loopback.ts';

for (const [host, expected] of [
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['127.100.200.254', true],
  ['[::1]', true],
  ['localhost.example', false],
  ['not-localhost', false],
  ['127.0.0.1.example', false],
  ['1127.0.0.1', false],
  ['10.0.0.1', false],
  ['[::2]', false],
] as const) {
  test(`${host} is ${expected ? '' : 'not '}this machine`, () => assert.equal(isLoopback(host), expected));
}
