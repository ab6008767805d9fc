import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Failure, type FailureCode } from '../../src/directory/failure.ts';
import { problemTable } from '../../src/entra/problem-table.ts';
import { explain, problemText } from '../../src/entra/problems.ts';

const root = join(import.meta.dirname, '../..');

test('every code of our own has a row, and a section in the documentation', async () => {
  const source = await readFile(join(root, 'src/directory/failure.ts'), 'utf8');
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
