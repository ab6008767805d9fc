import assert from 'node:assert/strict';
import { test } from 'node:test';
import { againstWhat, evidenceText, reconcile, reconcileWithItself } from '../../src/users/reconcile.ts';

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

test('a list that is held against a second reading is reconciled when both found the same users', () => {
  for (const [notListed, onlyListed, reconciled] of [
    [0, 0, true],
    [1, 0, false],
    [0, 1, false],
    [1, 1, false],
  ] as const) {
    const secondReading = { users: 3, notListed, onlyListed };
    assert.deepEqual(reconcileWithItself(secondReading, 3), { counts: null, secondReading, listed: 3, reconciled });
  }
});

const counted = { counts: { before: 1_000, after: 1_002 }, secondReading: null };
const readTwice = (notListed: number, onlyListed: number) => ({
  counts: null,
  secondReading: { users: 3_000, notListed, onlyListed },
});

test('the evidence in words', () => {
  assert.equal(evidenceText(counted), 'Graph counted 1,000 before and 1,002 after');
  assert.equal(evidenceText(counted, 'after it'), 'Graph counted 1,000 before and 1,002 after it');
  assert.equal(
    evidenceText(readTwice(0, 0)),
    'Graph does not count here, and reading all ids once more found the same 3,000 users',
  );
  const found = 'Graph does not count here, and reading all ids once more found 3,000 users';
  assert.equal(evidenceText(readTwice(1, 0)), `${found}, 1 whom the list lacks, and not 0 of the list`);
  assert.equal(evidenceText(readTwice(0, 2)), `${found}, 0 whom the list lacks, and not 2 of the list`);
});

test('what a list is held against, as a noun', () => {
  assert.equal(againstWhat(counted), 'the counts');
  assert.equal(againstWhat(readTwice(0, 0)), 'a second reading of its ids');
});
