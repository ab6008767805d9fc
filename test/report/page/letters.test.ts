import assert from 'node:assert/strict';
import { test } from 'node:test';
import { h, views } from '../../../src/report/letter/markup.ts';
import { shared } from '../../../src/report/page/index.js';
import type { H } from '../../../src/report/page/parts.d.ts';

const { letters } = shared(h as H);
const marked = (name: string, other: string | null, characters?: string[]) =>
  letters
    .runs(name, other, characters)
    .map(([text, differs]) => (differs ? `[${text}]` : text))
    .join('');

test('letters by which two names differ are marked, by code point', () => {
  assert.equal(marked('Anna M\u0435ier', 'Anna Meier'), 'Anna M[\u0435]ier');
  assert.equal(marked('Arma', 'Anna'), 'A[rm]a');
  assert.equal(marked('Anna\u200b', 'Anna'), 'Anna[\u200b]');
  assert.equal(marked('\u{1d400}nna', 'Anna'), '[\u{1d400}]nna');
  assert.equal(marked('Anna', 'Anna'), 'Anna');
});

test('without another name those that are named are marked; names of any length come back whole', () => {
  assert.equal(marked('M\u0435ier', null, ['U+0435']), 'M[\u0435]ier');
  assert.equal(marked('M\u0435ier', null), 'M\u0435ier');
  assert.equal(marked('x'.repeat(300), 'y'), 'x'.repeat(300));
});

test('only of an imitation letters are marked', () => {
  const user = { id: '1', displayName: 'M\u0435ier', userPrincipalName: null };
  const finding = {
    ...{ id: '1', severity: 'high' as const, user, subject: '1', why: '', isNew: null, accepted: null },
    evidence: { others: [{ displayName: 'Meier' }] },
  };
  const shown = (rule: string) => String(views.person(user, { ...finding, rule }));
  assert.match(shown('display-name-imitation'), /M<mark title="U\+0435">\u0435<\/mark>ier/);
  assert.doesNotMatch(shown('guest-without-sponsor'), /<mark/);
});
