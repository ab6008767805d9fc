import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { RawJson } from '../../emulator/index.ts';
import { listCompared } from '../harness/list-alone.ts';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

const app = '0123456789abcdef0123456789abcdef';
const quiet = { publish: 'none', formats: 'jsonl, csv' };
const linesOf = async (run: { outputs: Record<string, string> }) =>
  (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');

test('an extension in another case than it was registered is read in its own spelling', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 30 });
  const fields = { [`extension_${app}_costCenter`]: new RawJson('9007199254740993') };
  const { id } = world.emulator.directory.create(fields);
  const run = await world.audit({ ...quiet, select: `mail, EXTENSION_${app}_COSTCENTER` });
  assert.deepEqual([run.annotations.error, run.annotations.warning], [[], []]);
  const line = (await linesOf(run)).find((text) => text.includes(id));
  assert.match(line ?? '', new RegExp(`,"extension_${app}_costCenter":9007199254740993}$`));
  assert.ok(
    run.lines.includes(
      `Graph spells "EXTENSION_${app}_COSTCENTER" as "extension_${app}_costCenter": reading with that.`,
    ),
    run.stdout,
  );
  const manifest = await readJson<{ properties: string[]; withoutValues: string[] }>(run.outputs['manifest-file']);
  assert.deepEqual(manifest.properties, ['id', 'mail', `extension_${app}_costCenter`]);
  assert.deepEqual(manifest.withoutValues, []);
});

test('so it is where the first who has it comes on a later page, when users are being judged', async () => {
  await using world = await createWorld({ users: 2_500 });
  const { directory } = world.emulator;
  directory.create({ displayName: 'Last', [`extension_${app}_costCenter`]: '7' });
  const run = await world.audit({ ...quiet, select: `audit, EXTENSION_${app}_COSTCENTER` });
  assert.deepEqual([run.exitCode, run.annotations.error], [0, []]);
  assert.ok((await linesOf(run)).some((line) => line.endsWith(`,"extension_${app}_costCenter":"7"}`)));
  assert.ok(Number(run.outputs['finding-count']) > 0);
});

test('a selected property that is on no user is told in log, summary and manifest, with a guess at the spelling', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 30 });
  const { directory } = world.emulator;
  // Registered, and on nobody any more.
  directory.delete(directory.create({ [`extension_${app}_b`]: 'x' }).id as string);
  const run = await world.audit({ ...quiet, select: `extension_${app}_b, mail` });
  assert.deepEqual(run.annotations.error, []);
  assert.deepEqual(run.annotations.warning.map(String), [
    `select: Graph sent no "extension_${app}_b" with any user, so it is null for everybody. Either no user of this tenant has it, or it is not spelled as it was registered.`,
  ]);
  assert.match(run.summary, /\| On no user \| /);
  const manifest = await readJson<{ withoutValues: string[] }>(run.outputs['manifest-file']);
  assert.ok(manifest.withoutValues.includes(`extension_${app}_b`));
});

test('of an empty list, and of what select does not name, nothing is told', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 20 });
  for (const inputs of [{ select: 'mail', filter: "mail eq 'nobody@nowhere.example'" }, {}]) {
    const run = await world.audit({ ...quiet, ...inputs });
    assert.doesNotMatch(run.stdout, /^select: |::warning::select/m);
    assert.doesNotMatch(run.summary, /On no user/);
  }
});
