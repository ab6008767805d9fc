import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphUser } from '../../../src/users/user-type.ts';
import { daysAgo, foundBy, guest, judge, member } from './judge.ts';

const ids = (...users: (GraphUser | undefined)[]) => users.map((user) => user?.id);

test('missing-department: silent where few have one, found where most do, enabled members only', async () => {
  const without = { department: null };
  const users = Array.from({ length: 10 }, (_, number) => member(number));
  const [a, b, c] = [
    member(20, without),
    member(21, { department: ' ' }),
    member(22, { ...without, accountEnabled: false }),
  ];
  assert.deepEqual(await foundBy('missing-department', [...users, a, b, c, guest(30, without)]), ids(a, b));
  assert.deepEqual(await foundBy('missing-department', [...users.slice(0, 7), a, b]), []);
  assert.deepEqual(
    await foundBy('missing-department', [...users.slice(0, 7), a, b], ['missing-department: 70']),
    ids(a, b),
  );
  assert.deepEqual(await foundBy('missing-department', []), []);
});

test('missing-manager and missing-employee-type', async () => {
  const users = Array.from({ length: 10 }, (_, number) => member(number, { manager: { id: 'boss' } }));
  const lost = member(20, { employeeType: null });
  assert.deepEqual(await foundBy('missing-manager', [...users, lost]), ids(lost));
  assert.deepEqual(await foundBy('missing-employee-type', [...users, lost]), ids(lost));
  const { rules } = await judge(users, { properties: ['id', 'displayName'] });
  assert.deepEqual(rules.find(({ id }) => id === 'missing-manager')?.state, 'not-judged');
  assert.deepEqual(rules.find(({ id }) => id === 'missing-manager')?.missing, [
    'manager',
    'accountEnabled',
    'userType',
  ]);
});

test('duplicate-mail, duplicate-employee-id and duplicate-proxy-address look past case, and past absence', async () => {
  const users = [
    member(1, { mail: 'A@contoso.example', employeeId: 'x1', proxyAddresses: ['SMTP:a@x', 'smtp:b@x', 'SMTP:b@x'] }),
    member(2, { mail: 'a@contoso.example', employeeId: 'X1 ', proxyAddresses: ['smtp:A@x', 'smtp:b@x'] }),
    member(3, { mail: 'c@contoso.example', employeeId: null, proxyAddresses: ['smtp:c@x', 'SMTP:C@x'] }),
    member(4, { mail: null, employeeId: null }),
    member(5, { mail: '', employeeId: '' }),
    member(6, { mail: '', employeeId: '' }),
  ];
  const [a, b] = users;
  for (const rule of ['duplicate-mail', 'duplicate-employee-id', 'duplicate-proxy-address']) {
    assert.deepEqual(await foundBy(rule, users), ids(a, b), rule);
  }
  const { findings } = await judge(users);
  const both = findings.find(({ rule, subject }) => rule === 'duplicate-proxy-address' && subject === a?.id);
  assert.deepEqual(both?.evidence.proxyAddresses, ['smtp:a@x', 'smtp:b@x'], 'one finding tells of both addresses');
});

test('a group of any size: each of 250 is found, and told of the first', async () => {
  const users = Array.from({ length: 250 }, (_, number) => member(number, { mail: 'shared@contoso.example' }));
  const { findings } = await judge(users);
  const found = findings.filter(({ rule }) => rule === 'duplicate-mail');
  assert.deepEqual(
    found.map(({ subject }) => subject),
    users.map(({ id }) => id),
  );
  assert.match(found.at(-1)?.why ?? '', /more than 100 other users/);
  const others = found[0]?.evidence.others;
  assert.ok(Array.isArray(others) && others.length === 5);
});

test('sync-stopped: when nobody was synchronized for three days', async () => {
  const synced = (days: number) => ({ onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(days) });
  assert.deepEqual(await foundBy('sync-stopped', [member(1, synced(9)), member(2, synced(4))]), ['directory']);
  assert.deepEqual(await foundBy('sync-stopped', [member(1, synced(9)), member(2, synced(2))]), []);
  assert.deepEqual(await foundBy('sync-stopped', [member(1)]), [], 'cloud-only');
  assert.deepEqual(await foundBy('sync-stopped', [member(1, { ...synced(9), onPremisesSyncEnabled: false })]), []);
});

for (const [hours, limit, found] of [
  [72, undefined, false],
  [72.99, undefined, false],
  [73, undefined, true],
  [10, 10, false],
  [11, 10, true],
] as const) {
  const rules = limit ? [`sync-stopped: ${limit}`] : [];
  test(`sync-stopped: ${hours} hours, where ${limit ?? 72} may pass: ${found ? 'found' : 'silent'}`, async () => {
    const synced = { onPremisesSyncEnabled: true, onPremisesLastSyncDateTime: daysAgo(hours / 24) };
    assert.deepEqual(await foundBy('sync-stopped', [member(1, synced)], rules), found ? ['directory'] : []);
  });
}

for (const [rule, has, lacks] of [
  ['missing-department', {}, { department: null }],
  ['missing-employee-type', {}, { employeeType: null }],
  ['missing-manager', { manager: { id: 'boss' } }, {}],
] as const) {
  test(`${rule}: found where just as many have one as the limit says, silent where fewer do`, async () => {
    const users = Array.from({ length: 10 }, (_, number) => member(number, number < 8 ? has : lacks));
    const without = ids(...users.slice(8));
    assert.deepEqual(await foundBy(rule, users), without, '80 percent');
    assert.deepEqual(await foundBy(rule, users, [`${rule}: 80`]), without);
    assert.deepEqual(await foundBy(rule, users, [`${rule}: 81`]), []);
    assert.deepEqual(await foundBy(rule, users.slice(1)), [], '77 percent');
    assert.deepEqual(await foundBy(rule, users.slice(0, 8), [`${rule}: 100`]), [], 'all have one');
  });
}

test('creation-burst: just as many as its own number allows are none, one more is a burst', async () => {
  const created = (number: number) =>
    Array.from({ length: number }, (_, index) => member(index, { createdDateTime: daysAgo(1) }));
  for (const [number, found] of [
    [3, 0],
    [4, 1],
  ] as const) {
    assert.equal((await foundBy('creation-burst', created(number), ['creation-burst: 3'])).length, found);
  }
});

test('creation-burst: more than the limit, and more than three times the habit', async () => {
  const created = (from: number, number: number, days: number) =>
    Array.from({ length: number }, (_, index) => member(from + index, { createdDateTime: daysAgo(days) }));
  const users = created(1, 30, 1);
  assert.deepEqual(await foundBy('creation-burst', users), ['2026-11-24T12:00']);
  assert.deepEqual(await foundBy('creation-burst', users.slice(0, 25)), [], 'as many as may be');
  assert.deepEqual(await foundBy('creation-burst', users, ['creation-burst: 30']), []);
  assert.deepEqual(await foundBy('creation-burst', created(1, 30, 8)), [], 'a week ago it was news');
  const weekly = Array.from({ length: 52 }, (_, week) => created(1000 + 20 * week, 10, 8 + 7 * week)).flat();
  assert.deepEqual(
    await foundBy('creation-burst', [...weekly, ...users]),
    [],
    'a tenant that grows like this every week',
  );
  assert.deepEqual(await foundBy('creation-burst', [...weekly, ...created(1, 31, 1)]), ['2026-11-24T12:00']);
  const odd = [member(1, { createdDateTime: null }), member(2, { createdDateTime: '9999-12-31T00:00:00Z' })];
  assert.deepEqual(await foundBy('creation-burst', odd, ['creation-burst: 1']), []);
});
