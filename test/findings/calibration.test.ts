import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrate } from '../../bench/calibration.ts';

for (const names of ['emulator', 'faker'] as const) {
  test(`every imitation and burst is found as high, and hardly anything else: names of ${names}`, async () => {
    const { planted, found, missed, others } = await calibrate({ users: 500, seed: 20_261_130, names });
    assert.ok(planted >= 10, String(planted));
    assert.deepEqual([found, missed], [planted, []]);
    assert.equal(others.high, 0);
  });
}
