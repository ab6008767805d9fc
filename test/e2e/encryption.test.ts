import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { createAgeKey, filesInZip, filesThatHold, openAge } from '../harness/age-files.ts';
import { listCompared } from '../harness/list-alone.ts';
import type { PublishedChanges } from '../harness/published-files.ts';
import type { ActionRun } from '../harness/run-action.ts';
import { createWorld, type World } from '../harness/world.ts';

const auditor = await createAgeKey();
const runner = await createAgeKey();
const encrypted = { 'encrypt-to': auditor.recipient };
const compared = { ...encrypted, 'age-identity': runner.identity };
const marker = 'Zsuzsanna Marker-4711';

async function markedWorld(inputs: ActionInputs = {}): Promise<World> {
  const world = await createWorld({ users: 40, inputs });
  world.emulator.directory.create({ userPrincipalName: 'marked@contoso.example', displayName: marker });
  return world;
}

const manifestOf = async (run: ActionRun) => JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
const artifactOf = (world: World, run: ActionRun) =>
  filesInZip(world.github.artifacts(run.workflowRun?.id ?? 0)[0]?.zip ?? Buffer.alloc(0));
const countsOf = ({ outputs }: ActionRun) =>
  ['added-count', 'removed-count', 'changed-count'].map((name) => outputs[name]);

test('every file with directory data is published as .age alone, and opens for its recipients and nobody else', async () => {
  await using world = await markedWorld();
  const run = await world.audit({ ...encrypted, formats: 'jsonl, json, csv, html' });
  assert.deepEqual([run.exitCode, run.annotations.warning], [0, []]);
  const sealed = [
    ...['changes.csv', 'changes.json', 'deleted-users.jsonl', 'findings.csv', 'findings.json', 'report.html'],
    ...['users.csv', 'users.json', 'users.jsonl'],
  ];
  const names = [...sealed.map((name) => `${name}.age`), 'SHA256SUMS', 'manifest.json'].sort();
  assert.deepEqual(await run.listFiles(), names);
  const artifact = artifactOf(world, run);
  assert.deepEqual([...artifact.keys()].sort(), names);
  assert.deepEqual(
    ['users-file', 'changes-file', 'report-file', 'manifest-file'].map((name) => basename(run.outputs[name] ?? '')),
    ['users.jsonl.age', 'changes.json.age', 'report.html.age', 'manifest.json'],
  );
  const stranger = await createAgeKey();
  for (const name of sealed) {
    const bytes = artifact.get(`${name}.age`) ?? Buffer.alloc(0);
    const plain = await openAge(bytes, auditor);
    if (name.startsWith('users.')) assert.ok(plain.includes(marker), name);
    await assert.rejects(openAge(bytes, stranger));
  }
  const users = (await openAge(artifact.get('users.jsonl.age') ?? Buffer.alloc(0), auditor)).toString();
  assert.equal(users.trimEnd().split('\n').length, Number(run.outputs['user-count']));
  assert.deepEqual(await filesThatHold(join(run.temporaryDirectory, '..'), [marker, 'contoso.example']), []);
  assert.ok(!run.stdout.includes(marker) && !run.summary.includes(marker));
  assert.ok(run.lines.some((line) => /^Every file with directory data will be encrypted to 1 recipient/.test(line)));
  assert.ok(run.lines.some((line) => /^Encrypted 9 files \(.*\) in /.test(line)));
});

test('the digests are of the .age, and the manifest tells that there is encryption', async () => {
  await using world = await markedWorld();
  const run = await world.audit(compared);
  const manifest = await manifestOf(run);
  assert.deepEqual(manifest.encryption, { format: 'age', recipients: 2, filterWithheld: false });
  const artifact = artifactOf(world, run);
  const sums = artifact.get('SHA256SUMS')?.toString() ?? '';
  for (const { name, bytes, sha256 } of manifest.files) {
    const content = artifact.get(name) ?? Buffer.alloc(0);
    assert.deepEqual([content.length, createHash('sha256').update(content).digest('hex')], [bytes, sha256], name);
    if (name !== 'SHA256SUMS') assert.ok(sums.includes(`${sha256}  ${name}\n`), name);
  }
  execFileSync('sha256sum', ['--quiet', '-c', 'SHA256SUMS'], { cwd: run.outputs.directory });
  const [, ...others] = [...artifact.keys()].filter((name) => !name.endsWith('.age'));
  assert.equal(others.length, 1);
  const plain = await world.audit({ baseline: 'none' });
  assert.equal((await manifestOf(plain)).encryption, null);
});

