import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconcile } from '../../src/users/reconcile.ts';

const cases: [before: number, after: number, listed: number, reconciled: boolean, what: string][] = [
  [50, 50, 50, true, 'a list that is as long as both counts'],
  [50, 50, 49, false, 'a list that lacks one user'],
  [50, 50, 51, false, 'a list with one user too many'],
  [50, 53, 50, true, 'a list before anybody came'],
  [50, 53, 52, true, 'a list while people came'],
  [50, 53, 53, true, 'a list after everybody came'],
  [50, 53, 49, false, 'a list shorter than both counts, while people came'],
  [50, 53, 54, false, 'a list longer than both counts, while people came'],
  [53, 50, 53, true, 'a list before anybody left'],
  [53, 50, 51, true, 'a list while people left'],
  [53, 50, 50, true, 'a list after everybody left'],
  [53, 50, 49, false, 'a list shorter than both counts, while people left'],
  [53, 50, 54, false, 'a list longer than both counts, while people left'],
  [0, 0, 0, true, 'nobody at all'],
  [0, 0, 1, false, 'somebody where Graph counts nobody'],
  [1, 1, 0, false, 'nobody where Graph counts somebody'],
];
for (const [countBefore, countAfter, listed, reconciled, what] of cases) {
  test(`${what} is ${reconciled ? '' : 'not '}reconciled`, () => {
    const counts = { before: countBefore, after: countAfter };
    assert.deepEqual(reconcile(countBefore, countAfter, listed), { counts, secondReading: null, listed, reconciled });
  });
}
