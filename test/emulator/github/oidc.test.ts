import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createClock } from '../../../emulator/directory/clock.ts';
import { startGitHub } from '../../../emulator/github/index.ts';

const audience = 'api://AzureADTokenExchange';

async function requestToken(env: Record<string, string>, bearer = env.ACTIONS_ID_TOKEN_REQUEST_TOKEN) {
  const url = `${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=${encodeURIComponent(audience)}`;
  return fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
}

test('a job with id-token: write gets a token that its issuer vouches for', async (t) => {
  const clock = createClock();
  const github = await startGitHub({ clock });
  t.after(github.close);
  const run = github.startRun({ environment: 'prod' });

  const response = await requestToken(await github.env(run, { idToken: true }));
  const { value } = (await response.json()) as { value: string };
  const discovery = await fetch(`${github.origin}/.well-known/openid-configuration`);
  const { issuer, jwks_uri } = (await discovery.json()) as { issuer: string; jwks_uri: string };
  const keys = createRemoteJWKSet(new URL(jwks_uri));
  const { payload } = await jwtVerify(value, keys, { issuer: github.origin, audience });

  assert.equal(issuer, github.origin);
  assert.equal(payload.sub, 'repo:contoso/directory-audit:environment:prod');
  assert.equal(payload.run_id, String(run.id));
  assert.equal(payload.repository_owner_id, String(github.repository.ownerId));
  assert.equal((payload.exp ?? 0) - (payload.iat ?? 0), 300);
  await assert.rejects(
    jwtVerify(value, keys, { currentDate: new Date(clock.now() + 301_000) }),
    /"exp" claim timestamp check failed/,
  );
});

test('the subject is classic, immutable, or whatever the run says', async (t) => {
  const github = await startGitHub();
  t.after(github.close);

  assert.equal(github.subject(), 'repo:contoso/directory-audit:ref:refs/heads/main');
  assert.equal(github.subject({ eventName: 'pull_request' }), 'repo:contoso/directory-audit:pull_request');
  assert.equal(
    github.subject(github.startRun({ subject: 'immutable', ref: 'refs/tags/v1' })),
    'repo:contoso@6844498/directory-audit@1296269:ref:refs/tags/v1',
  );
  assert.equal(github.subject({ subject: { text: 'repository_owner:contoso' } }), 'repository_owner:contoso');
});

test('a job without id-token: write has no address to ask, and its token is refused there', async (t) => {
  const github = await startGitHub();
  t.after(github.close);
  const run = github.startRun();
  const without = await github.env(run);
  const withPermission = await github.env(run, { idToken: true });

  assert.equal(without.ACTIONS_ID_TOKEN_REQUEST_URL, undefined);
  assert.equal((await requestToken(withPermission, without.ACTIONS_RUNTIME_TOKEN)).status, 403);
  assert.equal((await requestToken(withPermission, 'forged')).status, 401);
});