test('with the identity the second day is compared with the first, findings and chain as well', async () => {
  await using world = await markedWorld();
  const { directory } = world.emulator;
  const first = await world.audit(compared);
  assert.deepEqual([first.exitCode, first.annotations.warning], [0, []]);
  const [gone] = [...directory.users()];
  directory.delete(gone?.id ?? '');
  const { id } = directory.create({ userPrincipalName: 'joined@contoso.example', displayName: 'Joined' });
  const second = await world.audit({ ...compared, 'fail-on': 'new-finding:missing-department, removed>50%' });
  assert.deepEqual(second.annotations.warning, []);
  assert.deepEqual(countsOf(second), ['1', '1', '0']);
  const opened = await openAge(await readFile(second.outputs['changes-file'] ?? ''), runner);
  const changes = JSON.parse(opened.toString()) as PublishedChanges;
  assert.deepEqual([changes.added.map((user) => user.id), changes.removed.map((user) => user.id)], [[id], [gone?.id]]);
  const manifest = await manifestOf(second);
  assert.deepEqual([manifest.chain.state, manifest.chain.length], ['linked', 2]);
  const findings = JSON.parse(
    (await openAge(await readFile(`${second.outputs.directory}/findings.json.age`), auditor)).toString(),
  );
  assert.equal(typeof findings.counts.new, 'number');
  assert.deepEqual(await filesThatHold(join(second.temporaryDirectory, '..'), [marker, 'joined@']), []);
});

