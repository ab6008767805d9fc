import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { previousBaseline } from '../../src/compare/previous-baseline.ts';
import type { ArtifactFiles, ArtifactStore } from '../../src/host.ts';
import { createDecryption } from '../../src/privacy/decryption.ts';

const identity = await generateX25519Identity();
const scope = { tenantId: 't', clientId: 'c', cloud: 'public', filter: null as string | null };
const users = '{"id":"1"}\n';
const findings = '{\n  "schemaVersion": 1,\n  "tenantId": "t",\n  "filter": "city eq \'x\'",\n  "findings": []\n}\n';

async function sealed(text: string, to = identity): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(to));
  return Buffer.from(await encrypter.encrypt(text));
}

function manifestOf(files: Record<string, Buffer>, filterWithheld: boolean): Buffer {
  const list = Object.entries(files).map(([name, bytes]) => ({
    ...{ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  }));
  const encryption = { format: 'age', recipients: 1, filterWithheld };
  const facts = { schemaVersion: 1, ...scope, properties: ['id'], endedAt: '2026-11-25T00:00:00Z', reconciled: true };
  return Buffer.from(JSON.stringify({ ...facts, encryption, counts: { listed: 1 }, files: list }));
}

function storeOf(files: Record<string, Buffer>): ArtifactStore {
  const artifact: ArtifactFiles = {
    has: (name) => name in files,
    read: async (name) => files[name] ?? Promise.reject(new Error('not there')),
    unpack: async (name, target) => writeFile(target, files[name] ?? '', { flag: 'wx' }),
    close: async () => {},
  };
  return {
    upload: () => Promise.reject(new Error('nothing is uploaded here')),
    async *find() {
      yield { runId: '7', artifact: { id: '1', runId: '7', bytes: 1, sha256: undefined }, expired: false };
    },
    maximumRuns: 1,
    download: async () => artifact,
  };
}

interface Case {
  files: Record<string, Buffer>;
  /** Named by the manifest; all of `files` unless told otherwise. */
  listed?: Record<string, Buffer>;
  withheld?: boolean;
  filter?: string;
  identities?: string[];
}

async function look({ files, listed = files, withheld = false, filter, identities = [identity] }: Case) {
  const folder = await mkdtemp(join(tmpdir(), 'previous-'));
  const artifacts = storeOf({ ...files, 'manifest.json': manifestOf(listed, withheld) });
  const pace = { now: () => 0, deadline: 400_000, sleep: async () => {}, random: () => 0 };
  try {
    const baseline = await previousBaseline(
      {
        ...{ artifactName: 'entra-users', folder, today: { ...scope, filter: filter ?? null } },
        decryption: createDecryption(identities),
      },
      { artifacts, pace, signal: new AbortController().signal },
    );
    const opened = baseline.state === 'ready' ? await readFile(baseline.users, 'utf8') : undefined;
    return { baseline, opened, left: await readdir(folder) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const whole = { 'users.jsonl.age': await sealed(users), 'findings.json.age': await sealed(findings) };

test('an encrypted list is opened into the scratch folder, and the encrypted one does not stay', async () => {
  const { baseline, opened, left } = await look({ files: whole });
  assert.deepEqual([baseline.state, opened, left.sort()], ['ready', users, ['previous-findings', 'previous-users']]);
});

test('a filter that the manifest withholds is compared with that in the findings', async () => {
  const same = await look({ files: whole, withheld: true, filter: "city eq 'x'" });
  assert.equal(same.baseline.state, 'ready');
  const mute = { ...whole, 'findings.json.age': await sealed('{\n  "findings": []\n}\n') };
  const odd = { ...whole, 'findings.json.age': await sealed('  "filter": city\n') };
  const alone = { 'users.jsonl.age': whole['users.jsonl.age'] };
  const cases: [Record<string, Buffer>, string | undefined, RegExp][] = [
    [whole, "city eq 'y'", /another filter/],
    [whole, undefined, /another filter/],
    [mute, "city eq 'x'", /a filter that it does not tell/],
    [odd, "city eq 'x'", /a filter that it does not tell/],
    [alone, "city eq 'x'", /a filter that it does not tell/],
  ];
  for (const [files, filter, reason] of cases) {
    const { baseline } = await look({ files, withheld: true, ...(filter !== undefined && { filter }) });
    assert.equal(baseline.state, 'unusable');
    assert.equal(baseline.failure.code, 'previous-foreign');
    assert.match(String(baseline.failure.facts.reason), reason);
  }
});

test('without a key that opens it, the audit follows it without a comparison, and why is known', async () => {
  const stranger = await generateX25519Identity();
  for (const [identities, reason] of [
    [[], 'age-identity is empty'],
    [[stranger], 'no identity in age-identity opens it'],
  ] as const) {
    const { baseline, left } = await look({ files: whole, identities: [...identities] });
    assert.equal(baseline.state, 'followed');
    assert.deepEqual(baseline.failure?.facts, { runId: '7', reason });
    assert.deepEqual(
      left.filter((name) => name.startsWith('previous-users.')),
      [],
    );
  }
});

test('what was planted under the name of an encrypted list breaks nothing: it is told, and nothing of it stays', async () => {
  const list = whole['users.jsonl.age'];
  const cases: [Case, RegExp][] = [
    [
      { files: { 'users.jsonl.age': Buffer.from(users) } },
      /^users\.jsonl\.age does not open: it has no header of age$/,
    ],
    [
      { files: { 'users.jsonl.age': list.subarray(0, -1) } },
      /^users\.jsonl\.age does not open: it is cut, was changed/,
    ],
    [
      { files: { ...whole, 'findings.json.age': Buffer.from(findings) } },
      /^findings\.json\.age does not open: it has no/,
    ],
    [{ files: whole, listed: {} }, /^its manifest does not name the users\.jsonl\.age in it$/],
  ];
  for (const [planted, reason] of cases) {
    const { baseline, left } = await look(planted);
    assert.equal(baseline.state, 'unusable');
    assert.deepEqual([baseline.failure.code, baseline.failure.facts.runId], ['previous-spoiled', '7']);
    assert.match(String(baseline.failure.facts.reason), reason);
    assert.deepEqual(
      left.filter((name) => /users/.test(name)),
      [],
    );
  }
});
