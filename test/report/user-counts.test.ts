import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createUserCounts } from '../../src/report/user-counts.ts';

const nothing = Buffer.alloc(0);

test('nobody is lost from the departments, however many there are', () => {
  const data = createUserCounts(['id', 'department']);
  const line = Buffer.alloc(0);
  for (let number = 0; number < 6_000; number += 1) data.onUser?.({ id: `${number}`, department: `d${number}` }, line);
  const bars = data.departments();
  assert.equal(
    bars.reduce((sum, [, value]) => sum + value, 0),
    6_000,
  );
  assert.deepEqual(bars.at(-1), ['all others', 5_990]);
});

test('ten departments are shown by name, the eleventh is among all others, the most frequent first', () => {
  const bars = (number: number) => {
    const data = createUserCounts(['id', 'department']);
    for (let index = 0; index < number; index += 1) data.onUser?.({ id: `${index}`, department: `d${index}` }, nothing);
    data.onUser?.({ id: 'more', department: 'd9' }, nothing);
    return data.departments();
  };
  assert.deepEqual([bars(10).length, bars(10)[0]], [10, ['d9', 2]]);
  assert.deepEqual([bars(11).length, bars(11).at(-1)], [11, ['all others', 1]]);
});

test('months of creation are the last 36, gaps among them', () => {
  const created = (...dates: string[]) => {
    const data = createUserCounts(['id', 'createdDateTime']);
    for (const [index, createdDateTime] of dates.entries()) data.onUser?.({ id: `${index}`, createdDateTime }, nothing);
    return data.created();
  };
  assert.deepEqual(created('2026-01-31T00:00:00Z', '2025-11-01T00:00:00Z', '2026-01-01T00:00:00Z', 'x" y="'), [
    ['2025-11', 1],
    ['2025-12', 0],
    ['2026-01', 2],
  ]);
  const long = created('2023-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
  assert.deepEqual([long.length, long[0]?.[0]], [36, '2023-02']);
  assert.deepEqual(created(), []);
});

const kinds: [string[], [string, number][]][] = [
  [
    ['userType', 'accountEnabled'],
    [
      ['Guests, disabled', 1],
      ['Members, enabled', 2],
      ['Others', 1],
    ],
  ],
  [
    ['userType'],
    [
      ['Guests, disabled', 1],
      ['Members, enabled', 2],
      ['Others', 1],
    ],
  ],
  [
    ['accountEnabled'],
    [
      ['Guests, disabled', 1],
      ['Members, enabled', 2],
      ['Others', 1],
    ],
  ],
  [['mail'], []],
];
for (const [properties, expected] of kinds) {
  test(`kinds of accounts are counted by type and state, where one of them was selected: ${properties}`, () => {
    const data = createUserCounts(['id', ...properties]);
    const member = { userType: 'Member', accountEnabled: true };
    data.onUser?.({ id: 'a', ...member }, nothing);
    data.onUser?.({ id: 'b', userType: 'Guest', accountEnabled: false }, nothing);
    data.onUser?.({ id: 'c', ...member }, nothing);
    data.onUser?.({ id: 'd', userType: null, accountEnabled: null }, nothing);
    assert.deepEqual(data.kinds(), expected);
  });
}

/** New accounts by month, of users with these dates. */
function created(dates: readonly unknown[]) {
  const data = createUserCounts(['id', 'createdDateTime']);
  for (const [id, createdDateTime] of dates.entries()) data.onUser?.({ id: `${id}`, createdDateTime }, nothing);
  return data.created();
}

test('months without new accounts are there as well, across the turn of a year', () => {
  assert.deepEqual(created(['2026-02-01T00:00:00Z', '2025-11-30T00:00:00Z', '2026-02-28T23:59:59Z']), [
    ['2025-11', 1],
    ['2025-12', 0],
    ['2026-01', 0],
    ['2026-02', 2],
  ]);
  assert.deepEqual(created([]), []);
});

test('three years of months are shown at most; what is no date of ours counts nowhere', () => {
  const months = created(['2010-01-01T00:00:00Z', '2026-06-01T00:00:00Z']);
  assert.deepEqual([months.length, months[0], months.at(-1)], [36, ['2023-07', 0], ['2026-06', 1]]);
  const odd = [
    null,
    7,
    '',
    '0001-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
    '20x6-01',
    '202x-01',
    '2026-x1',
    '2026-1x',
    '2026-1',
    'a2026-01',
  ];
  assert.deepEqual(created([...odd, '1999-12-31T00:00:00Z']), [['1999-12', 1]]);
});

test('departments are the ten with the most users, and of as many by name; the others are one', () => {
  const data = createUserCounts(['id', 'department']);
  const add = (department: unknown, users: number) => {
    for (let user = 0; user < users; user += 1) data.onUser?.({ id: `${department}${user}`, department }, nothing);
  };
  for (const [name, users] of [
    ['b', 2],
    ['a', 2],
    ['c', 5],
    ['d', 1],
  ] as const)
    add(name, users);
  for (const nobody of [null, undefined, '', 7]) add(nobody, 1);
  assert.deepEqual(data.departments(), [
    ['c', 5],
    ['a', 2],
    ['b', 2],
    ['d', 1],
  ]);
  for (const name of ['e', 'f', 'g', 'h', 'i', 'j']) add(name, 1);
  assert.equal(data.departments().length, 10);
  add('k', 1);
  assert.deepEqual(data.departments().slice(9), [
    ['j', 1],
    ['all others', 1],
  ]);
});

test('beyond five thousand departments a new name is another, a known one goes on to count', () => {
  const data = createUserCounts(['id', 'department']);
  for (let number = 0; number <= 5_000; number += 1) {
    data.onUser?.({ id: `${number}`, department: `d${String(number).padStart(4, '0')}` }, nothing);
  }
  for (let number = 0; number < 3; number += 1) {
    data.onUser?.({ id: `x${number}`, department: 'd5000' }, nothing);
    data.onUser?.({ id: `y${number}`, department: 'd4999' }, nothing);
  }
  const bars = data.departments();
  assert.deepEqual(bars[0], ['d4999', 4]);
  assert.deepEqual(bars.at(-1), ['all others', 4_990 + 4]);
});

test('licences are counted by product, each once for a user, and an unknown one by its id', () => {
  const data = createUserCounts(['id', 'assignedLicenses']);
  const [premium, unknown] = ['00e1ec7b-e4a3-40d1-9441-b69b597ab222', '11111111-1111-4111-8111-111111111111'];
  const add = (...skus: unknown[]) =>
    data.onUser?.({ id: 'x', assignedLicenses: skus.map((skuId) => ({ skuId, disabledPlans: [] })) }, nothing);
  add(premium, premium);
  add(premium.toUpperCase(), unknown);
  add(7);
  data.onUser?.({ id: 'y', assignedLicenses: null }, nothing);
  assert.deepEqual(data.licences(), [
    ['Microsoft 365 Business Premium (no Teams)', 2],
    [unknown, 1],
  ]);
});

test("a tenant is known by the domain of most members, and by Microsoft's only where there is no other", () => {
  const domain = (...names: unknown[]) => {
    const data = createUserCounts(['id', 'userPrincipalName', 'userType']);
    for (const userPrincipalName of names) data.onUser?.({ id: 'x', userPrincipalName, userType: 'Member' }, nothing);
    data.onUser?.({ id: 'g', userPrincipalName: 'g_a#EXT#@guest.example', userType: 'Guest' }, nothing);
    return data.domain();
  };
  const own = 'a@contoso.onmicrosoft.com';
  assert.equal(domain(own, own, 'a@Contoso.example', 'b@contoso.example', 'c@fabrikam.example'), 'contoso.example');
  assert.equal(domain(own), 'contoso.onmicrosoft.com');
  assert.equal(domain(null, 'hidden', 7), undefined);
});

test('what only looks like a month is none', () => {
  const data = createUserCounts(['createdDateTime']);
  for (const createdDateTime of ['x2026-01', '2026-1-01', '202601', '1899-12-01', '2026-0', 20260101, null]) {
    data.onUser?.({ id: 'a', createdDateTime }, nothing);
  }
  data.onUser?.({ id: 'b', createdDateTime: '1999-12-31T00:00:00Z' }, nothing);
  assert.deepEqual(data.created(), [['1999-12', 1]]);
});

test('guests alone are counted by the domain that they come from', () => {
  const data = createUserCounts(['userType', 'mail', 'externalUserState']);
  for (const [id, userType] of ['Member', 'Guest', 'Guest', 'Robot', null].entries()) {
    data.onUser?.({ id: `${id}`, userType, mail: `${id}@partner.example` }, nothing);
  }
  assert.deepEqual(
    data.guestDomains()?.map(({ domain, guests }) => [domain, guests]),
    [['partner.example', 2]],
  );
});

test('a user counts once for each product, and what is no licence does not count', () => {
  const data = createUserCounts(['assignedLicenses']);
  const of = (...ids: unknown[]) => ids.map((skuId) => ({ skuId }));
  data.onUser?.({ id: 'a', assignedLicenses: [...of('p-1', 'p-1', 'p-2', 7), null] }, nothing);
  data.onUser?.({ id: 'b', assignedLicenses: of('p-1') }, nothing);
  data.onUser?.({ id: 'c', assignedLicenses: 'p-1' }, nothing);
  assert.deepEqual(
    data.licences().map(([, value]) => value),
    [2, 1],
  );
});

for (const [what, names, domain] of [
  ['the one of most', ['a@rare.example', 'b@much.example', 'c@much.example'], 'much.example'],
  ['the one of most, whichever came first', ['b@much.example', 'c@much.example', 'a@rare.example'], 'much.example'],
  [
    "not Microsoft's, where there is another",
    ['a@x.onmicrosoft.com', 'b@x.onmicrosoft.com', 'c@own.example'],
    'own.example',
  ],
  ["Microsoft's, where there is no other", ['a@x.partner.onmschina.cn'], 'x.partner.onmschina.cn'],
  [
    'one that only begins like it',
    ['a@x.onmicrosoft.com.example', 'b@own.example', 'c@x.onmicrosoft.com.example'],
    'x.onmicrosoft.com.example',
  ],
  [
    'one that only begins like it in China',
    ['a@x.partner.onmschina.cn.example', 'b@x.onmicrosoft.us'],
    'x.partner.onmschina.cn.example',
  ],
  ['in small letters, behind the last @', ['"a@b"@OWN.example'], 'own.example'],
  ['none without names', [null, 'nobody', ''], undefined],
] as const) {
  test(`of the domains of members it is ${what}`, () => {
    const data = createUserCounts(['userPrincipalName', 'userType']);
    for (const [id, userPrincipalName] of names.entries()) {
      data.onUser?.({ id: `${id}`, userType: 'Member', userPrincipalName }, nothing);
    }
    for (let id = 0; id < 9; id += 1) {
      data.onUser?.({ id: `guest ${id}`, userType: 'Guest', userPrincipalName: `${id}@guests.example` }, nothing);
    }
    assert.equal(data.domain(), domain);
  });
}
