import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnProperties, compareUsers, sameValue } from '../../src/compare/user-changes.ts';

const cases: [unknown, unknown, boolean][] = [
  [null, undefined, true],
  ['a', 'A', false],
  [null, '', false],
  [null, [], false],
  [false, null, false],
  [['a', 'b'], ['b', 'a'], true],
  [['a', 'a', 'b'], ['b', 'a'], true],
  [['a'], ['a', 'b'], false],
  [['a,b'], ['a', 'b'], false],
  [['1'], [1], false],
  [{ a: 1, b: [1, 2] }, { b: [2, 1], a: 1 }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [[{ skuId: 'x', disabledPlans: ['p', 'q'] }], [{ disabledPlans: ['q', 'p'], skuId: 'x' }], true],
  [[['a'], ['b']], [['b'], ['a']], true],
];
for (const [a, b, same] of cases) {
  test(`${JSON.stringify(a)} and ${JSON.stringify(b)} are ${same ? 'the same' : 'different'}`, () => {
    assert.equal(sameValue(a, b), same);
    assert.equal(sameValue(b, a), same);
  });
}

test('only what is compared is told, and absence is null', () => {
  const before = { id: '1', mail: 'a', city: 'x' };
  const after = { id: '1', city: 'y', jobTitle: 'z' };
  assert.deepEqual(compareUsers(before, after, ['id', 'mail', 'jobTitle']), [
    { property: 'mail', before: 'a', after: null },
    { property: 'jobTitle', before: null, after: 'z' },
  ]);
});

test('what moves by itself is these five properties and nothing else', () => {
  assert.deepEqual([...churnProperties].sort(), [
    'lastPasswordChangeDateTime',
    'onPremisesLastSyncDateTime',
    'refreshTokensValidFromDateTime',
    'signInActivity',
    'signInSessionsValidFromDateTime',
  ]);
});

const unlike: [unknown, unknown][] = [
  ['text', {}],
  [{}, 'text'],
  [null, { a: 1 }],
  [{ a: 1 }, null],
  [[], {}],
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { b: 1 }],
  [[{ a: 1 }], [{ a: 2 }]],
];
for (const [a, b] of unlike) {
  test(`${JSON.stringify(a)} is something else than ${JSON.stringify(b)}`, () => assert.equal(sameValue(a, b), false));
}

test('keys that are sorted by whoever sent them say the same in any order', () => {
  assert.equal(sameValue({ b: 1, a: 2, c: 3 }, { c: 3, b: 1, a: 2 }), true);
  assert.equal(sameValue([{ z: null, a: [2, 1] }], [{ a: [1, 2], z: null }]), true);
});
