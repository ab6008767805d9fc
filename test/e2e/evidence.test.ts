import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import type { Manifest } from '../../src/evidence/manifest.ts';
import { listCompared } from '../harness/list-alone.ts';
import { readJson } from '../harness/published-files.ts';
import { createWorld, type World } from '../harness/world.ts';

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const manifestOf = (run: { outputs: Record<string, string> }) => readJson<Manifest>(run.outputs['manifest-file']);

test('sha256sum -c agrees, and notices a change', async () => {
  await using world = await createWorld({ users: 20 });
  const { outputs } = await world.audit({ publish: 'none' });
  const directory = outputs.directory ?? '';
  const check = () => execFileSync('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: directory, stdio: 'pipe' });
  const names = (await readdir(directory)).filter((name) => !['SHA256SUMS', 'manifest.json'].includes(name));
  assert.deepEqual(check().toString().trim().split('\n').sort(), names.map((name) => `${name}: OK`).sort());
  const { files } = await manifestOf({ outputs });
  for (const { name, sha256: digest } of files) {
    assert.equal(sha256(await readFile(join(directory, name))), digest, name);
  }
  assert.deepEqual(files.map(({ name }) => name).sort(), [...names, 'SHA256SUMS'].sort());
  await writeFile(join(directory, 'users.csv'), 'x');
  assert.throws(check);
});

test('each manifest names the one before it, and the newest before that', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 20 });
  const runs = [];
  for (let night = 0; night < 4; night += 1) {
    runs.push(await world.audit());
    world.emulator.directory.create({ userPrincipalName: `new${night}@contoso.example` });
  }
  const manifests = await Promise.all(runs.map(manifestOf));
  assert.deepEqual(
    manifests.map(({ chain }) => [chain.state, chain.length]),
    [
      ['first', 1],
      ['linked', 2],
      ['linked', 3],
      ['linked', 4],
    ],
  );
  for (const [index, { previous, history }] of manifests.entries()) {
    const digests: string[] = await Promise.all(
      runs.slice(0, index).map(async ({ outputs }) => sha256(await readFile(outputs['manifest-file'] ?? ''))),
    );
    assert.deepEqual(
      history.map((past) => past.manifestSha256),
      digests,
    );
    assert.equal(previous?.manifestSha256, digests.at(-1));
  }
  const last = manifests[3]?.history ?? [];
  assert.deepEqual(
    last.map(({ users, added }) => [users, added]),
    [
      [20, null],
      [21, 1],
      [22, 1],
    ],
  );
  assert.equal(last[0]?.runId, String(runs[0]?.workflowRun?.id));
});

test('a chain of more than a month goes on: all of it is counted, the newest 30 are told', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const first = await world.audit();
  const [published] = world.github.artifacts(first.workflowRun?.id ?? 0);
  const manifest = await manifestOf(first);
  const past = Array.from({ length: 30 }, (_, index) => ({
    ...{ manifestSha256: String(index).padStart(64, '0'), runId: String(index), endedAt: manifest.endedAt, users: 3 },
    ...{ added: 0, removed: 0, changed: 0, findings: 0 },
  }));
  const chain = { ...manifest.chain, state: 'linked', length: 45 };
  const old = { ...manifest, chain, history: past, previous: past.at(-1) };
  publishAs(world, {
    ...unzipSync(published?.zip ?? Buffer.alloc(0)),
    'manifest.json': strToU8(JSON.stringify(old)),
  });
  const run = await world.audit();
  assert.deepEqual([run.exitCode, run.annotations.warning], [0, []]);
  const { chain: link, history, previous } = await manifestOf(run);
  assert.deepEqual([link.state, link.length], ['linked', 46]);
  assert.deepEqual(
    history.map(({ manifestSha256 }) => manifestSha256),
    [...past.slice(1).map(({ manifestSha256 }) => manifestSha256), previous?.manifestSha256],
  );
});

