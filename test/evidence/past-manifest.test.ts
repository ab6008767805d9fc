import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastManifest, whyNotComparable } from '../../src/evidence/past-manifest.ts';

const digest = 'a'.repeat(64);
const file = { name: 'users.jsonl', bytes: 3, sha256: digest };
const past = { manifestSha256: digest, runId: '7', endedAt: '2026-11-24T00:00:00.000Z', users: 2 };
const pastNumbers = {
  ...{ members: 8, guests: 1, added: 1, removed: 2, changed: 3, findings: 4 },
  ...{ high: 1, medium: 1, low: 2 },
};
/** What is known of an audit of which nothing is. */
const unknown = {
  ...{ members: null, guests: null, added: null, removed: null, changed: null, findings: null },
  ...{ high: null, medium: null, low: null },
};
const good = {
  ...{ schemaVersion: 1, tenantId: 't', clientId: 'c', cloud: 'public', properties: ['id', 'mail'], filter: null },
  ...{ endedAt: '2026-11-25T00:00:00Z', counts: { listed: 3 }, reconciled: true, files: [file], run: { runId: '8' } },
  ...{ chain: { state: 'linked', length: 2 }, history: [{ ...past, ...pastNumbers }], previous: past },
  ...{ changes: { added: 1, removed: 0, changed: 2 }, findings: { open: 5 } },
  ...{ rules: [{ id: 'sync-old' }], creationDates: ['2026-01-01T00:00:00Z'] },
};
const today = { tenantId: 't', clientId: 'c', cloud: 'public', filter: null };
type Manifest = Record<string, unknown>;

function read(changed: Manifest) {
  return readPastManifest(JSON.stringify({ ...good, ...changed }));
}

/** What is made of a manifest that can be used. */
function used(changed: Manifest = {}) {
  const manifest = read(changed);
  assert.ok(!('reason' in manifest), 'reason' in manifest ? manifest.reason : '');
  return manifest;
}

test('a manifest is read as it was written', () => {
  assert.deepEqual(used(), {
    ...{ tenantId: 't', clientId: 'c', cloud: 'public', properties: ['id', 'mail'], filter: null },
    filterWithheld: false,
    ...{ endedAt: '2026-11-25T00:00:00.000Z', users: 3, reconciled: true, runId: '8', chainLength: 2 },
    history: [{ ...past, ...pastNumbers }],
    numbers: { ...unknown, added: 1, removed: 0, changed: 2, findings: 5 },
    ...{ chainProblem: undefined, rules: new Set(['sync-old']), creationDates: ['2026-01-01T00:00:00Z'] },
    files: new Map([['users.jsonl', { bytes: 3, sha256: digest }]]),
  });
});

test('a filter that was withheld is known to have been there, and nothing more of it', () => {
  for (const encryption of [null, 'age', {}, { filterWithheld: 'yes' }, { filterWithheld: false }]) {
    assert.equal(used({ encryption }).filterWithheld, false);
  }
  const withheld = used({ encryption: { format: 'age', recipients: 1, filterWithheld: true } });
  assert.equal(whyNotComparable(withheld, today), 'it was read with another filter');
  assert.equal(whyNotComparable(withheld, { ...today, filter: 'x' }), undefined);
  assert.equal(
    whyNotComparable(withheld, { ...today, filter: 'x', clientId: 'd' }),
    'it was read by another application',
  );
});

const incomplete: Manifest[] = [
  ...['tenantId', 'clientId', 'cloud', 'endedAt', 'properties', 'filter', 'counts', 'files'].flatMap((name) =>
    [undefined, 1, {}].map((value) => ({ [name]: value })),
  ),
  ...['yesterday', '', null].map((endedAt) => ({ endedAt })),
  ...[[], ['mail', 'id'], ['id', 1]].map((properties) => ({ properties })),
  ...[-1, 1.5, '3', null, 2 ** 53].map((listed) => ({ counts: { listed } })),
  ...[
    ...[null, 'x', { ...file, name: 1 }, { ...file, bytes: -1 }, { ...file, bytes: '3' }, { ...file, sha256: null }],
    ...[digest.slice(1), `${digest}a`, digest.toUpperCase(), `g${digest.slice(1)}`].map((sha256) => ({
      ...file,
      sha256,
    })),
  ].map((odd) => ({ files: [file, odd] })),
];
for (const changed of incomplete) {
  const [[name, value] = []] = Object.entries(changed);
  test(`a manifest with ${name} ${JSON.stringify(value)} lacks what every manifest has`, () => {
    assert.deepEqual(read(changed), { reason: 'its manifest.json lacks what every manifest has' });
  });
}

