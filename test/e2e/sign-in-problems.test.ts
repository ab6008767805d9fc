import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aadstsProblems } from '../../src/problems/entra-problems.ts';
import { problemTable } from '../../src/problems/problem-table.ts';
import { type Reply, startReplies } from '../harness/reply-server.ts';
import { runAction } from '../harness/run-action.ts';

const id = '66666666-2222-4333-8444-555555555555';

/** Entra's refusal. @param retryAfter seconds; undefined for none */
function refusal(code: string, retryAfter?: number, error = 'invalid_client'): Reply {
  const body = {
    error,
    error_description: `${code}: Words of Entra. Trace ID: ${id} Correlation ID: ${id} Timestamp: 2026-11-25 12:00:00Z`,
    error_codes: [Number(code.slice('AADSTS'.length))],
    correlation_id: id,
  };
  const headers = {
    'content-type': 'application/json',
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  };
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

/** One of a secret, one of any credential, one of another than was sent: test/entra/ has every code. */
const codes = ['AADSTS7000215', 'AADSTS700016', 'AADSTS700027'];

test('a code of Entra that has a row is told in the words of its row, with the correlation id', async (t) => {
  for (const code of codes) {
    await t.test(code, async () => {
      let tries = 0;
      using entra = await startReplies(() => {
        tries += 1;
        return refusal(code);
      });
      await using run = await auditAt(entra.origin);
      assert.equal(run.exitCode, 1);
      const [error = ''] = run.annotations.error;
      const [what = '', ...more] = error.split('\n');
      // A secret was sent: what speaks of another credential would mislead.
      const own = aadstsProblems[code];
      const key = (own?.credentials ?? ['secret']).includes('secret') ? code : 'secret-refused';
      const words = (problemTable[key]?.what ?? '').split(/\{\w+\}/);
      for (const part of words) assert.ok(what.includes(part), `${what} lacks "${part}"`);
      assert.ok(more.includes(`More: docs/troubleshooting.md#${key.toLowerCase()}`), error);
      assert.ok(
        more.some((line) => line.includes(`Correlation id: ${id}`)),
        error,
      );
      assert.equal(tries, 1, 'no number makes it pass');
    });
  }
});

test('an error that passes by itself, or that names a time, is met once, and the sign-in goes on', async (t) => {
  for (const passing of [refusal('AADSTS700016', 0), refusal('AADSTS90033', undefined, 'temporarily_unavailable')]) {
    await t.test(passing.body?.slice(0, 60), async () => {
      const signIns: Reply[] = [
        passing,
        { status: 200, body: JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: 'a.b.c' }) },
      ];
      const denied = { error: { code: 'Denied', message: 'Not for you.' } };
      using both = await startReplies(({ method }) =>
        method === 'POST'
          ? (signIns.shift() ?? refusal('AADSTS90033', 600))
          : { status: 403, body: JSON.stringify(denied) },
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
