import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AcceptedFinding, createAcceptances, createClasses } from '../../src/findings/acceptances.ts';

const today = '2026-11-25';
const of = (fields: Partial<AcceptedFinding>): AcceptedFinding => ({
  ...{ rule: 'guest-state-odd', reason: 'Known', until: '2027-01-01', line: 1 },
  ...fields,
});
const anna = { id: '1', userPrincipalName: 'anna@x', displayName: null };
const finding = { rule: 'guest-state-odd', user: anna, subject: '1' };

/** A user, a class, and whether he belongs to it. */
const users: [Record<string, unknown>, Record<string, (string | null)[]>, boolean][] = [
  [{ userType: 'Guest', companyName: 'Contoso' }, { userType: ['Guest'], companyName: ['Contoso', 'Fabrikam'] }, true],
  [{ userType: 'Guest', companyName: 'contoso' }, { userType: ['Guest'], companyName: ['Contoso'] }, false],
  [{ userType: 'Member', companyName: 'Contoso' }, { userType: ['Guest'], companyName: ['Contoso'] }, false],
  [{ companyName: null }, { companyName: [null] }, true],
  [{ companyName: 'null' }, { companyName: [null] }, false],
  [{ companyName: null }, { companyName: ['null'] }, false],
  [{}, { companyName: [null, 'Contoso'] }, true],
  [{ accountEnabled: false }, { accountEnabled: ['false'] }, true],
  [{ accountEnabled: true }, { accountEnabled: ['True'] }, true],
  [{ companyName: 'true' }, { companyName: ['True'] }, false],
  [{ number: 7 }, { number: ['7'] }, true],
  [{ proxyAddresses: ['smtp:a@x', 'smtp:b@x'] }, { proxyAddresses: ['smtp:b@x'] }, true],
  [{ proxyAddresses: [] }, { proxyAddresses: [null] }, true],
  [{ signInActivity: {} }, { signInActivity: ['[object Object]'] }, false],
];
for (const [user, where, belongs] of users) {
  test(`${JSON.stringify(user)} ${belongs ? 'belongs' : 'does not belong'} to ${JSON.stringify(where)}`, () => {
    const classesOf = createClasses([of({ user: 'someone' }), of({ where })]);
    assert.deepEqual(classesOf('guest-state-odd', { id: '1', ...user }), belongs ? [1] : []);
    assert.deepEqual(classesOf('sync-old', { id: '1', ...user }), []);
  });
}

test('of a class and a user the one that holds longer counts, and both were needed', () => {
  const entries = [of({ user: '1', until: '2026-12-31' }), of({ where: { userType: ['Guest'] } })];
  const acceptances = createAcceptances(entries, today);
  assert.deepEqual(acceptances.of(finding, [1]), { entry: entries[1], holds: true });
  assert.deepEqual(acceptances.expired(), []);
  assert.deepEqual(acceptances.unmatched(), [entries[0]], 'the class has made it needless');
});

test('a class that ran out is told once it matched; one that matched nobody is not needed', () => {
  const entries = [of({ where: { userType: ['Guest'] }, until: '2026-11-24' }), of({ where: { userType: ['Other'] } })];
  const acceptances = createAcceptances(entries, today);
  assert.deepEqual(acceptances.of(finding, [0]), { entry: entries[0], holds: false });
  assert.deepEqual([acceptances.expired(), acceptances.unmatched()], [[entries[0]], [entries[1]]]);
});

test('whom a user entry accepts for longer is not told as run out by his class', () => {
  const entries = [of({ where: { userType: ['Guest'] }, until: '2026-11-24' }), of({ user: 'ANNA@x' })];
  const acceptances = createAcceptances(entries, today);
  assert.equal(acceptances.of(finding, [0])?.holds, true);
  assert.deepEqual([acceptances.expired(), acceptances.unmatched()], [[], []]);
});
