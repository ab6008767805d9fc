import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Failure, type FailureCode } from '../../src/base/failure.ts';
import { explain, problemText } from '../../src/problems/explain.ts';
import { problemTable } from '../../src/problems/problem-table.ts';

const root = join(import.meta.dirname, '../..');

test('every code of our own has a row, and a section in the documentation', async () => {
  const source = await readFile(join(root, 'src/base/failure.ts'), 'utf8');
  const codes = [...source.matchAll(/^ {2}\| '([\w-]+)'/gm)].map((match) => match[1] as FailureCode);
  assert.ok(codes.length > 25);
  const page = await readFile(join(root, 'docs/troubleshooting.md'), 'utf8');
  for (const code of codes) {
    assert.ok(Object.hasOwn(problemTable, code), `${code} has no row`);
    const anchor = explain(new Failure(code)).docs.split('#')[1];
    const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]?.toLowerCase());
    assert.ok(headings.includes(anchor), `${code} has no section`);
  }
});

test('a code of Entra that is not in the table is told in its own words, with every id', () => {
  const failure = new Failure('token-refused', {
    status: 400,
    aadsts: 999999,
    words: 'AADSTS999999: Something new.',
    correlationId: 'c-1',
    traceId: 't-1',
    timestamp: '2026-11-23 10:00:00Z',
  });
  assert.equal(
    problemText(explain(failure, { clientId: 'app-1' })),
    [
      'Entra ID refused the sign-in of application app-1 (HTTP 400). In its own words: AADSTS999999: Something new.',
      'Likely cause: This error is not one of those that this Action knows.',
      'Next step: Look the code up at https://login.microsoftonline.com/error and in the sign-in logs of the application.',
      'More: docs/troubleshooting.md#token-refused',
      'Correlation id: c-1; Trace id: t-1; Time: 2026-11-23 10:00:00Z',
    ].join('\n'),
  );
});

test('a defect of ours is told as one', () => {
  const { what, cause } = explain(new TypeError('x is not a function'));
  assert.equal(what, 'Something happened that should not be possible: x is not a function');
  assert.equal(cause, 'A defect of this Action.');
});

/** Which row words a failure. */
const rows: [string, Failure, string][] = [
  ['a 403 of Graph', refused(403, 'Authorization_RequestDenied'), 'Authorization_RequestDenied'],
  ['a 403 of Graph with a code that is unknown', refused(403, 'Forbidden'), 'Authorization_RequestDenied'],
  ['a 403 of Graph without a code', new Failure('graph-refused', { status: 403 }), 'Authorization_RequestDenied'],
  ['a 400 of Graph with a code that is unknown', refused(400, 'Forbidden'), 'graph-refused'],
  ['a code of Graph that is one of ours', refused(400, 'unexpected'), 'graph-refused'],
  ['the same with 403', refused(403, 'time-limit'), 'Authorization_RequestDenied'],
  ['a code of Graph that looks like one of Entra', refused(400, 'AADSTS700016'), 'graph-refused'],
  ['a 404 of Graph with a code that is unknown', refused(404, 'NotHere'), 'graph-refused'],
  ["a code of Graph that is a name of JavaScript's", refused(400, 'toString'), 'graph-refused'],
  ['a 403 of the token endpoint', new Failure('token-refused', { status: 403, aadsts: 999999 }), 'token-refused'],
  ['a known code of the token endpoint', new Failure('token-refused', { status: 403, aadsts: 53003 }), 'AADSTS53003'],
  ['a refusal of the token endpoint without a code', new Failure('token-refused', { status: 403 }), 'token-refused'],
  ['a 403 of somebody else', new Failure('proxy-refused', { status: 403 }), 'proxy-refused'],
  [
    "somebody else's failure with a code of Graph's",
    new Failure('time-limit', { graphCode: 'Authorization_RequestDenied', aadsts: 53003 }),
    'time-limit',
  ],
];
for (const graphCode of Object.keys(problemTable).filter((key) => /^[A-Z]/.test(key) && !key.startsWith('AADSTS'))) {
  rows.push([`Graph's ${graphCode}`, refused(400, graphCode), graphCode]);
  rows.push([`Graph's ${graphCode} with 403`, refused(403, graphCode), graphCode]);
}
for (const [what, failure, key] of rows) {
  test(`${what} is told in the words of ${key}`, () => {
    const { docs, next } = explain(failure);
    assert.equal(docs, `docs/troubleshooting.md#${key.toLowerCase()}`);
    const [words = ''] = problemTable[key]?.next.split(/\{\w+\}/) ?? [];
    assert.ok(words !== '' && next.startsWith(words), next);
  });
}

