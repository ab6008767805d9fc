import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { UserRecord } from '../../../../emulator/directory/directory.ts';
import { createTestGraph, EVENTUAL, ids } from '../support.ts';

interface Condition {
  filter: string;
  holds(user: UserRecord): boolean;
}

const { list, get, directory } = createTestGraph({ users: 400, seed: 11 });
directory.create({ createdDateTime: '2024-02-29T12:00:00Z', department: "O'Hara & Söhne", userType: 'Guest' });
directory.create({ createdDateTime: null, accountEnabled: false });
for (const index of [3, 50, 77]) {
  directory.delete(String(directory.value(index, 'id')));
}
directory.update(String(directory.value(5, 'id')), { displayName: "it's", mail: null, jobTitle: 'Counsel' });
const users = [...directory.users()];

const quote = (text: unknown) => `'${String(text).replaceAll("'", "''")}'`;
const fold = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
const picked = fc.nat(users.length - 1).map((position) => users[position] as UserRecord);

const textNames = [
  'userPrincipalName',
  'displayName',
  'mail',
  'department',
  'city',
  'jobTitle',
  'userType',
  'employeeId',
];
const textEquality = fc
  .tuple(fc.constantFrom(...textNames), fc.constantFrom('eq', 'ne'), picked)
  .filter(([name, , user]) => typeof user[name] === 'string')
  .map(([name, operator, sample]): Condition => {
    const isSame = (user: UserRecord) => fold(user[name]) === fold(sample[name]);
    return {
      filter: `${name} ${operator} ${quote(sample[name])}`,
      holds: (user) => (operator === 'eq' ? isSame(user) : !isSame(user)),
    };
  });
const list3 = fc
  .tuple(fc.constantFrom('id', 'displayName', 'department'), fc.array(picked, { minLength: 1, maxLength: 3 }))
  .map(([name, samples]): Condition => {
    const values = samples.map((sample) => sample[name] ?? 'none');
    return {
      filter: `${name} in (${values.map(quote).join(', ')})`,
      holds: (user) => values.some((value) => fold(value) === fold(user[name])),
    };
  });
const part = fc
  .tuple(fc.constantFrom('userPrincipalName', 'mail'), fc.boolean(), picked, fc.integer({ min: 1, max: 6 }))
  .filter(([name, , sample]) => typeof sample[name] === 'string')
  .map(([name, atStart, sample, length]): Condition => {
    const text = String(sample[name]);
    const piece = atStart ? text.slice(0, length) : text.slice(-length);
    const method = atStart ? 'startsWith' : 'endsWith';
    return {
      filter: `${method}(${name}, ${quote(piece.toUpperCase())})`,
      holds: (user) => typeof user[name] === 'string' && user[name].toLowerCase()[method](piece.toLowerCase()),
    };
  });
const range = fc
  .tuple(
    fc.constantFrom('createdDateTime', 'onPremisesLastSyncDateTime', 'employeeHireDate'),
    fc.constantFrom('ge', 'le', 'eq'),
    picked,
    fc.constantFrom('Z', '+02:00', '.500Z'),
  )
  .filter(([name, , sample]) => typeof sample[name] === 'string')
  .map(([name, operator, sample, zone]): Condition => {
    const written = String(sample[name]).replace('Z', zone);
    const bound = Date.parse(written);
    return {
      filter: `${name} ${operator} ${written}`,
      holds(user) {
        const value = user[name] === null ? Number.NaN : Date.parse(String(user[name]));
        return operator === 'ge' ? value >= bound : operator === 'le' ? value <= bound : value === bound;
      },
    };
  });
const truth = fc
  .tuple(fc.constantFrom('accountEnabled', 'onPremisesSyncEnabled'), fc.constantFrom('eq', 'ne'), fc.boolean())
  .map(
    ([name, operator, value]): Condition => ({
      filter: `${name} ${operator} ${value}`,
      holds: (user) => (user[name] === value) === (operator === 'eq'),
    }),
  );
const nothing = fc
  .tuple(
    fc.constantFrom('createdDateTime', 'department', 'mail', 'employeeId', 'companyName'),
    fc.constantFrom('eq', 'ne'),
  )
  .map(
    ([name, operator]): Condition => ({
      filter: `${name} ${operator} null`,
      holds: (user) => (user[name] === null) === (operator === 'eq'),
    }),
  );
const licences = fc.constantFrom<Condition>(
  {
    filter: 'assignedLicenses/$count eq 0',
    holds: (user) => (user.assignedLicenses as unknown[]).length === 0,
  },
  {
    filter: 'assignedLicenses/$count ne 0',
    holds: (user) => (user.assignedLicenses as unknown[]).length !== 0,
  },
  {
    filter: 'assignedLicenses/any(x:x/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)',
    holds: (user) =>
      (user.assignedLicenses as { skuId: string }[]).some(({ skuId }) => skuId.startsWith('05e9a617-0261')),
  },
);
const condition = fc.letrec<{ all: Condition }>((tie) => ({
  all: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    { weight: 3, arbitrary: range },
    textEquality,
    list3,
    part,
    truth,
    nothing,
    licences,
    fc.tuple(tie('all'), fc.constantFrom('and', 'or', 'AND'), tie('all')).map(([left, operator, right]) => ({
      filter: `(${left.filter}) ${operator} (${right.filter})`,
      holds: (user: UserRecord) =>
        operator === 'or' ? left.holds(user) || right.holds(user) : left.holds(user) && right.holds(user),
    })),
    tie('all').map((inner) => ({
      filter: `not (${inner.filter})`,
      holds: (user: UserRecord) => !inner.holds(user),
    })),
  ),
})).all;

test('a filtered list, its count and a brute-force search agree', async () => {
  await fc.assert(
    fc.asyncProperty(condition, fc.constantFrom(7, 100, 999), async ({ filter, holds }, top) => {
      const expected = ids(users.filter(holds)).toSorted();
      const query = encodeURIComponent(filter);
      const { users: found, pages } = await list(
        `http://graph.example/v1.0/users?$select=id&$count=true&$top=${top}&$filter=${query}`,
        EVENTUAL,
      );
      assert.deepEqual(ids(found).toSorted(), expected, filter);
      assert.equal(pages[0]?.body['@odata.count'], expected.length);
      const count = await get(`http://graph.example/v1.0/users/$count?$filter=${query}`, EVENTUAL);
      assert.equal(count.text, `${expected.length}`);
    }),
    { numRuns: 250, seed: 20_261_123 },
  );
});

test('and binds tighter than or, not tighter than and', async () => {
  const count = async (filter: string) => Number((await get(`/users/$count?$filter=${filter}`, EVENTUAL)).text);
  const guests = "userType eq 'Guest'";
  const enabled = 'accountEnabled eq true';
  const synced = 'onPremisesSyncEnabled eq true';
  assert.equal(
    await count(`${guests} or ${enabled} and ${synced}`),
    await count(`${guests} or (${enabled} and ${synced})`),
  );
  assert.notEqual(
    await count(`${guests} or ${enabled} and ${synced}`),
    await count(`(${guests} or ${enabled}) and ${synced}`),
  );
  assert.equal(await count(`not ${guests} and ${enabled}`), await count(`(not(${guests})) and ${enabled}`));
});
