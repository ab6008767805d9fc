import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createValueWatch } from '../../../src/list/store/value-watch.ts';

const properties = ['id', 'mail', 'city', 'extension_a'];

test('before anybody has come, nothing was sent', () => {
  const watch = createValueWatch(properties, ['city', 'mail']);
  assert.deepEqual(watch.missing(), { neverSent: ['city', 'mail'], alwaysNull: [] });
});

test('what is null for one and a text for another is there; what is null for all, and what never came, is told apart', () => {
  const watch = createValueWatch(properties, ['mail', 'city', 'extension_a']);
  watch.see({ id: '1', mail: null, city: null });
  watch.see({ id: '2', mail: 'a@b', city: null });
  assert.deepEqual(watch.missing(), { neverSent: ['extension_a'], alwaysNull: ['city'] });
  watch.see({ id: '3', extension_a: 0 });
  assert.deepEqual(watch.missing(), { neverSent: [], alwaysNull: ['city'] });
});

test('an empty text, an empty list, false and 0 are values', () => {
  const watch = createValueWatch(properties, ['mail', 'city', 'extension_a']);
  watch.see({ id: '1', mail: '', city: [], extension_a: false });
  assert.deepEqual(watch.missing(), { neverSent: [], alwaysNull: [] });
});

test('of users that are copied, all properties were sent; their places tell which are null', () => {
  const watch = createValueWatch(properties, ['mail', 'city', 'extension_a']);
  const asked: number[] = [];
  watch.seeBytes((place) => {
    asked.push(place);
    return place !== 2;
  });
  assert.deepEqual(asked, [1, 2, 3]);
  assert.deepEqual(watch.missing(), { neverSent: [], alwaysNull: ['mail', 'extension_a'] });
});

test('another reading begins anew', () => {
  const watch = createValueWatch(properties, ['mail']);
  watch.see({ id: '1', mail: 'a@b' });
  watch.reset();
  assert.deepEqual(watch.missing(), { neverSent: ['mail'], alwaysNull: [] });
});
