import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const inputs = { publish: 'none', baseline: 'none' };

for (const [what, { premium = true, granted = [], ...given }, words] of [
  [
    'a property whose permission is not in the token',
    { select: 'mail, customSecurityAttributes' },
    [
      'customSecurityAttributes is not covered by the permission to read users, which is granted.',
      'needs the application permission CustomSecAttributeAssignment.Read.All',
      'docs/troubleshooting.md#property-needs-permission',
    ],
  ],
  [
    'a property in the filter whose permission is not in the token',
    { select: 'mail', filter: 'signInActivity/lastSignInDateTime le 2026-01-01T00:00:00Z' },
    ['signInActivity is not covered by', 'AuditLog.Read.All, which is not in the token (User.Read.All)'],
  ],
  [
    'a property that the tenant has no licence for',
    { select: 'mail, signInActivity', premium: false, granted: ['AuditLog.Read.All'] },
    ['this tenant may not read signInActivity.', 'docs/troubleshooting.md#property-needs-licence'],
  ],
  [
    'a property that no list has',
    { select: 'mail, aboutMe' },
    ['Graph does not answer aboutMe in a list', 'docs/troubleshooting.md#property-of-one-user'],
  ],
] as const) {
  test(`${what} is named, and nobody is sent to a consent that is given`, async () => {
    await using world = await createWorld({ inputs: listCompared, users: 3, premium });
    for (const permission of granted) await world.app.grantConsent(permission);
    const run = await world.audit({ ...inputs, ...given });
    assert.equal(run.exitCode, 1);
    const [error = ''] = run.annotations.error;
    for (const text of words) assert.ok(error.includes(text), error);
    assert.ok(!error.includes('adminconsent'), error);
  });
}
