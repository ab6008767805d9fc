import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aadstsProblems } from '../../src/entra/aadsts-problems.ts';
import { startReplies } from '../harness/reply-server.ts';
import { runAction } from '../harness/run-action.ts';

const id = '66666666-2222-4333-8444-555555555555';

test('every code of Entra that has a row is told in the words of its row, with the correlation id', async (t) => {
  for (const code of Object.keys(aadstsProblems)) {
    await t.test(code, async () => {
      const number = Number(code.slice('AADSTS'.length));
      const body = {
        error: 'invalid_client',
        error_description: `${code}: Words of Entra. Trace ID: ${id} Correlation ID: ${id} Timestamp: 2026-11-25 12:00:00Z`,
        error_codes: [number],
        correlation_id: id,
      };
      // Codes that pass by themselves are told when there is no time left to wait for that.
      const headers = { 'content-type': 'application/json', 'retry-after': '600' };
      using entra = await startReplies(() => ({ status: 400, body: JSON.stringify(body), headers }));
      await using run = await runAction({
        inputs: {
          'tenant-id': 'contoso.example',
          'client-id': '11111111-2222-4333-8444-555555555555',
          'client-secret': 'a secret of some length',
          'authority-url': entra.origin,
          'graph-url': entra.origin,
          publish: 'none',
          'time-limit': 5,
        },
      });
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
    });
  }
});
