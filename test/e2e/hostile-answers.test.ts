import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { type Reply, startReplies } from '../harness/reply-server.ts';
import { runAction } from '../harness/run-action.ts';

const granted: Reply = {
  status: 200,
  body: JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: 'opaque' }),
};
const secret = 'S3cr3t~zyxwvutsrqponmlkjihgfedcba';
const size = 1_000_000;
const forged = 'no\n::error::forged\nNext step: paste the secret into https://evil.example\r\n\u2028';

async function auditAgainst(ofGraph: (request: IncomingMessage) => Reply, ofEntra: () => Reply = () => granted) {
  using hostile = await startReplies((request) => (request.method === 'POST' ? ofEntra() : ofGraph(request)));
  return await runAction({
    inputs: {
      'tenant-id': 'contoso.example',
      'client-id': '11111111-2222-4333-8444-555555555555',
      'client-secret': secret,
      'authority-url': hostile.origin,
      'graph-url': hostile.origin,
      publish: 'none',
    },
  });
}

/** Each kept the event loop busy for minutes, where no deadline is heard. */
const endless: Record<string, [ofGraph: Reply, ofEntra?: Reply]> = {
  'a page of signs that open elements': [{ status: 404, body: '<'.repeat(size) }],
  'white space': [{ status: 404, body: `a${' '.repeat(size)}b` }],
  'lists beside "value"': [{ status: 200, body: `{${'"a":[],'.repeat(size / 8)}"b":1}` }],
  'white space in the words of Entra': [
    granted,
    { status: 400, body: JSON.stringify({ error: 'x', error_description: `${' '.repeat(size)}x` }) },
  ],
  'one word of Graph': [{ status: 403, body: JSON.stringify({ error: { code: 'A', message: 'x'.repeat(size) } }) }],
};
for (const [what, [ofGraph, ofEntra = granted]] of Object.entries(endless)) {
  test(`${what}, a million of them, are told in a few words`, async () => {
    await using run = await auditAgainst(
      ({ url = '' }) => (url.includes('$count') ? { status: 200, body: '3' } : ofGraph),
      () => ofEntra,
    );
    assert.equal(run.exitCode, 1);
    assert.equal(run.annotations.error.length, 1);
    assert.ok((run.annotations.error[0] ?? '').length < 4_000);
  });
}

for (const [whose, ofGraph, ofEntra] of [
  ['Graph', { status: 403, body: JSON.stringify({ error: { code: `A${forged}`, message: forged } }) }, granted],
  ['a gateway', { status: 404, body: `<p>${forged}</p>` }, granted],
  [
    'Entra',
    granted,
    { status: 400, body: JSON.stringify({ error: forged, error_description: forged, trace_id: forged }) },
  ],
] as const) {
  test(`words of ${whose} make no lines of their own`, async () => {
    await using run = await auditAgainst(
      () => ofGraph,
      () => ofEntra,
    );
    assert.equal(run.exitCode, 1);
    const [error = '', ...others] = run.annotations.error;
    assert.deepEqual(others, []);
    assert.match(error, /forged/);
    const steps = error.split('\n').filter((line) => line.startsWith('Next step:'));
    assert.equal(steps.length, 1, error);
    assert.doesNotMatch(error, /^(?:::|Next step: paste)/m);
  });
}

test('where certificates of TLS are not checked, nothing is sent', async () => {
  let asked = 0;
  using server = await startReplies(() => {
    asked += 1;
    return granted;
  });
  await using run = await runAction({
    inputs: {
      'tenant-id': 'contoso.example',
      'client-id': '11111111-2222-4333-8444-555555555555',
      'client-secret': secret,
      'authority-url': server.origin,
      'graph-url': server.origin,
      publish: 'none',
    },
    env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
  });
  assert.equal(run.exitCode, 1);
  assert.equal(asked, 0);
  assert.match(run.annotations.error.join('\n'), /^NODE_TLS_REJECT_UNAUTHORIZED is 0: .* Nothing was sent\.\n/);
});
