import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createPastFindings, type PastFindings } from '../../src/findings/past-findings.ts';

const earlier = ['a:1', 'a:2', 'off:1', 'off:2', 'z:1'];

/** What comes of asking about an earlier findings.json; `off` is a rule that is not judged today. */
async function asking<T>(
  ask: (previous: PastFindings) => Promise<T>,
  lines = earlier.map((name) => name.split(':')).map(([rule, subject]) => JSON.stringify({ id: 'x', rule, subject })),
  judged = ['a', 'm', 'z'],
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'findings-'));
  try {
    const path = join(folder, 'findings.json');
    await writeFile(path, `{\n  "schemaVersion": 1,\n  "findings": [\n${lines.join(',\n')}\n]\n}\n`);
    const previous = createPastFindings(path, new Set(judged));
    try {
      return await ask(previous);
    } finally {
      await previous.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** @returns which of today's were there, and how many of then are no more */
const against = (today: string[]) => async (previous: PastFindings) => {
  const there: (boolean | undefined)[] = [];
  for (const name of today) {
    const [rule = '', subject = ''] = name.split(':');
    there.push(await previous.has(rule, subject));
  }
  return { there, resolved: await previous.rest(), usable: previous.usable() };
};

const cases: [string, string[], boolean[], number][] = [
  ['nothing is found today: what a rule found that is off is not resolved', [], [], 3],
  ['all that judged rules found is still there', ['a:1', 'a:2', 'z:1'], [true, true, true], 0],
  ['the first is gone', ['a:2', 'z:1'], [true, true], 1],
  ['the last is gone', ['a:1', 'a:2'], [true, true], 1],
  ['those between two are gone', ['a:1', 'z:1'], [true, true], 1],
  ['one is new, before all others', ['a:0', 'a:1', 'a:2', 'z:1'], [false, true, true, true], 0],
  ['one is new, of a rule that found nothing then', ['a:1', 'a:2', 'm:1', 'z:1'], [true, true, false, true], 0],
  ['one is new, behind all others', ['a:1', 'a:2', 'z:1', 'z:2'], [true, true, true, false], 0],
  ['all are others', ['a:3', 'm:1', 'z:0'], [false, false, false], 3],
];
for (const [what, today, there, resolved] of cases) {
  test(`earlier findings: ${what}`, async () => {
    assert.deepEqual(await asking(against(today)), { there, resolved, usable: true });
  });
}

test('findings of rules that are all switched off are not resolved, those of one switched on are', async () => {
  assert.equal((await asking(against([]), undefined, [])).resolved, 0);
  assert.equal((await asking(against([]), undefined, ['off'])).resolved, 2);
});

test('an earlier file that breaks later on is of no use from there on', async () => {
  const line = (rule: string, subject: unknown) => JSON.stringify({ id: 'x', rule, subject });
  for (const broken of [line('a', '1'), line('a', '0'), line('A', '9'), line('b', 2), '{"id":"x"', '{"id":"x"}']) {
    const { there, usable } = await asking(against(['a:1', 'b:1']), [line('a', '1'), broken]);
    assert.deepEqual([there, usable], [[true, undefined], false], broken);
  }
});

test('without an earlier file nothing is known of it', async () => {
  const previous = createPastFindings(undefined, new Set(['a']));
  assert.deepEqual(await against(['a:1'])(previous), { there: [undefined], resolved: 0, usable: false });
});
