import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLineWriter, hasKeysInOrder, hasTypesOfGraph, isPlainId, withManager } from '../../src/users/user.ts';
import { type GraphUser, userTypeName, userTypeOf } from '../../src/users/user-type.ts';

const whole: GraphUser = {
  id: '1',
  displayName: 'Ada',
  accountEnabled: true,
  onPremisesSyncEnabled: false,
  otherMails: ['a@x', 'b@x'],
  proxyAddresses: [],
  assignedLicenses: [{ skuId: 's' }, { skuId: 't' }],
  onPremisesProvisioningErrors: null,
  notOfTheAuditSet: 7,
};

test('a user as Graph sends it has the types of Graph, and so has one of whom nothing is known', () => {
  assert.equal(hasTypesOfGraph(whole), true);
  assert.equal(hasTypesOfGraph({ id: '1' }), true);
});

const strange: [string, unknown][] = [
  ['displayName', 7],
  ['displayName', {}],
  ['accountEnabled', 'true'],
  ['onPremisesSyncEnabled', 0],
  ['otherMails', 'a@x'],
  ['otherMails', ['a@x', 7]],
  ['proxyAddresses', {}],
  ['proxyAddresses', [null]],
  ['assignedLicenses', {}],
  ['assignedLicenses', [{ skuId: 's' }, 'sku']],
  ['assignedLicenses', [null]],
  ['onPremisesProvisioningErrors', ['an error']],
  ['onPremisesProvisioningErrors', true],
];
for (const [property, value] of strange) {
  test(`${property} is never ${JSON.stringify(value)}`, () => {
    assert.equal(hasTypesOfGraph({ ...whole, [property]: value }), false);
  });
}

test('of a manager only who that is stays; whoever has none has null', () => {
  const manager = { '@odata.type': 'x', id: 'm', userPrincipalName: 'boss@x', displayName: 'Boss' };
  assert.deepEqual(withManager({ id: '1', mail: 'a', manager }), {
    ...{ id: '1', mail: 'a' },
    manager: { id: 'm', userPrincipalName: 'boss@x' },
  });
  assert.deepEqual(withManager({ id: '1', manager: { id: 'm' } }).manager, { id: 'm', userPrincipalName: null });
  for (const none of [null, undefined, {}]) assert.equal(withManager({ id: '1', manager: none }).manager, null);
});

test('an id is plain when it stands in JSON as it is, and not endless', () => {
  for (const id of ['a', 'x'.repeat(256), 'müller']) assert.equal(isPlainId(id), true, id);
  for (const id of ['', 'x'.repeat(257), 'a\\b', 'a"b', '\u007f', 'a\ud800']) assert.equal(isPlainId(id), false, id);
});

const values: [unknown, boolean][] = [
  [null, true],
  ['text', true],
  [7, true],
  [[], true],
  [{ a: 1, b: 2 }, true],
  [{ b: 1, a: 2 }, false],
  [{ a: 1, c: 2, b: 3 }, false],
  [['z', 'a'], true],
  [Array.from({ length: 12 }, () => 0), true],
  [[{ a: 1 }, { b: 1, a: 2 }], false],
  [{ a: { d: 1, c: 2 }, b: null }, false],
  [{ a: { c: 1, d: 2 } }, true],
];
for (const [value, inOrder] of values) {
  test(`the keys of ${JSON.stringify(value)} are ${inOrder ? '' : 'not '}in order, as a line has them`, () => {
    assert.equal(hasKeysInOrder(value), inOrder);
    assert.equal(createLineWriter(['bag'])({ id: '1', bag: value }) === JSON.stringify({ bag: value }), inOrder);
  });
}

test('a derived type stands behind the id, and nowhere else', () => {
  const write = createLineWriter(['id', 'mail']);
  const line = write({ id: '1', mail: 'a@x', '@odata.type': '#microsoft.graph.agentUser' });
  assert.equal(line, '{"id":"1","@odata.type":"#microsoft.graph.agentUser","mail":"a@x"}');
  for (const type of ['#microsoft.graph.user', undefined, 7]) {
    assert.equal(write({ id: '1', mail: 'a@x', '@odata.type': type }), '{"id":"1","mail":"a@x"}');
  }
});

test('what a user is, for rules and for people', () => {
  const cases: [user: object, type: string, name: string | null][] = [
    [{ userType: 'Member' }, 'member', 'Member'],
    [{ userType: 'Guest' }, 'guest', 'Guest'],
    [{ userType: 'Partner' }, 'unknown', 'Partner'],
    [{ userType: '' }, 'unknown', null],
    [{ userType: 7 }, 'unknown', null],
    [{}, 'unknown', null],
    [{ '@odata.type': '#microsoft.graph.user', userType: 'Guest' }, 'guest', 'Guest'],
    [{ '@odata.type': '#microsoft.graph.agentUser', userType: 'Member' }, 'agent', 'agentUser'],
    [{ '@odata.type': '#microsoft.graph.newerUser', userType: 'Member' }, 'other type', 'newerUser'],
    [{ '@odata.type': '#contoso.user' }, 'other type', '#contoso.user'],
    [{ '@odata.type': 7, userType: 'Member' }, 'member', 'Member'],
  ];
  for (const [user, type, name] of cases) {
    assert.equal(userTypeOf({ id: '1', ...user }), type, JSON.stringify(user));
    assert.equal(userTypeName({ id: '1', ...user }), name, JSON.stringify(user));
  }
});
