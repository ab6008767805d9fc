import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp, start } from '../../support.ts';

const expression = { value: "claims['sub'] matches 'repo:contoso/*'", languageVersion: 1 };
const flexible = (change: object = {}) => ({
  name: 'flexible',
  issuer: 'https://issuer.example',
  audiences: ['api://AzureADTokenExchange'],
  claimsMatchingExpression: expression,
  ...change,
});

test('beta takes an expression in place of a subject, and v1.0 does not know it', async () => {
  await using emulator = await start();
  const { graph, id } = await createApp(emulator);
  const path = `/applications/${id}/federatedIdentityCredentials`;

  const { status, body } = await graph('POST', `/beta${path}`, flexible());
  assert.equal(status, 201);
  assert.deepEqual([body.subject, body.claimsMatchingExpression], [null, expression]);
  const plain = (await graph('GET', `${path}/flexible`)).body;
  assert.deepEqual([plain.subject, 'claimsMatchingExpression' in plain], [null, false]);
  assert.equal((await graph('POST', path, flexible({ name: 'other' }))).status, 400);
});

for (const [what, change] of [
  ['a subject as well', { subject: 'x' }],
  ['neither', { claimsMatchingExpression: null }],
  ['another version of the language', { claimsMatchingExpression: { ...expression, languageVersion: 2 } }],
  ['no expression', { claimsMatchingExpression: { ...expression, value: 'sub matches x' } }],
  ["a repository of GitHub's by name alone", { issuer: 'https://token.actions.githubusercontent.com' }],
] as const) {
  test(`${what} is refused`, async () => {
    await using emulator = await start();
    const { graph, id } = await createApp(emulator);
    const answer = await graph('POST', `/beta/applications/${id}/federatedIdentityCredentials`, flexible(change));
    assert.deepEqual([answer.status, answer.body.error.code], [400, 'Request_BadRequest']);
  });
}

test("GitHub's tokens are bound by number", async () => {
  await using emulator = await start();
  const { graph, id } = await createApp(emulator);
  const value = `${expression.value} and claims['repository_id'] eq '456789'`;
  const credential = flexible({
    issuer: 'https://token.actions.githubusercontent.com',
    claimsMatchingExpression: { value, languageVersion: 1 },
  });
  assert.equal((await graph('POST', `/beta/applications/${id}/federatedIdentityCredentials`, credential)).status, 201);
});
