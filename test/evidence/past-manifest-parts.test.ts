import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manifestText } from '../../src/evidence/manifest.ts';
import { type PastManifest, readPastManifest, whyNotComparable } from '../../src/evidence/past-manifest.ts';

const digest = 'd'.repeat(64);
const past = {
  ...{ manifestSha256: digest, runId: '41', endedAt: '2026-11-23T00:00:00.000Z', users: 9 },
  ...{ members: 8, guests: 1, added: 1, removed: 0, changed: null, findings: 4 },
  ...{ high: 1, medium: 0, low: 3 },
};
/** What is known of an audit of which nothing is. */
const unknown = {
  ...{ members: null, guests: null, added: null, removed: null, changed: null, findings: null },
  ...{ high: null, medium: null, low: null },
};
const written = {
  schemaVersion: 1,
  ...{ tenantId: 't', clientId: 'c', cloud: 'global', properties: ['id', 'mail'], filter: null },
  ...{ endedAt: '2026-11-24T01:02:03Z', counts: { listed: 10 }, reconciled: true, run: { runId: '42' } },
  files: [{ name: 'users.jsonl', bytes: 0, sha256: digest, more: 'x' }],
  rules: [{ id: 'sync-old' }, { id: 'duplicate-mail' }],
  creationDates: ['2020-01-01T00:00:00Z'],
  chain: { state: 'linked', length: 2, reason: null, lookedPast: [] },
  previous: { manifestSha256: digest },
  history: [past],
  changes: { added: 1, removed: 2, changed: 3 },
  types: { members: 8, guests: 2 },
  findings: { open: 4, high: 1, medium: 0, low: 3 },
};

function read(changed: object = {}): PastManifest {
  const manifest = readPastManifest(JSON.stringify({ ...written, ...changed }));
  assert.ok(!('reason' in manifest), JSON.stringify(manifest));
  return manifest;
}

test('a manifest as it is written is read as a whole', () => {
  assert.deepEqual(read(), {
    ...{
      tenantId: 't',
      clientId: 'c',
      cloud: 'global',
      properties: ['id', 'mail'],
      filter: null,
      filterWithheld: false,
    },
    ...{ endedAt: '2026-11-24T01:02:03.000Z', users: 10, reconciled: true, runId: '42' },
    ...{ chainLength: 2, history: [past], chainProblem: undefined },
    numbers: {
      ...{ members: 8, guests: 2, added: 1, removed: 2, changed: 3, findings: 4 },
      ...{ high: 1, medium: 0, low: 3 },
    },
    rules: new Set(['sync-old', 'duplicate-mail']),
    creationDates: ['2020-01-01T00:00:00Z'],
    files: new Map([['users.jsonl', { bytes: 0, sha256: digest }]]),
  });
});

test('a manifest of the first version, which told nothing of earlier audits, can be used', () => {
  const { chain, previous, history, types, changes, findings, rules, creationDates, ...old } = written;
  const manifest = readPastManifest(JSON.stringify({ ...old, run: null, filter: "userType eq 'Guest'" }));
  assert.ok(!('reason' in manifest));
  assert.deepEqual(
    [manifest.chainLength, manifest.history, manifest.chainProblem, manifest.runId, manifest.filter],
    [1, [], undefined, null, "userType eq 'Guest'"],
  );
  assert.deepEqual(manifest.numbers, unknown);
  assert.deepEqual([manifest.rules, manifest.creationDates], [new Set(), []]);
});

const useless: [string, RegExp][] = [
  ['{', /not JSON$/],
  ['null', /not an object$/],
  ['7', /not an object$/],
  ['{}', /schemaVersion undefined, this version reads 1$/],
  ['{"schemaVersion":2}', /schemaVersion 2,/],
  ['{"schemaVersion":{"a":1}}', /schemaVersion of another kind,/],
  [JSON.stringify({ schemaVersion: 'x'.repeat(99) }), /schemaVersion x{20},/],
];
for (const [text, reason] of useless) {
  test(`${text.slice(0, 40)} is no manifest`, () => {
    const manifest = readPastManifest(text);
    assert.ok('reason' in manifest);
    assert.match(manifest.reason, reason);
  });
}

