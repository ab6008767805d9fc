import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import { type Reply, startReplies } from '../harness/reply-server.ts';
import { runAction } from '../harness/run-action.ts';

/** Too long for one line of the log, so that a cut would leave a part that no mask matches; no JWT, as a gateway's may be. */
const token = `opaque.${'0123456789abcdef'.repeat(200)}`;
const secret = `S3cr3t~${'zyxwvutsrqponmlk'.repeat(200)}`;

const granted: Reply = {
  status: 200,
  body: JSON.stringify({ token_type: 'Bearer', expires_in: 3599, access_token: token }),
};

/** Where the echo stands, and what it says of what it was sent. */
const echoes: Record<string, (request: IncomingMessage, sent: string) => Reply> = {
  'the message of an error of Graph': ({ method, headers }) =>
    method === 'POST'
      ? granted
      : {
          status: 403,
          body: JSON.stringify({ error: { code: 'Denied', message: `Not for ${headers.authorization}` } }),
        },
  'a page of HTML': ({ method, headers }) =>
    method === 'POST' ? granted : { status: 404, body: `<h1>Not for ${headers.authorization}</h1>` },
  'a header': ({ method, headers }) =>
    method === 'POST' ? granted : { status: 403, body: '{}', headers: { 'request-id': String(headers.authorization) } },
  'an error of the token endpoint': (_request, sent) => ({
    status: 400,
    body: JSON.stringify({ error: 'invalid', error_description: `Not with ${decodeURIComponent(sent)}` }),
  }),
};

for (const [place, answer] of Object.entries(echoes)) {
  test(`a secret that comes back in ${place} is not printed, in part neither`, async () => {
    using echo = await startReplies(answer);
    await using run = await runAction({
      inputs: {
        'tenant-id': 'contoso.example',
        'client-id': '11111111-2222-4333-8444-555555555555',
        'client-secret': secret,
        'authority-url': echo.origin,
        'graph-url': echo.origin,
        publish: 'none',
      },
    });
    assert.equal(run.exitCode, 1);
    const shown = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    const said = `${shown.join('\n')}${run.stderr}`;
    assert.match(said, /\*\*\*/, 'that something was left out is said');
    assert.doesNotMatch(said, /0123456789abcdef|zyxwvutsrqponmlk/);
  });
}
