import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseLossless } from '../../src/base/lossless-json.ts';
import type { RawFinding } from '../../src/findings/finding.ts';
import { createFoundFindings, type FoundFindings } from '../../src/findings/found-findings.ts';

const raw = (subject: string, evidence = {}): RawFinding => ({ user: null, subject, why: '', evidence });

async function subjectsOf(found: FoundFindings, rule: string): Promise<string[]> {
  return (await Array.fromAsync(found.of(rule))).flat().map(({ subject }) => subject);
}

test('what a rule found comes in the order of subjects, and what nobody asks for is passed over', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'found-'));
  const found = createFoundFindings(folder.path);
  for (const [rule, subject] of ['b 2', 'a-x 7', 'c 1', 'a 3', 'b 1', 'a-x 6', 'b 2'].map((text) => text.split(' '))) {
    found.add(rule as string, raw(subject as string));
  }
  await found.flush();
  assert.deepEqual(await subjectsOf(found, 'a'), ['3']);
  assert.deepEqual(await subjectsOf(found, 'b'), ['1', '2', '2']);
  assert.deepEqual(await subjectsOf(found, 'b-x'), []);
  assert.deepEqual(await subjectsOf(found, 'c'), ['1']);
  assert.deepEqual(await subjectsOf(found, 'd'), []);
});

test('subjects come in the order of the list, whatever is in them', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'found-'));
  const found = createFoundFindings(folder.path);
  const subjects = ['a~', 'b', 'a!', 'a', 'a b', 'a ', 'ä', 'a-'];
  for (const subject of subjects) found.add('x', raw(subject));
  assert.deepEqual(await subjectsOf(found, 'x'), subjects.toSorted());
});

test('what is read again has every digit of its numbers', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'found-'));
  const found = createFoundFindings(folder.path);
  const text = '{"n":9223372036854775807,"m":-0,"k":1.50}';
  found.add('a', raw('1', parseLossless(text) as object));
  const [finding] = (await Array.fromAsync(found.of('a'))).flat();
  assert.equal(JSON.stringify(finding?.evidence), text);
});
