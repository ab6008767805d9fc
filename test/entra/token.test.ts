import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokenSource } from '../../src/entra/token.ts';
import type { Transport } from '../../src/graph/transport.ts';

const identity = {
  authorityUrl: 'https://login.microsoftonline.com',
  knownAuthorityUrl: 'https://login.microsoftonline.com',
  tenantId: 'contoso.example',
  clientId: '11111111-2222-4333-8444-555555555555',
  scope: 'https://graph.microsoft.com/.default',
  credential: { kind: 'secret', secret: 'a secret of some length' },
} as const;

function source() {
  let issued = 0;
  const transport: Transport = async () => {
    issued += 1;
    const body = JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: `token ${issued}` });
    return { status: 200, headers: new Map(), body, secrets: [] };
  };
  const pace = { now: () => 0, sleep: async () => {}, random: () => 0, deadline: 60_000, onWait() {} };
  return createTokenSource(identity, { transport, pace, mask() {} });
}

test('those who ask at the same time share one token, and the next ones get it from the cache', async () => {
  const tokens = source();
  assert.deepEqual(await Promise.all([tokens.getToken(), tokens.getToken()]), ['token 1', 'token 1']);
  assert.equal(await tokens.getToken(), 'token 1');
});

test('a token that was refused is not handed out again, even while somebody else is being served from the cache', async () => {
  const tokens = source();
  const first = await tokens.getToken();
  const [cached, fresh] = await Promise.all([tokens.getToken(), tokens.getToken(first)]);
  assert.equal(cached, first);
  assert.equal(fresh, 'token 2');
  assert.equal(await tokens.getToken(first), 'token 2', 'whoever comes late needs no third one');
});
