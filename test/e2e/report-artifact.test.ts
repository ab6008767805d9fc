import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createAgeKey } from '../harness/age-files.ts';
import { createWorld, type World } from '../harness/world.ts';

const published = (world: World, run: Awaited<ReturnType<World['audit']>>) =>
  world.github.artifacts(run.workflowRun?.id ?? 0);
const names = (world: World, run: Awaited<ReturnType<World['audit']>>) => published(world, run).map(({ name }) => name);

test('the report is an artifact of its own that a browser opens, and link, summary and output lead to it', async () => {
  await using world = await createWorld({ users: 30 });
  const run = await world.audit({ 'retention-days': '7' });
  assert.equal(run.exitCode, 0);
  const [list, report] = published(world, run);
  assert.deepEqual([list?.name, list?.mimeType], ['entra-users', 'application/zip']);
  assert.deepEqual([report?.name, report?.mimeType], ['entra-users-report.html', 'text/html']);
  assert.ok(Math.abs((report?.expiresAt ?? 0) - (list?.expiresAt ?? 0)) < 3_600_000, 'kept as long');
  assert.deepEqual(report?.zip, await readFile(run.outputs['report-file'] ?? ''));
  const url = run.outputs['report-url'] ?? '';
  assert.ok(url.endsWith(`/artifacts/${report?.id}`), url);
  assert.ok(run.summary.includes(`**[Open the report](${url})**`));
  const said = [...run.annotations.notice, ...run.annotations.warning];
  assert.ok(
    said.some((text) => text === `${run.outputs.headline} The report: ${url}`),
    said.join('\n'),
  );
});

test('a run that fails shows where its report is', async () => {
  await using world = await createWorld({ users: 30 });
  await world.audit();
  world.emulator.directory.delete([...world.emulator.directory.users()][0]?.id ?? '');
  const run = await world.audit({ 'fail-on': 'removed>0' });
  assert.equal(run.exitCode, 1);
  assert.deepEqual(run.annotations.notice, [`The report: ${run.outputs['report-url']}`]);
});

test('it is not published where nobody may open it, or nobody wants to, and nothing is said of it', async () => {
  const { recipient } = await createAgeKey();
  await using world = await createWorld({ users: 3 });
  for (const inputs of [{ 'report-artifact': 'false' }, { formats: 'jsonl' }, { 'encrypt-to': recipient }]) {
    const run = await world.audit({ ...inputs, baseline: 'none' });
    assert.equal(run.exitCode, 0);
    assert.deepEqual([names(world, run), run.outputs['report-url'] ?? ''], [['entra-users'], '']);
    assert.doesNotMatch(run.stdout + run.summary, /unzipped|Open the report/);
  }
  await using open = await createWorld({ users: 3, github: { repository: { visibility: 'public' } } });
  const run = await open.audit({ 'allow-public-repository': 'true' });
  assert.deepEqual([run.exitCode, names(open, run)], [0, ['entra-users']]);
});

test('whoever asks for it where it may not be is told so', async () => {
  const { recipient } = await createAgeKey();
  const asked = { 'report-artifact': 'true' };
  await using world = await createWorld({ users: 3 });
  for (const inputs of [{ 'encrypt-to': recipient }, { publish: 'none' }, { formats: 'jsonl' }]) {
    const run = await world.audit({ ...asked, ...inputs });
    assert.match(run.annotations.error[0] ?? '', /report-artifact.*takes false (beside|without)/);
  }
  await using open = await createWorld({ users: 3, github: { repository: { visibility: 'public' } } });
  const run = await open.audit({ ...asked, 'allow-public-repository': 'true' });
  assert.match(run.annotations.error[0] ?? '', /report-artifact.*takes false in a public repository/);
  assert.deepEqual(names(open, run), []);
});

test('when it cannot be published, the list is, and a warning says why', async () => {
  await using world = await createWorld({ users: 3 });
  const started = world.github.startRun();
  world.github.publish(started, 'entra-users-report.html', Buffer.from('taken'));
  const run = await world.audit({}, { run: started });
  assert.equal(run.exitCode, 0);
  const warning = /^The report was not published unzipped as "entra-users-report\.html" \(.*already exists.*\)\./;
  assert.ok(
    run.annotations.warning.some((text) => warning.test(text)),
    run.annotations.warning.join('\n'),
  );
  assert.deepEqual([names(world, run).length, run.outputs['report-url'] ?? ''], [2, '']);
});

test('of a list that cannot be published, no report is either', async () => {
  await using world = await createWorld({ users: 3 });
  const started = world.github.startRun();
  world.github.publish(started, 'entra-users', Buffer.from('taken'));
  const run = await world.audit({}, { run: started });
  assert.equal(run.exitCode, 1);
  assert.deepEqual([names(world, run), run.outputs['report-url'] ?? ''], [['entra-users'], '']);
});