for (const [text, reason] of [
  ['', 'its manifest.json is not JSON'],
  ['{"schemaVersion": 1', 'its manifest.json is not JSON'],
  ['null', 'its manifest.json is not an object'],
  ['"x"', 'its manifest.json is not an object'],
  ['[]', 'its manifest has schemaVersion undefined, this version reads 1'],
  ['{"schemaVersion": 2}', 'its manifest has schemaVersion 2, this version reads 1'],
  ['{"schemaVersion": "1"}', 'its manifest has schemaVersion 1, this version reads 1'],
  ['{"schemaVersion": {"a": 1}}', 'its manifest has schemaVersion of another kind, this version reads 1'],
  [
    JSON.stringify({ schemaVersion: 'x'.repeat(99) }),
    `its manifest has schemaVersion ${'x'.repeat(20)}, this version reads 1`,
  ],
] as const) {
  test(`${text.slice(0, 30)} is no manifest: ${reason.slice(0, 60)}`, () => {
    assert.deepEqual(readPastManifest(text), { reason });
  });
}

test('what a manifest may lack or have wrong is taken for unknown, and nothing of it goes on as it is', () => {
  const odd = '<img src=x>';
  const bare = used({
    ...{ run: { runId: odd }, reconciled: 'yes', chain: { length: -1 }, history: odd, previous: odd, rules: odd },
    ...{ changes: { added: -1, removed: '2', changed: 1.5 }, findings: { open: odd }, creationDates: odd },
  });
  assert.deepEqual([bare.runId, bare.reconciled, bare.chainLength, bare.history], [null, false, 1, []]);
  assert.deepEqual(bare.numbers, unknown);
  assert.deepEqual([bare.rules.size, bare.creationDates], [0, []]);
  const mixed = used({
    rules: [null, { id: 1 }, { id: 'sync-old' }],
    creationDates: ['soon', 1, '2026-01-01'],
    endedAt: 'Wed, 25 Nov 2026 00:00:00 GMT (<img src=x>)',
    history: [
      null,
      { ...past, manifestSha256: odd },
      { ...past, endedAt: odd },
      { ...past, users: -1 },
      { ...past, runId: odd, added: odd, endedAt: '2026-11-24', extra: odd },
    ],
    chain: { state: 'first', length: 2 },
  });
  assert.deepEqual([...mixed.rules], ['sync-old']);
  assert.deepEqual(mixed.creationDates, ['2026-01-01']);
  assert.equal(mixed.endedAt, '2026-11-25T00:00:00.000Z');
  assert.deepEqual(mixed.history, [{ ...past, runId: null, ...unknown }]);
});

for (const [runId, expected] of [
  ['1', '1'],
  ['9'.repeat(20), '9'.repeat(20)],
  ['9'.repeat(21), null],
  ['', null],
  ['1\n', null],
  [8, null],
] as const) {
  test(`the run ${JSON.stringify(runId)} is ${expected === null ? 'none' : 'one'}`, () => {
    assert.equal(used({ run: { runId } }).runId, expected);
  });
}

for (const [what, changed] of [
  ['names another one than its history', { previous: { ...past, manifestSha256: 'b'.repeat(64) } }],
  ['names none', { previous: null }],
  ['has no history', { history: [] }],
] as const) {
  test(`a linked manifest that ${what} contradicts itself`, () => {
    assert.match(used(changed).chainProblem ?? '', /contradicts itself/);
  });
}

const disclosure = { redacted: ['mail'], pseudonymized: ['id'], keyId: 'k' };
for (const [changed, reason] of [
  [{}, undefined],
  [{ tenantId: 'T' }, 'it is of another tenant'],
  [{ clientId: 'd' }, 'it was read by another application'],
  [{ cloud: 'china' }, 'it is of another cloud'],
  [{ filter: 'accountEnabled eq true' }, 'it was read with another filter'],
  [{ filter: '' }, 'it was read with another filter'],
] as const) {
  test(`an audit with ${JSON.stringify(changed)}: ${reason ?? 'they can be compared'}`, () => {
    assert.equal(whyNotComparable(used(changed), today), reason);
  });
}

for (const [before, reason] of [
  [disclosure, undefined],
  [undefined, 'it was published with another redact'],
  [null, 'it was published with another redact'],
  [{ ...disclosure, redacted: [] }, 'it was published with another redact'],
  [{ ...disclosure, pseudonymized: ['id', 'mail'] }, 'it was published with another pseudonymize'],
  [{ ...disclosure, keyId: 'l' }, 'its pseudonyms were made with another pseudonym-key'],
  [{ ...disclosure, keyId: 7 }, 'its pseudonyms were made with another pseudonym-key'],
] as const) {
  test(`a list that hid ${JSON.stringify(before)}: ${reason ?? 'they can be compared'}`, () => {
    assert.equal(whyNotComparable(used({ disclosure: before as never }), { ...today, disclosure }), reason);
  });
}

test('a list that hid something is not compared with one that hides nothing', () => {
  assert.match(whyNotComparable(used({ disclosure }), today) ?? '', /another redact/);
});
