import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokenSource } from '../../src/entra/token-source.ts';
import type { Transport } from '../../src/http/transport.ts';
import { aadstsProblems } from '../../src/problems/entra-problems.ts';
import { explain, problemText } from '../../src/problems/explain.ts';
import { problemTable } from '../../src/problems/problem-table.ts';

const id = '66666666-2222-4333-8444-555555555555';
const identity = {
  authorityUrl: 'https://login.microsoftonline.com',
  tenantId: 'contoso.example',
  clientId: '11111111-2222-4333-8444-555555555555',
  scope: 'https://graph.microsoft.com/.default',
  credential: { kind: 'secret', secret: 'a secret of some length' },
} as const;

for (const [code, own] of Object.entries(aadstsProblems)) {
  test(`${code} is told in the words of its row, with the correlation id`, async () => {
    let tries = 0;
    const transport: Transport = async () => {
      tries += 1;
      const error_description = `${code}: Words of Entra. Trace ID: ${id} Correlation ID: ${id} Timestamp: 2026-11-25 12:00:00Z`;
      const error_codes = [Number(code.slice('AADSTS'.length))];
      const body = { error: 'invalid_client', error_description, error_codes, correlation_id: id };
      return { status: 400, headers: new Map(), body: JSON.stringify(body), secrets: [] };
    };
    const pace = { now: () => 0, sleep: async () => {}, random: () => 0, deadline: 60_000, onWait() {} };
    const tokens = createTokenSource(identity, { transport, pace, mask() {} });
    const error: unknown = await tokens.getToken().then(assert.fail, (reason) => reason);
    const { tenantId, clientId } = identity;
    const [what = '', ...more] = problemText(explain(error, { tenantId, clientId, credential: 'secret' })).split('\n');
    // A secret was sent: what speaks of another credential would mislead.
    const key = (own.credentials ?? ['secret']).includes('secret') ? code : 'secret-refused';
    const words = (problemTable[key]?.what ?? '').split(/\{\w+\}/);
    for (const part of words) assert.ok(what.includes(part), `${what} lacks "${part}"`);
    assert.ok(more.includes(`More: docs/troubleshooting.md#${key.toLowerCase()}`), more.join('\n'));
    assert.ok(
      more.some((line) => line.includes(`Correlation id: ${id}`)),
      more.join('\n'),
    );
    assert.equal(tries, 1, 'no number makes it pass');
  });
}
