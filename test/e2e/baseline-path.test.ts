import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { UserRecord } from '../../emulator/directory/directory.ts';
import { listCompared } from '../harness/list-alone.ts';
import { type PublishedChanges, readJson, withEvidence, withoutComparison } from '../harness/published-files.ts';
import { spoiledLists } from '../harness/spoiled-lists.ts';
import { createWorld } from '../harness/world.ts';

const quiet = { publish: 'none', summary: 'none' };

test('a path to an earlier list: who came, who went, what changed', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 60 });
  const { directory } = world.emulator;
  const whole = { ...quiet, select: 'profile' };
  const first = await world.audit({ ...whole, baseline: 'none' });
  assert.equal(first.exitCode, 0);
  assert.equal(first.outputs['changes-file'], '');
  assert.equal(first.outputs['added-count'], '');

  const [moved, gone, left, aged, same] = [...directory.users()] as [
    UserRecord,
    UserRecord,
    UserRecord,
    UserRecord,
    UserRecord,
  ];
  directory.update(moved.id, { department: 'Night shift', otherMails: ['b@home.example', 'a@home.example'] });
  directory.delete(gone.id);
  directory.delete(left.id);
  const back = directory.create({ userPrincipalName: left.userPrincipalName, displayName: left.displayName });
  const joined = directory.create({ userPrincipalName: 'joined@contoso.example', displayName: 'Joined' });
  directory.update(aged.id, { lastPasswordChangeDateTime: '2026-11-20T00:00:00Z' });
  const second = await world.audit({ ...whole, baseline: first.outputs['users-file'] });

  assert.equal(second.exitCode, 0);
  assert.deepEqual({ ...second.annotations, notice: [] }, { error: [], warning: [], notice: [] });
  const { outputs } = second;
  assert.deepEqual([outputs['added-count'], outputs['removed-count'], outputs['changed-count']], ['2', '2', '1']);
  const changes = await readJson<PublishedChanges>(outputs['changes-file']);
  assert.deepEqual(changes.counts, { added: 2, removed: 2, changed: 1, churned: 1, recreated: 1 });
  assert.deepEqual(new Set(changes.added.map(({ id }) => id)), new Set([joined.id, back.id]));
  assert.deepEqual(new Set(changes.removed.map(({ id }) => id)), new Set([gone.id, left.id]));
  const removed = changes.removed.find(({ id }) => id === gone.id);
  assert.equal(removed?.department, gone.department, 'all that was known of a removed user is there');
  assert.deepEqual(changes.recreated, [
    { userPrincipalName: String(left.userPrincipalName).toLowerCase(), removedId: left.id, addedId: back.id },
  ]);
  const changed = changes.changed.find(({ id }) => id === moved.id);
  assert.deepEqual(changed, {
    id: moved.id,
    userPrincipalName: moved.userPrincipalName,
    displayName: moved.displayName,
    counted: true,
    changes: [
      { property: 'otherMails', before: moved.otherMails, after: ['b@home.example', 'a@home.example'] },
      { property: 'department', before: moved.department, after: 'Night shift' },
    ],
  });
  const churned = changes.changed.find(({ id }) => id === aged.id);
  assert.equal(churned?.counted, false);
  assert.deepEqual(churned?.changes, [
    {
      property: 'lastPasswordChangeDateTime',
      before: aged.lastPasswordChangeDateTime,
      after: '2026-11-20T00:00:00Z',
      churn: true,
    },
  ]);
  assert.ok(!changes.changed.some(({ id }) => id === same.id));
  assert.equal(changes.baseline?.users, 60);

  // The order of an array says nothing.
  directory.update(moved.id, { otherMails: ['a@home.example', 'b@home.example'] });
  const third = await world.audit({ ...whole, baseline: outputs['users-file'] });
  assert.deepEqual([third.outputs['changed-count'], third.outputs['added-count']], ['0', '0']);

  const counting = await world.audit({ ...whole, baseline: first.outputs['users-file'], 'count-churn': true });
  assert.equal(counting.outputs['changed-count'], '2');
});

test('a property that only one side was asked for is no change; a list without a manifest will do', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 20 });
  const first = await world.audit({ ...quiet, baseline: 'none', select: 'displayName, department, mail' });
  const path = first.outputs['users-file'] ?? '';
  const [user] = [...world.emulator.directory.users()];
  world.emulator.directory.update(user?.id ?? '', {
    department: 'Elsewhere',
    jobTitle: 'Other',
    mail: 'x@contoso.example',
  });
  await rm(join(dirname(path), 'manifest.json'));
  const second = await world.audit({
    ...quiet,
    baseline: path,
    select: 'displayName, department, jobTitle',
    formats: 'csv',
  });
  assert.equal(second.outputs['changed-count'], '1');
  assert.deepEqual(await second.listFiles(), withEvidence('users.csv'));
  const changes = await readJson<PublishedChanges>(second.outputs['changes-file']);
  assert.deepEqual(changes.properties, {
    compared: ['id', 'displayName', 'department'],
    onlyBefore: ['mail'],
    onlyNow: ['jobTitle'],
    churn: [],
  });
  assert.deepEqual(
    changes.changed[0]?.changes.map(({ property }) => property),
    ['department'],
  );
});

test('a path that leads nowhere is a wrong input, told before anything is sent', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 1 });
  const before = world.emulator.requests.length;
  const run = await world.audit({ ...quiet, baseline: 'yesterday/users.jsonl', 'time-limit': 0 });
  assert.equal(run.exitCode, 1);
  assert.match(
    run.annotations.error[0] ?? '',
    /^2 inputs are wrong:[\s\S]*"baseline" is "yesterday\/users.jsonl" \(ENOENT\)/,
  );
  assert.equal(world.emulator.requests.length, before);
});

