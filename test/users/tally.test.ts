import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reconcile } from '../../src/users/reconcile.ts';
import { accountKind, countUser, emptyTally, isOtherType } from '../../src/users/tally.ts';
import { nameOf } from '../../src/users/user-name.ts';

test('each user counts once, and among those of its state and of its type; what is not known counts nowhere', () => {
  const tally = emptyTally();
  assert.deepEqual(tally, { users: 0, enabled: 0, disabled: 0, members: 0, guests: 0, agents: 0, otherTypes: 0 });
  for (const [accountEnabled, userType, number] of [
    [true, 'Member', 3],
    [false, 'Member', 2],
    [true, 'Guest', 2],
    [null, 'Guest', 1],
    [undefined, undefined, 1],
    ['true', 'Other', 1],
  ] as const) {
    for (let user = 0; user < number; user += 1) countUser(tally, accountKind({ id: '1', accountEnabled, userType }));
  }
  assert.deepEqual(tally, { users: 10, enabled: 5, disabled: 2, members: 5, guests: 3, agents: 0, otherTypes: 0 });
});

test('who is of a derived type is of its own kind, whatever userType says', () => {
  const tally = emptyTally();
  for (const type of ['#microsoft.graph.agentUser', '#microsoft.graph.newerUser', '#microsoft.graph.user']) {
    countUser(tally, accountKind({ id: '1', '@odata.type': type, accountEnabled: true, userType: 'Member' }));
  }
  assert.deepEqual(tally, { users: 3, enabled: 3, disabled: 0, members: 1, guests: 0, agents: 1, otherTypes: 1 });
});

const lists: [before: number, after: number, listed: number, reconciled: boolean][] = [
  [10, 10, 10, true],
  [10, 10, 9, false],
  [10, 12, 10, true],
  [10, 12, 12, true],
  [12, 10, 11, true],
  [12, 10, 9, false],
  [0, 0, 0, true],
];
for (const [countBefore, countAfter, listed, reconciled] of lists) {
  test(`a list of ${listed} between counts of ${countBefore} and ${countAfter}`, () => {
    const counts = { before: countBefore, after: countAfter };
    assert.deepEqual(reconcile(countBefore, countAfter, listed), { counts, secondReading: null, listed, reconciled });
  });
}

test('the names of a user are texts or nothing', () => {
  const user = { id: '1', userPrincipalName: 'ada@x', displayName: 7, mail: 'ada@x' };
  assert.deepEqual(nameOf(user), { id: '1', userPrincipalName: 'ada@x', displayName: null });
});

test('of another type is whoever is neither a member nor a guest by type', () => {
  const kindOf = (type: string) => accountKind({ id: '1', '@odata.type': type, userType: 'Member' });
  assert.equal(isOtherType(kindOf('#microsoft.graph.agentUser')), true);
  assert.equal(isOtherType(kindOf('#microsoft.graph.newerUser')), true);
  assert.equal(isOtherType(kindOf('#microsoft.graph.user')), false);
  assert.equal(isOtherType(accountKind({ id: '1', accountEnabled: true, userType: 'Guest' })), false);
});
