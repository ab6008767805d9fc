import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpellingCheck, OtherSpelling, respell } from '../../../src/list/store/spelling.ts';

const check = createSpellingCheck(['id', 'mail', 'extension_a_costcenter']);

test('a property in another case is told with both spellings', () => {
  assert.throws(
    () => check({ id: '1', mail: null, extension_a_costCenter: '7', MAIL: 'x' }),
    (error) => {
      assert.ok(error instanceof OtherSpelling);
      assert.deepEqual([...error.names], [['extension_a_costcenter', ['extension_a_costCenter']]]);
      return true;
    },
  );
});

test('whoever has it as it was asked for, or lacks it, is nothing special', () => {
  check({ id: '1', mail: null, extension_a_costcenter: '7' });
  check({ id: '1', mail: null });
  check({ id: '1', extension_a_costcenter: '7', extension_a_costCenter: '8', 'mail@odata.type': '#String' });
});

for (const [what, users] of [
  ['each on another user', [{ ext_COST: '1' }, { ext_Cost: '2' }, { ext_COST: '3' }]],
  ['both on one', [{ ext_COST: '1', ext_Cost: '2' }]],
] as const) {
  test(`two extensions that differ in case, ${what}: both are asked for, and asking comes to an end`, () => {
    for (const asked of ['ext_cost', 'ext_Cost']) {
      let names: string[] = ['id', asked];
      const met = new Set<string>();
      const readings = 4;
      for (let reading = 1; reading <= readings; reading += 1) {
        try {
          const checkUser = createSpellingCheck(names);
          for (const user of users) checkUser({ id: '1', ...user });
          break;
        } catch (error) {
          assert.ok(error instanceof OtherSpelling && reading < readings, `reading ${reading}: ${names}`);
          names = respell(names, error, met);
          for (const graphs of error.names.values()) for (const name of graphs) met.add(name);
        }
      }
      const each = what === 'both on one' && asked === 'ext_Cost' ? ['ext_Cost'] : ['ext_COST', 'ext_Cost'];
      assert.deepEqual(names.slice(1).sort(), each);
    }
  });
}
