import assert from 'node:assert/strict';
import { test } from 'node:test';
import { samplesForPeople } from '../../src/report/named-licenses.ts';

const sku = { skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965', disabledPlans: [] };
const name = 'Microsoft 365 E3';

test('for people, licences have names wherever somebody came, went or changed', () => {
  const user = (licenses: unknown) => ({ id: '1', displayName: 'Ada', assignedLicenses: licenses });
  const change = (before: unknown, after: unknown, property = 'assignedLicenses') => ({
    ...{ id: '1', displayName: 'Ada', userPrincipalName: null, counted: true },
    changes: [{ property, before, after }],
  });
  const switched = { ...sku, disabledPlans: ['x'] };
  const { added, removed, changed, recreated } = samplesForPeople({
    added: [user([sku]), user(null)],
    removed: [user([])],
    changed: [change([], [sku]), change([sku], [switched]), change([sku], [], 'city')],
    recreated: [],
  });
  assert.deepEqual([added, removed, recreated], [[user([name]), user(null)], [user([])], []]);
  assert.deepEqual(changed, [change([], [name]), change([sku], [switched]), change([sku], [], 'city')]);
});