const lacking: [string, unknown][] = [
  ['tenantId', undefined],
  ['clientId', 7],
  ['cloud', null],
  ['endedAt', 'yesterday'],
  ['endedAt', 1],
  ['properties', 'id'],
  ['properties', ['mail', 'id']],
  ['properties', ['id', 7]],
  ['properties', []],
  ['filter', undefined],
  ['filter', {}],
  ['counts', undefined],
  ['counts', { listed: -1 }],
  ['counts', { listed: 1.5 }],
  ['counts', { listed: '10' }],
  ['files', {}],
  ['files', [null]],
  ['files', [{ name: 7, bytes: 0, sha256: digest }]],
  ['files', [{ name: 'x', bytes: -1, sha256: digest }]],
  ['files', [{ name: 'x', bytes: 0, sha256: `${digest}0` }]],
  ['files', [{ name: 'x', bytes: 0, sha256: `0${digest}` }]],
  ['files', [{ name: 'x', bytes: 0, sha256: 'D'.repeat(64) }]],
  ['files', [{ name: 'x', bytes: 0, sha256: [digest] }]],
  ['files', [...written.files, { name: 'x' }]],
];
for (const [name, value] of lacking) {
  test(`a manifest whose ${name} is ${JSON.stringify(value)} cannot be used`, () => {
    const manifest = readPastManifest(JSON.stringify({ ...written, [name]: value }));
    assert.deepEqual(manifest, { reason: 'its manifest.json lacks what every manifest has' });
  });
}

test('what is not as it should be beside that is left out, and costs nothing else', () => {
  assert.equal(read({ reconciled: 'yes' }).reconciled, false);
  for (const runId of ['12a', 'a12', '1'.repeat(21), 42, '']) assert.equal(read({ run: { runId } }).runId, null);
  assert.equal(read({ run: { runId: '1'.repeat(20) } }).runId, '1'.repeat(20));
  assert.deepEqual(read({ rules: [null, { id: 7 }, { id: 'sync-old' }] }).rules, new Set(['sync-old']));
  assert.deepEqual(read({ rules: {}, creationDates: 'x' }).rules, new Set());
  assert.deepEqual(read({ creationDates: ['soon', 7, '2020-01-01'] }).creationDates, ['2020-01-01']);
  assert.equal(read({ chain: { state: 'first', length: -1 } }).chainLength, 1);
  assert.equal(read({ changes: { added: '1' } }).numbers.added, null);
});

test('of earlier audits that versions before told less of, the rest is unknown', () => {
  const { members, guests, high, medium, low, ...old } = past;
  const known = { ...old, members: null, guests: null, high: null, medium: null, low: null };
  assert.deepEqual(read({ history: [old] }).history, [known]);
});

test('of earlier audits those are kept that make sense, with what is known of an audit', () => {
  const odd = [null, {}, { ...past, users: -1 }, { ...past, endedAt: 'x' }, { ...past, manifestSha256: 'x' }];
  const strange = { ...past, runId: 'x', added: '1', removed: -1, changed: {}, findings: null, name: 'Ada', high: 'x' };
  assert.deepEqual(read({ chain: { state: 'first' }, history: [...odd, strange] }).history, [
    { ...past, runId: null, added: null, removed: null, changed: null, findings: null, high: null },
  ]);
  assert.equal(read({ history: [{ ...past, endedAt: '2026-11-23' }] }).history[0]?.endedAt, past.endedAt);
  assert.deepEqual(read({ chain: { state: 'first' }, history: {} }).history, []);
});

const links: [string, object, boolean][] = [
  ['names the newest of its history', {}, true],
  ['names another than the newest of its history', { previous: { manifestSha256: 'e'.repeat(64) } }, false],
  ['names none', { previous: null }, false],
  ['names one, and has no history', { history: [] }, false],
  ['names none, and has no history', { previous: null, history: [] }, false],
  ['is not linked', { chain: { state: 'broken' }, previous: null }, true],
];
for (const [what, changed, sound] of links) {
  test(`a manifest that ${what} ${sound ? 'is sound' : 'contradicts itself'}`, () => {
    const { chainProblem } = read(changed);
    if (sound) assert.equal(chainProblem, undefined);
    else assert.match(chainProblem ?? '', /contradicts itself/);
  });
}

const scope = { tenantId: 't', clientId: 'c', cloud: 'global', filter: null };
const scopes: [object, string | undefined][] = [
  [{}, undefined],
  [{ tenantId: 'x' }, 'it is of another tenant'],
  [{ clientId: 'x' }, 'it was read by another application'],
  [{ cloud: 'china' }, 'it is of another cloud'],
  [{ filter: 'x' }, 'it was read with another filter'],
];
for (const [changed, reason] of scopes) {
  test(`two audits of one scope are compared, with ${JSON.stringify(changed)}: ${reason ?? 'yes'}`, () => {
    assert.equal(whyNotComparable(read(), { ...scope, ...changed }), reason);
  });
}

test('a manifest is JSON that a person can read, and ends with a line feed', () => {
  const text = manifestText(written as unknown as Parameters<typeof manifestText>[0]);
  assert.deepEqual(JSON.parse(text), written);
  assert.ok(text.startsWith('{\n  "schemaVersion": 1,\n') && text.endsWith('}\n'));
});
