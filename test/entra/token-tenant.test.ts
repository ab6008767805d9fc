import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTenantGuid, tenantOf } from '../../src/entra/token-tenant.ts';

const id = 'a08ff49b-6f77-4263-8716-c43069c43a8c';
const token = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;

test('a token says which tenant it is of, in lower case', () => {
  assert.equal(tenantOf(token({ tid: id })), id);
  assert.equal(tenantOf(token({ tid: id.toUpperCase() })), id);
});

for (const [what, text] of [
  ['that does not say', token({})],
  ['that says a domain', token({ tid: 'contoso.example' })],
  ['that says a number', token({ tid: 7 })],
  ['that is no JWT', 'opaque'],
  ['that holds null', token(null)],
] as const) {
  test(`a token ${what} names no tenant`, () => assert.equal(tenantOf(text), undefined));
}

test('a domain is no GUID', () => {
  assert.deepEqual(
    [isTenantGuid(id), isTenantGuid('contoso.example'), isTenantGuid(`${id}.example`)],
    [true, false, false],
  );
});
