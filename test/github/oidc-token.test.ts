import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestIdToken } from '../../src/github/oidc-token.ts';
import type { HttpRequest } from '../../src/http/transport.ts';

const claims = { iss: 'https://issuer.example', sub: 'repo:contoso/audit', aud: 'api://X', jti: 'not told' };
const idToken = `head.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const bearer = 'the-bearer-of-this-job';
const env = {
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.example/ask?api-version=2.0',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
};

async function ask(...answers: [status: number, body: string][]) {
  const requests: HttpRequest[] = [];
  const masks: string[] = [];
  const transport = async (request: HttpRequest) => {
    const [status, body] = answers[requests.length] ?? [404, ''];
    requests.push(request);
    return { status, body, headers: new Map(), secrets: request.secrets };
  };
  const pace = { now: () => 0, random: () => 0, sleep: async () => {} };
  const parts = { env, transport, pace, mask: (secret: string) => masks.push(secret) };
  const result = await requestIdToken(parts, 'api://X').catch((error) => error);
  return { result, requests, masks };
}

test('the token is asked for its audience with what the job has for that, masked, and told without what is secret', async () => {
  const { result, requests, masks } = await ask([200, JSON.stringify({ count: 1, value: idToken })]);
  const facts = { oidcIssuer: claims.iss, oidcSubject: claims.sub, oidcAudience: claims.aud };
  assert.deepEqual(result, { token: idToken, facts });
  assert.deepEqual(masks, [idToken]);
  assert.equal(requests[0]?.url, `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=api%3A%2F%2FX`);
  assert.equal(requests[0]?.headers?.authorization, `Bearer ${bearer}`);
});

test('what passes is asked for again', async () => {
  const whole: [number, string] = [200, JSON.stringify({ value: idToken })];
  const { result, requests } = await ask([503, ''], [200, '<html>'], [200, '{}'], whole);
  assert.deepEqual([result.token, requests.length], [idToken, 4]);
});

for (const [what, body, reason] of [
  ['with words', JSON.stringify({ message: 'no permission' }), 'HTTP 403: no permission'],
  ['without words', '<html>', 'HTTP 403'],
  ['that says back what it was sent', JSON.stringify({ message: `not ${bearer}` }), 'HTTP 403: not ***'],
] as const) {
  test(`a refusal ${what} is told at once`, async () => {
    const { result, requests } = await ask([403, body]);
    assert.deepEqual([result.code, result.facts.reason, requests.length], ['oidc-unavailable', reason, 1]);
  });
}

test('a service that gives no token is told', async () => {
  const { result } = await ask([200, '{}'], [200, '{}'], [200, '{}'], [200, '{}'], [200, '{}']);
  assert.deepEqual(
    [result.code, result.facts.reason],
    ['oidc-unavailable', 'HTTP 200 with a body that cannot be read'],
  );
});
