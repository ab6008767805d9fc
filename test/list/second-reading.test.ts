import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { createSecondReading } from '../../src/list/second-reading.ts';

const begun = Date.parse('2026-01-01T12:00:00Z');
const [before, since] = ['2026-01-01T11:00:00Z', '2026-01-01T12:00:03Z'];

async function compare(t: TestContext, listed: readonly string[], found: readonly [id: string, date: string | null][]) {
  const folder = mkdtempSync(join(tmpdir(), 'second-reading-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const lines = join(folder, 'users.jsonl');
  writeFileSync(lines, listed.map((id) => `{"id":"${id}","displayName":null}\n`).join(''));
  const store = createSecondReading(folder, ['id', 'createdDateTime']);
  const page = store.begin();
  for (const [id, createdDateTime] of found) page.user({ id, createdDateTime });
  store.add(page.end());
  return await store.compare({ lines }, begun);
}

const cases: [what: string, listed: string[], found: [string, string | null][], users: number, counts: number[]][] = [
  [
    'the same users in another order, one of them twice',
    ['a', 'b', 'c'],
    [
      ['c', before],
      ['a', before],
      ['b', before],
      ['a', before],
    ],
    3,
    [0, 0],
  ],
  [
    'one whom the list lacks',
    ['a', 'c'],
    [
      ['a', before],
      ['b', before],
      ['c', before],
    ],
    3,
    [1, 0],
  ],
  [
    'one without a date whom the list lacks',
    ['a'],
    [
      ['a', before],
      ['b', null],
    ],
    2,
    [1, 0],
  ],
  [
    'one who was created meanwhile',
    ['a', 'c'],
    [
      ['a', before],
      ['b', since],
      ['c', before],
    ],
    3,
    [0, 0],
  ],
  [
    'a second reading that ended early',
    ['a', 'b', 'c', 'd'],
    [
      ['a', before],
      ['b', before],
    ],
    2,
    [0, 2],
  ],
  [
    'another at each end',
    ['b', 'c'],
    [
      ['a', before],
      ['c', before],
      ['d', before],
    ],
    3,
    [2, 1],
  ],
  ['nobody at all', [], [], 0, [0, 0]],
  ['nobody in the list', [], [['a', before]], 1, [1, 0]],
];

for (const [what, listed, found, users, [notListed, onlyListed]] of cases) {
  test(what, async (t) => {
    assert.deepEqual(await compare(t, listed, found), { users, notListed, onlyListed });
  });
}
