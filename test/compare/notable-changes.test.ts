import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notableChanges, watchNotableChanges } from '../../src/compare/notable-changes.ts';

const all = ['id', 'userType', 'accountEnabled', 'assignedLicenses'];
const kinds = (before: object, after: object, properties = all) =>
  notableChanges({ id: '1', ...before }, { id: '1', ...after }, properties).map(({ kind }) => kind);
const [e5, f1] = [{ skuId: 'e5' }, { skuId: 'f1' }];

test('a guest who became a member, an account that was enabled again: one way, and not the other', () => {
  assert.deepEqual(kinds({ userType: 'Guest' }, { userType: 'Member' }), ['became-member']);
  assert.deepEqual(kinds({ userType: 'Member' }, { userType: 'Guest' }), []);
  assert.deepEqual(kinds({ accountEnabled: false }, { accountEnabled: true }), ['enabled-again']);
  assert.deepEqual(kinds({ accountEnabled: true }, { accountEnabled: false }), []);
  assert.deepEqual(kinds({ accountEnabled: null }, { accountEnabled: true }), []);
});

test('a licence that a disabled account did not have before', () => {
  const licences = (before: unknown, after: unknown, accountEnabled = false) =>
    kinds({ accountEnabled, assignedLicenses: before }, { accountEnabled, assignedLicenses: after });
  assert.deepEqual(licences([], [e5]), ['licence-while-disabled']);
  assert.deepEqual(licences([e5, f1], [e5]), []);
  assert.deepEqual(licences([e5], [f1]), ['licence-while-disabled'], 'as many as before, and another');
  assert.deepEqual(licences(null, 'odd'), []);
  assert.deepEqual(licences([], [e5], true), []);
});

test('what only one of the lists was asked for is no change', () => {
  assert.deepEqual(kinds({ accountEnabled: false }, { accountEnabled: true }, ['id']), []);
});

test('all are counted, the first of each kind kept; none without a comparison', () => {
  const watch = watchNotableChanges(all);
  for (let id = 0; id < 50; id += 1) {
    watch.onDifferent?.({ id: `${id}`, userType: 'Guest' }, { id: `${id}`, userType: 'Member', displayName: 'Ada' });
  }
  watch.onDifferent?.({ id: 'x', accountEnabled: false }, { id: 'x', accountEnabled: true });
  const recreated = { userPrincipalName: 'a@x', removedId: '1', addedId: '2' };
  const { counts, samples } = watch.finish({
    counts: { added: 0, removed: 0, changed: 0, churned: 0, recreated: 3 },
    samples: { added: [], removed: [], changed: [], recreated: [recreated] },
  });
  assert.deepEqual(counts, {
    'became-member': 50,
    'enabled-again': 1,
    'licence-while-disabled': 0,
    'created-again': 3,
  });
  assert.equal(samples.length, 22);
  assert.deepEqual(samples[0]?.user, { id: '0', userPrincipalName: null, displayName: 'Ada' });
  assert.deepEqual(samples.at(-1), {
    ...{ kind: 'created-again', before: '1', after: '2' },
    user: { id: '2', userPrincipalName: 'a@x', displayName: null },
  });
  assert.deepEqual(watch.finish(undefined).samples, []);
});
