import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/findings/finding.ts';
import { entriesMarkdown } from '../../src/report/acceptance-entries.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const finding = (subject: string, fields: Partial<Finding> = {}): Finding => ({
  ...{ id: '0', rule: 'sync-errors', severity: 'medium', user: null, subject, why: 'Because', evidence: {} },
  ...{ isNew: false, accepted: null },
  ...fields,
});
const subjects = (samples: Finding[]) =>
  [...entriesMarkdown(samples, now).matchAll(/^ {2}user: (.*)$/gm)].map(([, user]) => user);

test('new findings come first, then the gravest; accepted ones have no entry', () => {
  const samples = [
    finding('quiet', { severity: 'low' }),
    finding('grave', { severity: 'high' }),
    finding('new', { severity: 'low', isNew: true }),
    finding('accepted', { accepted: { reason: 'x', until: '2027-01-01' } }),
  ];
  assert.deepEqual(subjects(samples), ['new', 'grave', 'quiet']);
  assert.match(entriesMarkdown(samples, now), /^\n<details><summary>To live with a finding: 3 entries to copy/);
});

test('twenty entries are enough, and a hint to accept a class; none for nothing', () => {
  const samples = Array.from({ length: 30 }, (_, number) => finding(`user-${number}`));
  assert.equal(subjects(samples).length, 20);
  assert.match(entriesMarkdown(samples, now), /by `where` in place of `user`/);
  assert.equal(entriesMarkdown([], now), '');
});

test('no subject can end the block', () => {
  assert.deepEqual(subjects([finding('```\n</details>')]), [
    '"\\U00000060\\U00000060\\U00000060\\U0000000a\\U0000003c\\U0000002fdetails\\U0000003e"',
  ]);
});