/** One from each place that notices: test/compare/ has all of them. */
const noticed = /SHA-256|another tenant|is not JSON|out of order|deeper/;

test("a list that is broken, changed or foreign costs the comparison, never today's list", async () => {
  await using world = await createWorld({ inputs: listCompared, users: 20 });
  const first = await world.audit({ ...quiet, baseline: 'none' });
  const path = first.outputs['users-file'] ?? '';
  const manifestPath = first.outputs['manifest-file'] ?? '';
  const [list, manifest] = [await readFile(path), await readFile(manifestPath)];
  const cases = spoiledLists(list.toString(), manifest.toString()).filter(([{ source }]) => noticed.test(source));
  assert.equal(cases.length, 6);
  for (const [reason, spoilt] of cases) {
    await rm(manifestPath, { force: true });
    await writeFile(path, spoilt.list);
    if (spoilt.manifest !== undefined) await writeFile(manifestPath, spoilt.manifest);
    const run = await world.audit({ ...quiet, baseline: path });
    assert.equal(run.exitCode, 0, String(reason));
    const [warning = '', ...more] = run.annotations.warning;
    assert.match(warning, reason);
    assert.deepEqual(more, [
      'Action needed: the list could not be compared with an earlier one. The list is complete.',
    ]);
    assert.deepEqual(await run.listFiles(), withoutComparison('users.jsonl'));
    assert.equal(run.outputs['changed-count'], '');
  }
});

test('a pipe beside the list is not waited for', { skip: process.platform === 'win32' }, async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit({ ...quiet, baseline: 'none' });
  const [path = '', manifestPath = ''] = [first.outputs['users-file'], first.outputs['manifest-file']];
  const findings = join(dirname(path), 'findings.json');
  await rm(findings);
  execFileSync('mkfifo', [findings]);
  const second = await world.audit({ ...quiet, baseline: path });
  assert.match(
    second.annotations.warning.join(),
    /findings.json beside the earlier list cannot be used \(it is no file\)/,
  );
  await rm(manifestPath);
  execFileSync('mkfifo', [manifestPath]);
  const third = await world.audit({ ...quiet, baseline: path });
  assert.match(third.annotations.warning.join(), /its manifest.json is no file/);
  assert.deepEqual([second.exitCode, third.exitCode], [0, 0]);
});

test('a manifest with values of any kind is read or refused, and a list with bytes that are no text gives JSON', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit({ ...quiet, baseline: 'none' });
  const [path = '', manifestPath = ''] = [first.outputs['users-file'], first.outputs['manifest-file']];
  const manifest = await readJson<object>(manifestPath);
  const odd = { toString: 1, valueOf: 1 };
  for (const changed of [
    { rules: [{ id: odd }] },
    { history: [{ manifestSha256: odd, endedAt: odd }] },
    { files: [{ name: 'users.jsonl', bytes: 1, sha256: odd }] },
    { endedAt: odd },
    { schemaVersion: odd },
  ]) {
    await writeFile(manifestPath, JSON.stringify({ ...manifest, ...changed }));
    const run = await world.audit({ ...quiet, baseline: path });
    assert.deepEqual([run.exitCode, run.outputs['user-count']], [0, '5'], JSON.stringify(changed));
  }
  await rm(manifestPath);
  const line = Buffer.from('{"id":"0000","displayName":"x"}\n');
  line[line.indexOf('x')] = 0xff;
  await writeFile(path, Buffer.concat([line, await readFile(path)]));
  const run = await world.audit({ ...quiet, baseline: path });
  assert.equal(run.outputs['removed-count'], '1');
  const bytes = await readFile(run.outputs['changes-file'] ?? '');
  new TextDecoder('utf-8', { fatal: true }).decode(bytes);
});

test('the time of an earlier audit is told as a time, whatever its manifest has there', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit({ ...quiet, baseline: 'none' });
  const manifestPath = first.outputs['manifest-file'] ?? '';
  const manifest = await readJson<object>(manifestPath);
  await writeFile(manifestPath, JSON.stringify({ ...manifest, endedAt: '2026-11-24 (<b>x)' }));
  const run = await world.audit({ ...quiet, baseline: first.outputs['users-file'] });
  assert.ok(!run.stdout.includes('<b>x'));
  const { previous } = await readJson<{ previous: { endedAt: string } }>(run.outputs['manifest-file']);
  assert.match(previous.endedAt, /^2026-11-2[34]T\d\d:00:00\.000Z$/);
});

test('a list in the output directory is refused before it would be replaced', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  const first = await world.audit({ ...quiet, baseline: 'none' });
  const { directory = '' } = first.outputs;
  const path = first.outputs['users-file'] ?? '';
  const link = `${directory}-link`;
  await symlink(directory, link);
  try {
    const before = world.emulator.requests.length;
    for (const output of [directory, link]) {
      const run = await world.audit({ ...quiet, baseline: path, 'output-directory': output });
      assert.equal(run.exitCode, 1);
      assert.match(
        run.annotations.error[0] ?? '',
        /"baseline" is .*\(in output-directory, where it would be replaced\)/,
      );
    }
    assert.equal(world.emulator.requests.length, before);
    assert.equal((await readFile(path, 'utf8')).split('\n').length, 6, 'it is still there');
  } finally {
    await rm(link);
  }
});
