import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingId } from '../../src/findings/finding.ts';
import type { Rule } from '../../src/findings/rules/rule.ts';
import { shownFound, subjectOf, wholeSubjectOf } from '../../src/findings/shown-finding.ts';
import { createDisclosure, type Disclosure } from '../../src/privacy/disclosure.ts';

const rule: Rule = {
  kind: 'user',
  id: 'some-rule',
  title: 'Somebody of some kind',
  severity: 'low',
  headline: { one: 'x', many: 'x' },
  severityWhy: '',
  confuses: '',
  why: '',
  fix: '',
  needs: ['department', 'employeeId'],
  shows: ['companyName'],
  sources: [],
  judge: () => undefined,
} as Rule;
const user = { id: 'id-1', userPrincipalName: 'ada@contoso.example', displayName: 'Ada Lovelace', mail: 'x@y' };
const name = { id: user.id, userPrincipalName: user.userPrincipalName, displayName: user.displayName };

function hiding(...redact: string[]): Disclosure {
  const disclosure = createDisclosure({ redact, pseudonymize: [], pseudonymKey: '' }, 'tenant');
  assert.ok(disclosure);
  return disclosure;
}

test('where nothing is hidden, what was found is shown as it is, and nothing else is kept', () => {
  const found = { why: 'Because.', evidence: { department: 'Sales' } };
  assert.deepEqual(shownFound(rule, found, undefined), found);
  assert.deepEqual(subjectOf(user, undefined, []), { user: name, subject: 'id-1' });
  assert.deepEqual(wholeSubjectOf(rule, '2026-01-01', undefined), { user: null, subject: '2026-01-01' });
});

test('of a user the true name is kept beside the one that is shown', () => {
  assert.deepEqual(subjectOf(user, hiding('displayName'), []), {
    user: { ...name, displayName: null },
    subject: 'id-1',
    truth: { user: name, subject: 'id-1' },
  });
});

test('acceptances of a class that the user belongs to go with the finding', () => {
  assert.deepEqual(subjectOf(user, undefined, [2]), { user: name, subject: 'id-1', classes: [2] });
  assert.deepEqual(subjectOf(user, hiding('mail'), [2]).classes, [2]);
});

test('a finding about the directory keeps its name where its rule rests on nothing hidden, and gets an id where it does', () => {
  const truth = { user: null, subject: '2026-01-01' };
  assert.deepEqual(wholeSubjectOf(rule, '2026-01-01', hiding('mail')), { user: null, subject: '2026-01-01', truth });
  assert.deepEqual(wholeSubjectOf(rule, '2026-01-01', hiding('employeeId')), {
    user: null,
    subject: findingId('some-rule', '2026-01-01'),
    truth,
  });
});

const found = {
  why: 'Sales has 3 people.',
  evidence: {
    department: 'Sales',
    employeeId: '42',
    companyName: 'Contoso',
    number: 3,
    firstUserIds: ['id-1', 'id-2'],
  },
};

test('how grave it is stays, whatever is hidden', () => {
  assert.equal(shownFound(rule, { ...found, severity: 'high' }, hiding('department')).severity, 'high');
});

test('a rule that rests on nothing hidden keeps its words and its numbers', () => {
  assert.deepEqual(shownFound(rule, found, hiding('mail')), found);
});

test('a rule that rests on what is hidden says its title, and shows of its properties those that may be seen', () => {
  const shown = { why: 'Somebody of some kind.', evidence: { employeeId: '42', companyName: 'Contoso' } };
  assert.deepEqual(shownFound(rule, found, hiding('department')), shown);
});

test('what a rule only shows is as hidden as what it needs', () => {
  const shown = { why: 'Somebody of some kind.', evidence: { department: 'Sales', employeeId: '42' } };
  assert.deepEqual(shownFound(rule, found, hiding('companyName')), shown);
  const { shows: _, ...without } = rule;
  assert.deepEqual(shownFound(without as Rule, { why: 'Why.', evidence: { number: 3 } }, hiding('companyName')), {
    why: 'Why.',
    evidence: { number: 3 },
  });
});

test('other users are named as far as they may be seen, with the members that the rule would show', () => {
  const others = [
    { id: 'id-1', displayName: 'Ada Lovelace' },
    { id: 'id-9', displayName: 'Nobody' },
  ];
  const known = new Map([['id-1', { ...name, displayName: null }]]);
  const shown = shownFound(rule, { why: 'Why.', evidence: { others } }, hiding('displayName'), known);
  assert.deepEqual(shown.evidence, {
    others: [
      { id: 'id-1', displayName: null },
      { id: null, displayName: null },
    ],
  });
  // What has the name and is no list is a value like any other.
  assert.deepEqual(shownFound(rule, { why: '', evidence: { others: 2, firstUserIds: 2 } }, hiding('mail')).evidence, {
    others: 2,
    firstUserIds: 2,
  });
});

test('hidden ids are hidden in lists of ids as well', () => {
  const disclosure = createDisclosure(
    { redact: [], pseudonymize: ['id'], pseudonymKey: Buffer.alloc(32, 1).toString('base64') },
    'tenant',
  );
  assert.ok(disclosure);
  const { firstUserIds } = shownFound(rule, found, disclosure).evidence;
  assert.deepEqual(
    firstUserIds,
    ['id-1', 'id-2'].map((id) => disclosure.value('id', id)),
  );
  assert.doesNotMatch(String(firstUserIds), /id-1/);
});
