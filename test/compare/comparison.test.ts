import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { Baseline, ReadyBaseline } from '../../src/compare/baseline.ts';
import { baselineAfter, comparedProperties, finishComparison, whyNoComparison } from '../../src/compare/comparison.ts';
import type { ChangesWriter } from '../../src/compare/write-changes.ts';
import type { PastManifest } from '../../src/evidence/past-manifest.ts';

const manifest = { runId: '41', endedAt: '2026-11-24T00:00:00.000Z', users: 3 } as PastManifest;
const ready: ReadyBaseline = {
  ...{ state: 'ready', kind: 'previous', users: 'users.jsonl', findings: undefined },
  ...{ properties: ['id', 'mail', 'city'], manifest, manifestSha256: 'digest', lookedPast: [] },
};
const bare: ReadyBaseline = { ...ready, kind: 'path', manifest: undefined, manifestSha256: undefined };
const first: Baseline = { state: 'first', reason: 'nothing was found', artifactName: 'a', lookedPast: [] };
const unusable: Baseline = { state: 'unusable', failure: new Failure('baseline-unusable', { reason: 'it is cut' }) };
const followed: Baseline = { state: 'followed', manifest, manifestSha256: 'digest', lookedPast: [] };

test('lists are compared by what both were asked for; what only one knows is told, and is no change', () => {
  assert.deepEqual(comparedProperties(ready, ['id', 'mail', 'jobTitle']), {
    compared: ['id', 'mail'],
    onlyBefore: ['city'],
    onlyNow: ['jobTitle'],
  });
  const whole = { compared: ['id', 'mail'], onlyBefore: [], onlyNow: [] };
  for (const baseline of [first, unusable]) assert.deepEqual(comparedProperties(baseline, ['id', 'mail']), whole);
});

/** What a failure says, of a baseline that turned out to be unusable. */
function problemOf(baseline: Baseline): [string, unknown, unknown] | undefined {
  if (baseline.state !== 'unusable') return undefined;
  const { code, facts } = baseline.failure;
  return [code, facts.runId, facts.reason];
}

test('a list that turns out to be broken while it is read is none', () => {
  const reason = 'it is cut';
  assert.deepEqual(problemOf(baselineAfter(ready, { reason })), ['previous-spoiled', '41', reason]);
  assert.deepEqual(problemOf(baselineAfter(bare, { reason })), ['baseline-unusable', undefined, reason]);
  const nameless = { ...ready, manifest: { ...manifest, runId: null } };
  assert.deepEqual(problemOf(baselineAfter(nameless, { reason })), ['previous-spoiled', undefined, reason]);
  assert.deepEqual(problemOf(baselineAfter({ ...ready, manifest: undefined }, { reason }))?.[1], undefined);
  assert.equal(baselineAfter(first, { reason }), first);
});

test('a list of another length than its manifest says is none; without a manifest any length will do', () => {
  assert.equal(baselineAfter(ready, { users: 3 }), ready);
  assert.equal(baselineAfter(bare, { users: 4 }), bare);
  assert.match(String(problemOf(baselineAfter(ready, { users: 4 }))?.[2]), /another number of users/);
});

/** Stands in for the file of changes; tells what became of it. */
function changesFile() {
  const calls: unknown[] = [];
  const counts = { added: 1, removed: 0, changed: 0, churned: 0, recreated: 0 };
  return {
    found: 2,
    calls,
    counts,
    async finish(head: object) {
      calls.push(head);
      return { counts };
    },
    async discard() {
      calls.push('discarded');
    },
  };
}

const properties = { compared: ['id', 'mail', 'signInActivity'], onlyBefore: ['city'], onlyNow: [] };
async function finish(
  baseline: Baseline,
  usersBefore: number | undefined,
  recycleBin?: { isFiltered: boolean; isComplete: boolean },
) {
  const changes = changesFile();
  const options = { tenantId: 't', baseline, users: 5, usersBefore, properties, recycleBin };
  return { changes, comparison: await finishComparison(changes as unknown as ChangesWriter, options) };
}

test('changes.json says what was compared with what, and which properties are but churn', async () => {
  const { changes, comparison } = await finish(ready, 3);
  const compared = { ...properties, churn: ['signInActivity'] };
  const { runId, endedAt } = manifest;
  const baseline = { kind: 'previous', runId, endedAt, users: 3, manifestSha256: 'digest' };
  assert.deepEqual(changes.calls, [{ tenantId: 't', baseline, users: 5, properties: compared, recycleBin: null }]);
  const expected: unknown = { counts: changes.counts, usersBefore: 3, properties, inRecycleBin: undefined };
  assert.deepEqual(comparison, expected);

  const alone = await finish(bare, 3);
  const unknown = { kind: 'path', runId: null, endedAt: null, users: 3, manifestSha256: null };
  const head = { tenantId: 't', baseline: unknown, users: 5, properties: compared, recycleBin: null };
  assert.deepEqual(alone.changes.calls, [head]);
});

test('who is gone and not in the recycle bin may only match no more, where there is a filter, or be missing in a list that is not complete', async () => {
  for (const isFiltered of [false, true]) {
    const isComplete = isFiltered;
    const { changes, comparison } = await finish(ready, 3, { isFiltered, isComplete });
    const { recycleBin } = changes.calls[0] as unknown as { recycleBin: { found: number; notFoundMeans: string } };
    assert.equal(recycleBin.notFoundMeans.includes('the filter no longer matches'), isFiltered);
    assert.equal(recycleBin.notFoundMeans.includes('not in the list, which is not complete'), !isComplete);
    assert.equal(recycleBin.found, 2);
    assert.equal(comparison?.inRecycleBin, 2);
  }
});

test('the first audit has a file that says that there was nothing before; where nothing is compared there is none', async () => {
  const { changes, comparison } = await finish(first, undefined);
  assert.equal((changes.calls[0] as { baseline: unknown }).baseline, null);
  assert.equal(comparison?.usersBefore, undefined);
  for (const baseline of [{ state: 'none' } as const, unusable, followed]) {
    const without = await finish(baseline, undefined);
    assert.equal(without.comparison, undefined);
    assert.deepEqual(without.changes.calls, ['discarded']);
  }
});

const reasons: [Baseline, RegExp | undefined][] = [
  [{ state: 'none' }, /^Nothing was compared: baseline is none\.$/],
  [first, /nothing to compare with yet: nothing was found\.$/],
  [unusable, /it is cut/],
  [followed, /run 41 published no users\.jsonl/],
  [ready, undefined],
];
for (const [baseline, reason] of reasons) {
  test(`why there is no comparison: ${baseline.state}`, () => {
    const why = whyNoComparison(baseline);
    if (reason) assert.match(why ?? '', reason);
    else assert.equal(why, undefined);
  });
}
