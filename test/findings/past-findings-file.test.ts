import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createPastFindings } from '../../src/findings/past-findings.ts';

const folder = await mkdtemp(join(tmpdir(), 'past-'));
after(() => rm(folder, { recursive: true }));

const item = (rule: unknown, subject: unknown) => JSON.stringify({ id: `${rule} ${subject}`, rule, subject });
const file = (items: readonly string[], opening = '  "findings": [') =>
  `{\n  "schemaVersion": 1,\n${opening}\n${items.join(',\n')}\n  ]\n}\n`;

async function opened(text: string, rules: readonly string[] = ['a', 'b']) {
  const path = join(folder, 'findings.json');
  await writeFile(path, text);
  return createPastFindings(path, new Set(rules));
}

const list = file([item('a', '1'), item('a', '3'), item('b', '2'), item('b', '4')]);

test('who was found then is known; whoever was and was not asked for is gone', async () => {
  const earlier = await opened(list);
  const asked = [
    ['a', '1'],
    ['a', '2'],
    ['a', '4'],
    ['b', '2'],
    ['b', '3'],
  ] as const;
  const answers: (boolean | undefined)[] = [];
  for (const [rule, subject] of asked) answers.push(await earlier.has(rule, subject));
  assert.deepEqual(answers, [true, false, false, true, false]);
  assert.equal(await earlier.rest(), 2);
  assert.equal(earlier.usable(), true);
  await earlier.close();
});

test('when nobody is asked for, all of them are gone', async () => {
  const earlier = await opened(list);
  assert.equal(await earlier.rest(), 4);
  await earlier.close();
});

test('the same subject of another rule is another finding', async () => {
  const earlier = await opened(file([item('a', '2'), item('b', '1')]));
  assert.equal(await earlier.has('a', '1'), false);
  assert.equal(await earlier.has('b', '2'), false);
  assert.equal(await earlier.rest(), 2);
  await earlier.close();
});

test('an earlier audit that found nothing is an audit', async () => {
  const earlier = await opened(file([]));
  assert.equal(await earlier.has('a', '1'), false);
  assert.deepEqual([await earlier.rest(), earlier.usable()], [0, true]);
  await earlier.close();
});

test('without an earlier file nothing is known', async () => {
  const none = createPastFindings(undefined, new Set(['a']));
  assert.equal(await none.has('a', '1'), undefined);
  assert.deepEqual([await none.rest(), none.usable()], [0, false]);
  await none.close();
});

const spoiled: [string, string][] = [
  ['without a list of findings', file([item('a', '1')], '  "others": [')],
  ['whose list is not at the beginning of a line', file([item('a', '1')], 'x  "findings": [')],
  ['with a rule that is no text', file([item(7, '1')])],
  ['with a subject that is no text', file([item('a', null)])],
  ['whose subjects are out of order', file([item('a', '2'), item('a', '1')])],
  ['whose rules are out of order', file([item('b', '1'), item('a', '2')])],
  ['with one finding twice', file([item('a', '1'), item('a', '1')])],
  ['with a line that is no JSON', file(['{"id":"x"'])],
  ['that is cut', list.slice(0, -1)],
  ['that is not there', ''],
];
for (const [what, text] of spoiled) {
  test(`a file ${what} cannot be used`, async () => {
    const earlier = await opened(text);
    if (text === '') await rm(join(folder, 'findings.json'));
    await earlier.rest();
    assert.equal(earlier.usable(), false);
    assert.equal(await earlier.has('a', '1'), undefined);
    await earlier.close();
  });
}
