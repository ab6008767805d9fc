import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { acceptanceEntry } from '../../src/findings/acceptance-entry.ts';
import { parseAccepted } from '../../src/inputs/input-files.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const id = '00000000-0000-4000-8000-000000000001';

test('an entry names rule and user, and ends in ninety days', () => {
  const user = { id, userPrincipalName: 'anna@x', displayName: 'Anna' };
  assert.equal(
    acceptanceEntry({ rule: 'guest-state-odd', user, subject: id }, now),
    `- rule: guest-state-odd\n  user: ${id}\n  reason: Say here why this may stay\n  until: 2027-02-23\n`,
  );
});

test('of what concerns the directory as a whole it names what it is about', () => {
  const finding = { rule: 'creation-burst', user: null, subject: '2026-11-24T08:15' };
  assert.match(acceptanceEntry(finding, now), /\n {2}user: "2026-11-24T08\\U0000003a15"\n/);
});

test('whatever an id is, it is read back as it was, and no character of it is a sign of Markdown or HTML', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
      fc.pre(text.trim() !== '' && text.isWellFormed());
      const entry = acceptanceEntry({ rule: 'guest-state-odd', user: null, subject: text }, now);
      assert.match(entry, /^[\w\n @.+:"\\-]*$/);
      const parsed = await parseAccepted(entry, []);
      assert.ok('entries' in parsed, entry);
      assert.equal(parsed.entries[0]?.user, text);
    }),
  );
});
