import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../src/findings/rules/index.ts';
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
  const last = (property: string, most: number) => needs.get(property)?.slice(-most);
  assert.deepEqual(last('id', 2), ['the order of the list', 'changes']);
  assert.deepEqual(last('userPrincipalName', 2), ['who was created again', 'accepted-findings']);
  assert.deepEqual(last('createdDateTime', 1), ['parts of a large list']);
});

test('what rules read of deleted users is nothing that the list has to have, and what they read of all is', () => {
  const needed = [...propertyNeeds().values()].flat();
  for (const rule of rules) {
    const isOfOthers = rule.kind === 'whole' && rule.of !== undefined;
    assert.equal(needed.includes(rule.id), !isOfOthers && rule.needs.length > 0, rule.id);
  }
});
