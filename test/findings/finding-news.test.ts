import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../src/findings/finding.ts';
import { newsText, watchFindingNews } from '../../src/findings/finding-news.ts';
import { rules } from '../../src/findings/rules/index.ts';

const finding: Finding = {
  ...{ id: '0', rule: 'sync-errors', severity: 'medium', user: null, subject: 's', why: 'Because.', evidence: {} },
  ...{ isNew: true, accepted: null },
};
const newsOf = (findings: Partial<Finding>[], known = true) => {
  const watch = watchFindingNews();
  for (const one of findings) watch.onFinding({ ...finding, ...one });
  return watch.finish(known).map(({ samples, ...rest }) => ({ ...rest, shown: samples.length }));
};
const news = { rule: 'sync-errors', severity: 'medium', number: 1, isNew: true, guests: 0, shown: 1 };

test('only what is open and was not there before; the gravest first', () => {
  const accepted = { reason: 'x', until: '2099-01-01' };
  assert.deepEqual(newsOf([{ isNew: false }, { accepted }]), []);
  assert.deepEqual(newsOf([{}, { severity: 'high' }, { rule: 'duplicate-mail', severity: 'high' }]), [
    { ...news, severity: 'high', rule: 'duplicate-mail' },
    { ...news, severity: 'high' },
    news,
  ]);
  assert.deepEqual(newsOf(Array.from({ length: 50 }, () => ({}))), [{ ...news, number: 50, shown: 20 }]);
});

test('what may be new is told as open: at the first audit, and where the earlier findings broke', () => {
  assert.deepEqual(newsOf([{ isNew: null }, {}]), [{ ...news, number: 2, isNew: false, shown: 2 }]);
  assert.deepEqual(newsOf([{ isNew: false }, {}], false), [{ ...news, number: 2, isNew: false, shown: 2 }]);
});

test('words: one and many, new ones as such, guests where all are', () => {
  const text = (number: number, guests: number, isNew: boolean, rule = 'display-name-imitation') =>
    newsText({ rule, number, guests, isNew });
  assert.equal(text(1, 1, true), "new guest imitates another user's name");
  assert.equal(text(2, 2, false), "guests imitate other users' names");
  assert.equal(text(2, 1, true), "new accounts imitate other users' names");
  assert.equal(text(1, 0, false, 'missing-manager'), 'member has no manager');
  for (const { id } of rules) assert.ok(text(2, 0, false, id).length < 60, id);
});
