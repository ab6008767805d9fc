import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { createWorld, type World } from '../harness/world.ts';

/** A folder beside the workspace, for what a test puts there. */
async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'output-')));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

for (const [what, above, own] of [
  ['others may write to', 0o755, 0o777],
  ['its group may write to', 0o755, 0o770],
  ['others may rename', 0o777, 0o700],
] as const) {
  test(`an output-directory that ${what} is refused before anything is sent`, {
    skip: process.geteuid === undefined,
  }, async () => {
    await using world = await createWorld({ users: 3 });
    const before = world.emulator.requests.length;
    await inFolder(async (folder) => {
      const wanted = join(folder, 'above', 'out');
      await mkdir(wanted, { recursive: true });
      await writeFile(join(wanted, 'users.csv'), 'of yesterday');
      await chmod(wanted, own);
      await chmod(join(folder, 'above'), above);
      const run = await world.audit({ publish: 'none', 'output-directory': wanted });
      assert.equal(run.exitCode, 1);
      const [error = ''] = run.annotations.error;
      assert.ok(error.startsWith(`The list would not be safe in the output-directory ${wanted}: others may write`));
      assert.match(error, /its mode is 07[07][07]\)[\s\S]*chmod go-w[\s\S]*troubleshooting\.md#folder-shared/);
      assert.deepEqual(await readdir(wanted), ['users.csv']);
    });
    assert.equal(world.emulator.requests.length, before);
  });
}

test('a link in the workspace that leads out of it is refused, and nothing is removed behind it', async () => {
  await using world = await createWorld({ users: 3 });
  const { workspace } = await world.audit({ publish: 'none', 'output-directory': 'good' });
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'users.csv'), 'somebody else');
    await symlink(folder, join(workspace, 'link'));
    await symlink(join(folder, 'not there yet'), join(workspace, 'dangling'));
    for (const wanted of ['link', 'link/below', 'dangling', join(workspace, 'link')]) {
      const run = await world.audit(
        { publish: 'none', 'output-directory': wanted },
        { env: { GITHUB_WORKSPACE: workspace } },
      );
      assert.equal(run.exitCode, 1);
      const [error = ''] = run.annotations.error;
      assert.match(error, /^Input "output-directory" is .*A link on this path leads out of the workspace\./);
    }
    assert.deepEqual(await readdir(folder), ['users.csv']);
    await symlink('good', join(workspace, 'inside'));
    const run = await world.audit(
      { publish: 'none', 'output-directory': 'inside' },
      { env: { GITHUB_WORKSPACE: workspace } },
    );
    assert.equal(run.outputs.directory, join(workspace, 'good'), 'where it really is');
  });
});

/** Runs an audit, and does something in its folder when all is written and nothing is uploaded yet. */
async function whilePublishing(world: World, work: (folder: string) => Promise<void>) {
  return inFolder(async (folder) => {
    world.github.faults.fail({ path: /\/CreateArtifact$/, status: 503, times: 2 });
    const audited = world.audit({ 'output-directory': folder });
    while (!(await readdir(folder)).includes('manifest.json')) await delay(5);
    await work(folder);
    const run = await audited;
    const published = world.github.artifacts(run.workflowRun?.id ?? 0);
    return { run, artifacts: published.filter(({ name }) => name === 'entra-users') };
  });
}

test('a file that somebody puts in the place of ours is not uploaded', async () => {
  await using world = await createWorld({ users: 3 });
  const { run, artifacts } = await whilePublishing(world, async (folder) => {
    await writeFile(join(folder, 'secret'), 'KEY-OF-THE-RUNNER');
    await symlink(join(folder, 'secret'), join(folder, 'swapped'));
    await rename(join(folder, 'swapped'), join(folder, 'users.csv'));
  });
  assert.equal(run.exitCode, 0, run.annotations.error.join());
  const files = unzipSync(artifacts[0]?.zip ?? Buffer.alloc(0));
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
  assert.ok(manifest.files.length > 4);
  for (const { name, sha256 } of manifest.files) {
    const digest = createHash('sha256')
      .update(files[name] ?? '')
      .digest('hex');
    assert.equal(digest, sha256, name);
  }
});

test('a file that somebody writes into is not published', async () => {
  await using world = await createWorld({ users: 3 });
  const { run, artifacts } = await whilePublishing(world, (folder) => writeFile(join(folder, 'users.csv'), 'forged'));
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /^Somebody changed users\.csv while it was being published\./);
  assert.deepEqual(artifacts, []);
});
