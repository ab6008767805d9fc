import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jwtClaims } from '../../src/base/jwt-claims.ts';

test('what a token says is what was put into it, letters of all languages too', () => {
  const claims = { sub: 'repo:owner/näme:ref', roles: ['User.Read.All'] };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  assert.deepEqual(jwtClaims(`header.${payload}.signature`), claims);
});

for (const text of ['', 'opaque', 'a.b', 'a.e30x.c']) {
  test(`"${text}" is no token that says anything`, () => assert.throws(() => jwtClaims(text), SyntaxError));
}
