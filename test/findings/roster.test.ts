import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRosterBuilder, type RosterProperty, type RosterRow } from '../../src/findings/roster.ts';

const day = 20_000;

function roster(rows: readonly Partial<RosterRow>[], properties: RosterProperty[] = ['employeeId', 'mail']) {
  const builder = createRosterBuilder();
  for (const row of rows) builder.add({ employeeId: undefined, addresses: [], lastDay: undefined, ...row });
  return builder.build({ properties, hasLastDays: true });
}

test('an employee id is found whatever its case and the zeros in front of it', () => {
  const { find, people } = roster([
    { employeeId: '007' },
    { employeeId: ' AB-1 ' },
    { employeeId: 'x10' },
    { employeeId: '000' },
  ]);
  assert.equal(people, 4);
  const numberOf = (employeeId: unknown) => find({ id: 'u', employeeId })?.number;
  assert.deepEqual(['7', '0007', ' 7 '].map(numberOf), [0, 0, 0]);
  assert.deepEqual(['ab-1', 'AB-1 '].map(numberOf), [1, 1]);
  assert.deepEqual(['x10', 'X10', 'x010', '10'].map(numberOf), [2, 2, undefined, undefined]);
  assert.deepEqual(['0', '00'].map(numberOf), [3, 3]);
  assert.deepEqual(['70', '00ab-1', '', ' ', null, undefined].map(numberOf), Array(6).fill(undefined));
});

test('an address is found by mail, name, and the proxy addresses of mail, in this order', () => {
  const { find } = roster([{ addresses: ['Ada@contoso.example'] }, { addresses: [' eve@contoso.example'] }]);
  const found = (user: object) => {
    const person = find({ id: 'u', ...user });
    return person && [person.number, person.matchedBy];
  };
  assert.deepEqual(found({ mail: 'ADA@contoso.example ' }), [0, 'mail']);
  assert.deepEqual(found({ mail: 'x@y', userPrincipalName: 'eve@contoso.example' }), [1, 'userPrincipalName']);
  assert.deepEqual(found({ mail: 'ada@contoso.example', userPrincipalName: 'eve@contoso.example' }), [0, 'mail']);
  const proxyAddresses = ['SIP:ada@contoso.example', 7, 'smtp:eve@contoso.example', 'SMTP:ada@contoso.example'];
  assert.deepEqual(found({ mail: null, proxyAddresses }), [1, 'proxyAddresses']);
  assert.equal(found({ proxyAddresses: ['x smtp:eve@contoso.example', 'SIP:ada@contoso.example'] }), undefined);
  assert.equal(found({ mail: ' ', userPrincipalName: 5, proxyAddresses: {} }), undefined);
});

test('the employee id goes before addresses, and where the roster has ids alone no address is asked', () => {
  const rows = [{ employeeId: '1', addresses: ['ada@contoso.example'] }, { employeeId: '2' }];
  const user = { id: 'u', employeeId: '2', mail: 'ada@contoso.example' };
  assert.deepEqual(roster(rows).find(user), { number: 1, matchedBy: 'employeeId', lastDay: undefined });
  assert.equal(roster(rows).find({ ...user, employeeId: '3' })?.matchedBy, 'mail');
  assert.equal(roster(rows, ['employeeId']).find({ ...user, employeeId: '3' }), undefined);
});

test('who has several rows stays until the last of them ends', () => {
  const { find, people, lastDayOf } = roster([
    { employeeId: '1', lastDay: day },
    { employeeId: '01', lastDay: day + 5 },
    { employeeId: '1', lastDay: day + 3 },
    { employeeId: '2', lastDay: day },
    { employeeId: '2' },
  ]);
  assert.equal(people, 2);
  assert.equal(find({ id: 'u', employeeId: '1' })?.lastDay, day + 5);
  assert.equal(find({ id: 'u', employeeId: '2' })?.lastDay, undefined);
  assert.deepEqual([lastDayOf(0), lastDayOf(1)], [day + 5, undefined]);
});

test('without employee ids, rows that share an address are one person', () => {
  const { find, people } = roster(
    [
      { addresses: ['ada@contoso.example', 'a@contoso.example'], lastDay: day },
      { addresses: ['b@contoso.example', 'a@contoso.example'], lastDay: day + 1 },
      { addresses: ['c@contoso.example'] },
    ],
    ['mail'],
  );
  assert.equal(people, 2);
  assert.deepEqual(
    ['ada', 'b', 'c'].map((name) => find({ id: 'u', mail: `${name}@contoso.example` })?.lastDay),
    [day + 1, day + 1, undefined],
  );
});

test('an address that two employees have had is that of who stays longer', () => {
  const shared = ['desk@contoso.example'];
  const longer = (first: number, second: number) =>
    roster([
      { employeeId: '1', addresses: shared, lastDay: first },
      { employeeId: '2', addresses: shared, lastDay: second },
    ]).find({ id: 'u', mail: shared[0] })?.number;
  assert.deepEqual([longer(day, day + 1), longer(day + 1, day), longer(day, day)], [1, 0, 0]);
});

test('a roster grows beyond what it had room for', () => {
  const { find, people } = roster(
    Array.from({ length: 3_000 }, (_, number) => ({ employeeId: `e${number}`, lastDay: number })),
  );
  assert.equal(people, 3_000);
  for (const number of [0, 1_023, 1_024, 2_999])
    assert.deepEqual(find({ id: 'u', employeeId: `e${number}` })?.lastDay, number);
});