test('without the identity the audit goes on without comparison and says why; the chain goes on', async () => {
  await using world = await markedWorld(listCompared);
  const first = await world.audit(encrypted);
  const second = await world.audit(encrypted);
  assert.equal(second.exitCode, 0);
  assert.deepEqual(countsOf(second), ['', '', '']);
  const [warning = '', ...others] = second.annotations.warning;
  assert.deepEqual(others, []);
  assert.ok(
    warning.startsWith(
      `There is no comparison with an earlier list: that of run ${first.workflowRun?.id} is encrypted, and age-identity is empty.`,
    ),
    warning,
  );
  assert.match(warning, /troubleshooting\.md#previous-encrypted/);
  assert.match(second.summary, /is encrypted, and age-identity is empty/);
  const manifest = await manifestOf(second);
  assert.deepEqual([manifest.chain.state, manifest.chain.length], ['linked', 2]);
  // The first file that the new key opens is that of the next run.
  const third = await world.audit(compared);
  assert.match(third.annotations.warning[0] ?? '', /is encrypted, and no identity in age-identity opens it/);
  assert.deepEqual(countsOf(await world.audit(compared)), ['0', '0', '0']);
  const gate = await world.audit({ ...encrypted, 'fail-on': 'removed>0' });
  assert.equal(gate.exitCode, 1, 'a gate that cannot be judged was asked for');
});

test('encryption is switched on and off from day to day, and each is compared with the one before', async () => {
  await using world = await markedWorld(listCompared);
  const { directory } = world.emulator;
  await world.audit();
  directory.create({ userPrincipalName: 'on@contoso.example', displayName: 'On' });
  const on = await world.audit(compared);
  assert.deepEqual([countsOf(on), on.annotations.warning], [['1', '0', '0'], []]);
  directory.create({ userPrincipalName: 'off@contoso.example', displayName: 'Off' });
  const off = await world.audit({ 'age-identity': runner.identity });
  assert.deepEqual(countsOf(off), ['1', '0', '0']);
  assert.deepEqual(off.annotations.warning.length, 1);
  assert.match(off.annotations.warning[0] ?? '', /^age-identity is set and encrypt-to is empty: .* in plain text/);
  assert.equal(basename(off.outputs['users-file'] ?? ''), 'users.jsonl');
  const still = await world.audit();
  assert.deepEqual([countsOf(still), still.annotations.warning], [['0', '0', '0'], []]);
});

test('in one output-directory nothing plain of an earlier audit stays beside what is encrypted', async () => {
  await using world = await markedWorld(listCompared);
  const folder = await mkdtemp(join(tmpdir(), 'encrypted-'));
  try {
    await world.audit({ 'output-directory': folder, baseline: 'none', publish: 'none' });
    assert.notDeepEqual(await filesThatHold(folder, [marker]), []);
    const run = await world.audit({ ...encrypted, 'output-directory': folder, baseline: 'none', publish: 'none' });
    assert.ok((await run.listFiles()).includes('users.jsonl.age'));
    assert.deepEqual(await filesThatHold(folder, [marker]), []);
    await world.audit({ 'output-directory': folder, baseline: 'none', publish: 'none' });
    await assert.rejects(stat(join(folder, 'users.jsonl.age')), { code: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('beside encrypted files the filter is nowhere, and yet the same one is compared and another not', async () => {
  await using world = await markedWorld(listCompared);
  const filter = "department ne 'Secret Nest' and accountEnabled eq true";
  const first = await world.audit({ ...compared, filter });
  assert.equal(first.exitCode, 0);
  const manifest = await manifestOf(first);
  assert.equal(manifest.filter, null);
  assert.equal(manifest.encryption.filterWithheld, true);
  for (const query of manifest.queries) assert.match(query, /[?&]\$filter=\(withheld\)(&|$)/);
  for (const [name, content] of artifactOf(world, first)) {
    for (const text of ['Secret', 'Nest', 'accountEnabled%20eq'])
      assert.ok(!content.includes(text), `${text}: ${name}`);
  }
  assert.ok(!first.stdout.includes('Secret Nest'));
  const same = await world.audit({ ...compared, filter });
  assert.deepEqual([countsOf(same), same.annotations.warning], [['0', '0', '0'], []]);
  for (const other of ['accountEnabled eq true', undefined]) {
    const run = await world.audit({ ...compared, filter: other, publish: 'none' });
    assert.match(run.annotations.warning[0] ?? '', /it was read with another filter/);
  }
});

test('a path to an encrypted list is opened with the identity, checked against its manifest', async () => {
  await using world = await markedWorld(listCompared);
  const quiet = { publish: 'none' };
  const first = await world.audit({ ...compared, ...quiet, baseline: 'none' });
  const baseline = first.outputs['users-file'] ?? '';
  world.emulator.directory.create({ userPrincipalName: 'joined@contoso.example', displayName: 'Joined' });
  const second = await world.audit({ ...compared, ...quiet, baseline });
  assert.deepEqual([countsOf(second), second.annotations.warning], [['1', '0', '0'], []]);
  assert.equal((await manifestOf(second)).chain.state, 'linked');
  const closed = await world.audit({ ...quiet, baseline });
  assert.equal(closed.exitCode, 0);
  assert.match(closed.annotations.warning[0] ?? '', /the input "baseline" is encrypted, and age-identity is empty\./);
  const stranger = await createAgeKey();
  const foreign = await world.audit({ ...quiet, baseline, 'age-identity': stranger.identity });
  assert.ok(foreign.annotations.warning.some((text) => /and no identity in age-identity opens it\./.test(text)));
  const bytes = await readFile(baseline);
  const alone = join(first.workspace, 'alone.age');
  await writeFile(alone, bytes);
  const bare = await world.audit({ ...compared, ...quiet, baseline: alone });
  assert.deepEqual([countsOf(bare), bare.annotations.warning], [['1', '0', '0'], []]);
  bytes[bytes.length - 20] = (bytes[bytes.length - 20] ?? 0) ^ 1;
  await writeFile(alone, bytes);
  const changed = await world.audit({ ...compared, ...quiet, baseline: alone });
  assert.match(changed.annotations.warning[0] ?? '', /it does not open: it is cut, was changed/);
  await writeFile(baseline, bytes);
  const tampered = await world.audit({ ...compared, ...quiet, baseline });
  assert.match(tampered.annotations.warning[0] ?? '', /its SHA-256 is not what its manifest says/);
});

const age = spawnSync('age', ['--version'], { encoding: 'utf8' });

test('the program age opens every file', { skip: age.error && 'the program age is not installed' }, async () => {
  await using world = await markedWorld();
  const run = await world.audit({ ...encrypted, formats: 'jsonl, json, csv, html' });
  const keys = join(run.workspace, 'keys');
  await writeFile(keys, `${auditor.identity}\n`, { mode: 0o600 });
  const files = (await run.listFiles()).filter((name) => name.endsWith('.age'));
  assert.equal(files.length, 9);
  for (const name of files) {
    const path = join(run.outputs.directory ?? '', name);
    const opened = execFileSync('age', ['-d', '-i', keys, path], { maxBuffer: 1e9 });
    assert.ok(opened.equals(await openAge(await readFile(path), auditor)), name);
  }
});