test('a broken link is noticed and told', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 10 });
  await world.audit();
  const second = await world.audit();
  const [published] = world.github.artifacts(second.workflowRun?.id ?? 0);
  const files = unzipSync(published?.zip ?? Buffer.alloc(0));
  const manifest = await manifestOf(second);

  // Somebody changes a file: the manifest beside it tells.
  publishAs(world, { ...files, 'users.jsonl': Buffer.from(files['users.jsonl'] ?? []).reverse() });
  const spoiled = await world.audit({ publish: 'none' });
  assert.match(spoiled.annotations.warning[0] ?? '', /The chain of evidence has a break here\./);
  const { chain, previous } = await manifestOf(spoiled);
  assert.equal(previous, null);
  assert.equal(chain.state, 'broken');
  assert.match(chain.reason ?? '', /has not the SHA-256 that its manifest says/);

  // Somebody takes a manifest out of the row: the one after it contradicts itself.
  const history = manifest.history.map((past) => ({ ...past, manifestSha256: 'f'.repeat(64) }));
  publishAs(world, { ...files, 'manifest.json': strToU8(JSON.stringify({ ...manifest, history })) });
  const contradicting = await world.audit({ publish: 'none' });
  assert.match(
    contradicting.annotations.warning[0] ?? '',
    /^The chain of evidence is broken: the manifest before this one/,
  );
  assert.equal((await manifestOf(contradicting)).chain.state, 'broken');

  // A run that succeeded and has no artifact any more is named.
  const without = world.github.startRun();
  world.github.finishRun(without, 'success');
  const looked = await world.audit({ publish: 'none' });
  const past = [without.id, contradicting.workflowRun?.id].map(String);
  assert.deepEqual((await manifestOf(looked)).chain.lookedPast, past);
  assert.ok(
    looked.lines.some((line) => line.startsWith(`Looked past runs ${past.join(', ')}: successful, but without`)),
  );
});

test('the commands of docs/evidence.md check a series of audits, and find what is wrong with one', async () => {
  const page = await readFile(join(import.meta.dirname, '../../docs/evidence.md'), 'utf8');
  const script = /```sh chain\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  assert.ok(script.includes('sha256sum'), 'the page has the commands');
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const folder = await mkdtemp(join(tmpdir(), 'chain-'));
  try {
    for (const name of ['1', '2', '3']) {
      const run = await world.audit();
      execFileSync('cp', ['-r', run.outputs.directory ?? '', join(folder, name)]);
    }
    const check = () => execFileSync('bash', ['-c', script], { cwd: folder }).toString();
    assert.match(check(), /^3 audits, 2 links, all of them hold\n$/);
    // A forger mends the checksums: the manifest, which the next one vouches for, does not agree.
    const [list, sums] = [join(folder, '2/users.jsonl'), join(folder, '2/SHA256SUMS')];
    const [users, digests] = [await readFile(list, 'utf8'), await readFile(sums, 'utf8')];
    const forged = users.replace('"displayName":"', '"displayName":"Not ');
    assert.notEqual(forged, users);
    await writeFile(list, forged);
    await writeFile(sums, digests.replace(sha256(Buffer.from(users)), sha256(Buffer.from(forged))));
    assert.throws(check, ({ stdout }) => /2\/ holds another SHA256SUMS than its manifest names/.test(stdout));
    await writeFile(list, users);
    await writeFile(sums, digests);
    assert.match(check(), /all of them hold/);
    const path = join(folder, '2/manifest.json');
    await writeFile(path, (await readFile(path, 'utf8')).replace('"listed": 5', '"listed": 4'));
    assert.throws(check, /./);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('without jsonl among the formats the audits follow one another all the same, only uncompared', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const runs = [];
  for (let night = 0; night < 3; night += 1) runs.push(await world.audit({ formats: 'csv' }));
  const manifests = await Promise.all(runs.map(manifestOf));
  assert.deepEqual(
    manifests.map(({ chain }) => [chain.state, chain.length]),
    [
      ['first', 1],
      ['linked', 2],
      ['linked', 3],
    ],
  );
  assert.equal(manifests[2]?.previous?.manifestSha256, sha256(await readFile(runs[1]?.outputs['manifest-file'] ?? '')));
  assert.equal(manifests[2]?.changes, null);
  for (const { annotations } of runs) assert.deepEqual(annotations.warning, []);
  assert.ok(
    runs[2]?.lines.some((line) => /^There is no comparison: run \d+ published no users\.jsonl\. /.test(line)),
    runs[2]?.lines.join('\n'),
  );
  const gated = await world.audit({ formats: 'csv', 'fail-on': 'removed>5%' });
  assert.equal(gated.exitCode, 1, 'a gate that needs the comparison was asked for in vain');
});

function publishAs(world: World, files: Zippable): void {
  const run = world.github.startRun();
  world.github.publish(run, 'entra-users', Buffer.from(zipSync(files)));
  world.github.finishRun(run, 'success');
}
