import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpellingCheck, OtherSpelling } from '../../../src/list/store/spelling.ts';

const check = createSpellingCheck(['id', 'mail', 'extension_a_costcenter']);

test('a property in another case is told with both spellings', () => {
  assert.throws(
    () => check({ id: '1', mail: null, extension_a_costCenter: '7', MAIL: 'x' }),
    (error) => {
      assert.ok(error instanceof OtherSpelling);
      assert.deepEqual([...error.names], [['extension_a_costcenter', 'extension_a_costCenter']]);
      return true;
    },
  );
});

test('whoever has it as it was asked for, or lacks it, is nothing special', () => {
  check({ id: '1', mail: null, extension_a_costcenter: '7' });
  check({ id: '1', mail: null });
  check({ id: '1', extension_a_costcenter: '7', extension_a_costCenter: '8', 'mail@odata.type': '#String' });
});
