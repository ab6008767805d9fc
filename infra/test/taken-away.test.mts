import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Held, nothingHeld } from '../held.ts';
import { takenAway } from '../taken-away.ts';

const held: Held = {
  ...nothingHeld,
  subjects: ['repo:contoso/audit:environment:production', 'repo:contoso/audit:pull_request'],
  permissions: ['User.Read.All'],
  owners: ['11111111-aaaa-4bbb-8ccc-222222222222', '33333333-aaaa-4bbb-8ccc-444444444444'],
};

test('who loses something is named before he does; what stays is not', () => {
  assert.deepEqual(takenAway(held, held), []);
  assert.deepEqual(takenAway(held, nothingHeld), []);
  const after = { subjects: held.subjects.slice(0, 1), permissions: [], owners: held.owners.slice(0, 1) };
  const [subject, consent, owner, ...others] = takenAway(after, held);
  assert.match(
    subject ?? '',
    /^Workflow runs with the subject repo:contoso\/audit:pull_request cannot sign in any more/,
  );
  assert.match(consent ?? '', /^The consent to User\.Read\.All is taken back/);
  assert.match(owner ?? '', /away from 33333333-aaaa-4bbb-8ccc-444444444444; .* 'owners\[0\]' 33333333-aaaa/);
  assert.deepEqual(others, []);
});
