import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { Baseline } from '../../src/compare/baseline.ts';
import { chainOf } from '../../src/compare/chain.ts';
import type { PastAudit } from '../../src/evidence/manifest.ts';
import { type PastManifest, readPastManifest } from '../../src/evidence/past-manifest.ts';

const digest = (number: number) => String(number).padStart(64, '0');
const numbers = {
  ...{ members: 8, guests: 1, added: 1, removed: 2, changed: 3, findings: 4 },
  ...{ high: 1, medium: 1, low: 2 },
};
const past = (number: number): PastAudit => ({
  ...{ manifestSha256: digest(number), runId: String(number), endedAt: '2026-11-25T12:00:00.000Z', users: number },
  ...numbers,
});

/** The manifest of the audit of this place in the chain, as it was published. */
function manifestText(place: number, shown = Math.min(place - 1, 30)): string {
  const history = Array.from({ length: shown }, (_, index) => past(place - shown + index));
  return JSON.stringify({
    ...{ schemaVersion: 1, tenantId: 't', clientId: 'c', cloud: 'public', properties: ['id'], filter: null },
    ...{ endedAt: '2026-11-25T12:00:00.000Z', counts: { listed: place }, reconciled: true, files: [] },
    ...{ run: { runId: String(place) }, changes: { added: 1, removed: 2, changed: 3 } },
    ...{ types: { members: 8, guests: 1 }, findings: { open: 4, high: 1, medium: 1, low: 2 } },
    chain: { state: place === 1 ? 'first' : 'linked', length: place },
    ...{ history, previous: history.at(-1) ?? null },
  });
}

function read(text: string): PastManifest {
  const manifest = readPastManifest(text);
  assert.ok(!('reason' in manifest), 'reason' in manifest ? manifest.reason : '');
  return manifest;
}

const chain = (baseline: object) => chainOf(baseline as Baseline);
const after = (manifest: PastManifest, number: number, state: 'ready' | 'followed' = 'ready') =>
  chain({ state, manifest, manifestSha256: digest(number), lookedPast: ['6'] });

for (const [place, shown, first] of [
  [1, 1, 1],
  [2, 2, 1],
  [29, 29, 1],
  [30, 30, 1],
  [31, 30, 2],
  [400, 30, 371],
] as const) {
  test(`the audit after ${place} others tells of ${shown}, and counts all of them`, () => {
    for (const state of ['ready', 'followed'] as const) {
      const { chain: link, history, previous } = after(read(manifestText(place)), place, state);
      assert.deepEqual(link, { state: 'linked', length: place + 1, reason: null, lookedPast: ['6'] });
      assert.deepEqual(
        history,
        Array.from({ length: shown }, (_, index) => past(first + index)),
      );
      const { manifestSha256, runId, endedAt, users } = past(place);
      assert.deepEqual(previous, { manifestSha256, runId, endedAt, users });
    }
  });
}

test('a manifest that tells of more audits than there should be is read from its newest 30 on', () => {
  const { history, chainProblem } = read(manifestText(100, 60));
  assert.deepEqual([history.length, history[0]?.runId, history.at(-1)?.runId], [30, '70', '99']);
  assert.equal(chainProblem, undefined);
});

test('a manifest of before there was a chain is the first of one', () => {
  const { chain: _, history: __, previous: ___, ...old } = JSON.parse(manifestText(7));
  const link = after(read(JSON.stringify(old)), 7);
  assert.deepEqual([link.chain.length, link.history], [2, [past(7)]]);
});

test('a chain that contradicts itself is broken, and goes on all the same', () => {
  const contradicting = { ...JSON.parse(manifestText(40)), previous: { manifestSha256: digest(1) } };
  const { chain: link, history, previous } = after(read(JSON.stringify(contradicting)), 40);
  assert.equal(link.state, 'broken');
  assert.match(link.reason ?? '', /contradicts itself/);
  assert.deepEqual([link.length, history.length, previous?.manifestSha256], [41, 30, digest(40)]);
});

test('without an earlier audit that can be used the chain begins anew', () => {
  const alone = { previous: null, history: [] };
  const one = { length: 1, reason: null, lookedPast: [] };
  assert.deepEqual(chain({ state: 'none' }), { ...alone, chain: { ...one, state: 'apart' } });
  assert.deepEqual(chain({ state: 'first', lookedPast: ['6'] }), {
    ...alone,
    chain: { ...one, state: 'first', lookedPast: ['6'] },
  });
  const manifest = read(manifestText(7));
  for (const lost of [{}, { manifest }, { manifestSha256: digest(7) }]) {
    assert.deepEqual(chain({ state: 'ready', ...lost, lookedPast: ['6'] }), {
      ...alone,
      chain: { ...one, state: 'apart' },
    });
  }
  const { chain: broken } = chain({ state: 'unusable', failure: new Failure('baseline-unusable', { reason: 'odd' }) });
  assert.deepEqual([broken.state, broken.length, broken.lookedPast], ['broken', 1, []]);
  assert.match(broken.reason ?? '', /odd/);
});
