import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { explain } from '../../src/problems/explain.ts';

for (const [credential, aadsts, what] of [
  ['secret', 7000215, /^Entra ID refused the client secret of/],
  ['certificate', 7000215, /^Entra ID does not accept the certificate AB12 of/],
  ['federated', 7000215, /^Entra ID does not accept GitHub's OIDC token for/],
  ['certificate', 700027, /^Entra ID does not accept the certificate AB12 \(valid until/],
  ['federated', 700027, /^Entra ID does not accept GitHub's OIDC token for/],
  ['secret', 700027, /^Entra ID does not accept the client secret of/],
  ['federated', 700213, /^No federated credential of/],
  ['certificate', 700213, /^Entra ID does not accept the certificate AB12 of/],
  ['secret', 700024, /^Entra ID does not accept the client secret of/],
  ['federated', 700024, /^Entra ID says that the signed assertion/],
  ['secret', 700023, /^Entra ID does not accept the client secret of/],
  ['certificate', 700023, /^Entra ID says that the audience/],
  ['certificate', 700016, /^Application .* does not exist/],
  ['certificate', 123456, /^Entra ID refused the sign-in of/],
] as const) {
  test(`AADSTS${aadsts} in answer to a ${credential} is worded for that`, () => {
    const failure = new Failure('token-refused', { aadsts, status: 401, words: 'Words.' });
    const problem = explain(failure, { credential, clientId: 'c', tenantId: 't', thumbprint: 'AB12' });
    assert.match(problem.what, what);
  });
}