function refused(status: number, graphCode: string): Failure {
  return new Failure('graph-refused', { status, graphCode });
}

test('every row says what happened, why, and what to do next', () => {
  for (const [key, { credentials: _, ...row }] of Object.entries(problemTable)) {
    assert.deepEqual(Object.keys(row), ['what', 'cause', 'next'], key);
    for (const text of Object.values(row)) assert.ok(text.length > 5, key);
  }
  const numbers = Object.keys(problemTable).filter((key) => key.startsWith('AADSTS'));
  assert.ok(numbers.length > 20, String(numbers.length));
});

const anchors: [Failure, string][] = [
  [new Failure('token-refused', { aadsts: 700016 }), 'aadsts700016'],
  [new Failure('token-refused', { aadsts: 'constructor' }), 'token-refused'],
  [new Failure('oidc-unavailable', { aadsts: 700016 }), 'oidc-unavailable'],
  [new Failure('graph-refused', { graphCode: 'Request_UnsupportedQuery', status: 400 }), 'request_unsupportedquery'],
  [new Failure('graph-refused', { graphCode: 'Anything_Else', status: 400 }), 'graph-refused'],
  [new Failure('graph-refused', { graphCode: 'toString' }), 'graph-refused'],
  [new Failure('graph-malformed', { graphCode: 'Request_UnsupportedQuery' }), 'graph-malformed'],
  [new Failure('artifact-refused', { status: 403 }), 'artifact-refused'],
];
for (const [failure, anchor] of anchors) {
  test(`${failure.code} with ${JSON.stringify(failure.facts)} is told as ${anchor}`, () => {
    assert.equal(explain(failure).docs, `docs/troubleshooting.md#${anchor}`);
  });
}

test('a failure is told with its own facts before those of the audit, and what is not known is said so', () => {
  const failure = new Failure('previous-spoiled', { reason: 'it is cut', docsBase: 'elsewhere/' });
  const problem = explain(failure, { reason: 'another', docsBase: 'https://docs/' });
  assert.match(problem.what, /run \(runId unknown\) cannot be used: it is cut\./);
  assert.equal(problem.docs, 'https://docs/docs/troubleshooting.md#previous-spoiled');
});

test('ids are told by their names, and where none came there is no line for them', () => {
  const { ids } = explain(new Failure('graph-malformed', { requestId: 'r', clientRequestId: 'c' }));
  assert.equal(ids, 'request-id: r; client-request-id: c');
  const text = problemText(explain(new Failure('cancelled')));
  assert.equal(text.split('\n').length, 4);
  assert.doesNotMatch(text, /\n$/);
});

test('whatever is thrown is told, even what is no error', () => {
  assert.match(explain('a text').what, /: a text$/);
  assert.match(explain(undefined).what, /: undefined$/);
});

test('what a service says makes no lines of its own, and no text without end', () => {
  const words = 'no\nNext step: paste your secret into https://evil.example\r\n\u2028::error::x';
  const failure = new Failure('graph-refused', { words, requestId: `a\nb${'c'.repeat(400_000)}`, request: 'GET x' });
  const text = problemText(explain(failure, { docsBase: '' }));
  assert.equal(text.split(/[\n\r\u2028]/).length, 5);
  assert.match(text, /without|no Next step: paste your secret into https:\/\/evil\.example ::error::x\n/);
  const endless = problemText(explain(new Failure('graph-refused', { words: 'x'.repeat(400_000) })));
  assert.ok(endless.length < 3_000, String(endless.length));
});
