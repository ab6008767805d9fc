import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRefusal } from '../../src/problems/graph-refusal.ts';

const request = (query: string) => `GET https://graph.microsoft.com/v1.0/users?${query}&$top=999`;

const cases: [what: string, facts: Record<string, unknown>, row: string | undefined, more?: Record<string, unknown>][] =
  [
    ['the permission is not in the token', { status: 403, roles: 'none', select: 'id' }, 'Authorization_RequestDenied'],
    ['another permission is', { status: 403, roles: 'Group.Read.All', select: 'id' }, 'Authorization_RequestDenied'],
    ['nothing is known of the token', { status: 403, select: 'id' }, 'Authorization_RequestDenied'],
    [
      'one that only reads names is',
      { status: 403, roles: 'User.ReadBasic.All', select: 'id' },
      'Authorization_RequestDenied',
    ],
    [
      'a property needs another one',
      { status: 403, roles: 'User.Read.All', select: 'id,signInActivity' },
      'property-needs-permission',
      { property: 'signInActivity', permission: 'AuditLog.Read.All' },
    ],
    [
      'two do, and one of theirs is granted',
      {
        status: 403,
        roles: 'Directory.Read.All, AuditLog.Read.All',
        select: 'signInActivity,customSecurityAttributes',
      },
      'property-needs-permission',
      { property: 'customSecurityAttributes', permission: 'CustomSecAttributeAssignment.Read.All' },
    ],
    [
      'the property stands in the filter',
      { status: 403, roles: 'User.Read.All', filter: 'signInActivity/lastSignInDateTime le 2026-01-01T00:00:00Z' },
      'property-needs-permission',
      { property: 'signInActivity', permission: 'AuditLog.Read.All' },
    ],
    [
      'the tenant lacks the licence',
      { status: 403, roles: 'User.Read.All, AuditLog.Read.All', select: 'id,signInActivity' },
      'property-needs-licence',
      { property: 'signInActivity' },
    ],
    [
      'Graph says so itself, whatever is granted',
      {
        status: 403,
        roles: 'User.Read.All',
        graphCode: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
        select: 'signInActivity',
      },
      'property-needs-licence',
      { property: 'signInActivity' },
    ],
    [
      'a permission is granted that holds more than the least one',
      { status: 403, roles: 'User.Read.All, MailboxSettings.ReadWrite', select: 'mailboxSettings' },
      'property-needs-licence',
      { property: 'mailboxSettings' },
    ],
    [
      'one is missing, and the least is named',
      {
        status: 403,
        roles: 'User.Read.All, MailboxSettings.ReadWrite',
        select: 'mailboxSettings,employeeLeaveDateTime',
      },
      'property-needs-permission',
      { property: 'employeeLeaveDateTime', permission: 'User-LifeCycleInfo.Read.All' },
    ],
    [
      'somebody in the filter has the name of a property',
      { status: 403, roles: 'User.Read.All', select: 'id', filter: "displayName eq 'mailboxSettings'" },
      'forbidden-with-permission',
      { asked: 'id' },
    ],
    [
      'nothing out of the ordinary was asked for',
      { status: 403, roles: 'User.Read.All', select: 'id,mail' },
      'forbidden-with-permission',
      { asked: 'id, mail' },
    ],
    [
      'a property that no list has',
      { status: 501, select: 'id,aboutMe,skills' },
      'property-of-one-user',
      { property: 'aboutMe, skills' },
    ],
    ['a 501 of something else', { status: 501, select: 'id' }, undefined],
    [
      'a name that users do not have',
      { status: 400, select: 'id,mial', unknownProperty: 'mial' },
      'property-unknown',
      { where: 'select' },
    ],
    [
      'the same in the filter',
      { status: 400, select: 'id', filter: "mial eq 'x'", unknownProperty: 'mial' },
      'property-unknown',
      { where: 'filter' },
    ],
    ['another 400', { status: 400, select: 'id' }, undefined],
  ];

for (const [what, { select, filter, ...facts }, row, more] of cases) {
  test(`${what}: ${row ?? "Graph's own code"}`, () => {
    const query = new URLSearchParams();
    if (select !== undefined) query.set('$select', String(select));
    if (filter !== undefined) query.set('$filter', String(filter));
    const refusal = readRefusal({ ...facts, request: request(String(query)) });
    assert.equal(refusal.row, row);
    assert.deepEqual(refusal.facts, more);
  });
}
