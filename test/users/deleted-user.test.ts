import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deletedUser } from '../../src/users/deleted-user.ts';

const id = 'DDDDDDDD-3333-4444-5555-eeeeeeeeeeee';

for (const [name, expected] of [
  ['dddddddd333344445555eeeeeeeeeeeeAveryS@contoso.com', 'AveryS@contoso.com'],
  ['dddddddd-3333-4444-5555-eeeeeeeeeeeeAveryS@contoso.com', 'AveryS@contoso.com'],
  ['AveryS@contoso.com', 'AveryS@contoso.com'],
  ['0000dddddddd333344445555eeeeeeeeeeee@contoso.com', '0000dddddddd333344445555eeeeeeeeeeee@contoso.com'],
  [null, null],
] as const) {
  test(`a deleted user called ${name} was called ${expected}`, () => {
    assert.equal(deletedUser({ id, userPrincipalName: name }).userPrincipalName, expected);
  });
}

test('of a deleted user nothing else is kept than what is written, and its type', () => {
  const given = {
    id,
    '@odata.type': '#microsoft.graph.agentUser',
    mail: 'x@y',
    deletedDateTime: '2026-11-20T00:00:00Z',
  };
  assert.deepEqual(deletedUser(given), {
    id,
    '@odata.type': '#microsoft.graph.agentUser',
    userPrincipalName: null,
    displayName: null,
    userType: null,
    deletedDateTime: '2026-11-20T00:00:00Z',
  });
});
