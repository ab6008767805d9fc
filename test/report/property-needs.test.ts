import assert from 'node:assert/strict';
import { test } from 'node:test';
import { propertyNeeds } from '../../src/report/property-needs.ts';
import { auditProperties, profileProperties } from '../../src/users/property-sets.ts';
import { sponsorsProperty } from '../../src/users/sponsors.ts';
import { managerProperty, orderProperties, signInProperty } from '../../src/users/user.ts';

test('the audit set is what rules, report and comparison need, and nothing more', () => {
  const withOwnInput = [managerProperty, sponsorsProperty, signInProperty];
  const needed = [...propertyNeeds().keys()].filter((name) => !withOwnInput.includes(name));
  assert.deepEqual(orderProperties(needed), auditProperties);
});

test('the profile set holds the audit set, in one order', () => {
  assert.deepEqual(
    profileProperties.filter((name) => auditProperties.includes(name)),
    auditProperties,
  );
});

test('each need is told: by rule, by column, by chart', () => {
  const needs = propertyNeeds();
  assert.deepEqual(needs.get('employeeId')?.slice(0, 3), [
    ...['duplicate-employee-id', 'enabled-after-leaving', 'not-in-roster'],
  ]);
  assert.deepEqual(needs.get('manager'), ['missing-manager', 'report: column "Manager"']);
  assert.ok(needs.get('department')?.includes('missing-department'));
  assert.ok(needs.get('department')?.includes('report: column "Department"'));
  assert.ok(needs.get('department')?.includes('report: chart of departments'));
  assert.equal(needs.get('city'), undefined);
});
