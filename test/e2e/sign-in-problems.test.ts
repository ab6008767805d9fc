import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aadstsProblems } from '../../src/problems/entra-problems.ts';
import { type Reply, startReplies } from '../harness/reply-server.ts';
import { runAction } from '../harness/run-action.ts';

const id = '66666666-2222-4333-8444-555555555555';

/** Codes that pass by themselves; every other one is told at once. */
const passing = ['AADSTS90033', 'AADSTS90024', 'AADSTS90055', 'AADSTS50196'];

/** Entra's refusal. @param retryAfter seconds */
function refusal(code: string, retryAfter: number): Reply {
  const body = {
    error: 'invalid_client',
    error_description: `${code}: Words of Entra. Trace ID: ${id} Correlation ID: ${id} Timestamp: 2026-11-25 12:00:00Z`,
    error_codes: [Number(code.slice('AADSTS'.length))],
    correlation_id: id,
  };
  const headers = { 'content-type': 'application/json', 'retry-after': String(retryAfter) };
  return { status: 400, body: JSON.stringify(body), headers };
}

function auditAt(origin: string) {
  return runAction({
    inputs: {
      'tenant-id': 'contoso.example',
      'client-id': '11111111-2222-4333-8444-555555555555',
      'client-secret': 'a secret of some length',
      'authority-url': origin,
      'graph-url': origin,
      publish: 'none',
      'time-limit': 5,
    },
  });
}

test('every code of Entra that has a row is told in the words of its row, with the correlation id', async (t) => {
  for (const code of Object.keys(aadstsProblems)) {
    await t.test(code, async () => {
      let tries = 0;
      // Codes that pass by themselves are told when there is no time left to wait for that: not at the second try.
      using entra = await startReplies(() => {
        tries += 1;
        return refusal(code, tries === 1 ? 1 : 600);
      });
      await using run = await auditAt(entra.origin);
      assert.equal(run.exitCode, 1);
      const [error = ''] = run.annotations.error;
      const [what = '', ...more] = error.split('\n');
      const words = (aadstsProblems[code]?.what ?? '').split(/\{\w+\}/);
      for (const part of words) assert.ok(what.includes(part), `${what} lacks "${part}"`);
      assert.ok(more.includes(`More: docs/troubleshooting.md#${code.toLowerCase()}`), error);
      assert.ok(
        more.some((line) => line.includes(`Correlation id: ${id}`)),
        error,
      );
      assert.equal(tries, passing.includes(code) ? 2 : 1, 'only what passes is tried again');
    });
  }
});

test('a code that passes by itself is met once, and the sign-in goes on', async (t) => {
  for (const code of passing) {
    await t.test(code, async () => {
      const signIns: Reply[] = [
        refusal(code, 0),
        { status: 200, body: JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: 'a.b.c' }) },
      ];
      const denied = { error: { code: 'Denied', message: 'Not for you.' } };
      using both = await startReplies(({ method }) =>
        method === 'POST' ? (signIns.shift() ?? refusal(code, 600)) : { status: 403, body: JSON.stringify(denied) },
      );
      await using run = await auditAt(both.origin);
      assert.equal(signIns.length, 0);
      // Signed in, it asks Graph; a 403 is told as one, whatever its code.
      const [error = ''] = run.annotations.error;
      assert.match(error, /Graph answered 403 "Not for you\."/);
      assert.match(error, /\nMore: docs\/troubleshooting\.md#authorization_requestdenied\n?/);
    });
  }
});
