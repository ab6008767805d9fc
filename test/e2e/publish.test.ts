import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { withEvidence } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

test('publish: output puts the list into an output, and nothing into an artifact', async () => {
  await using world = await createWorld({ users: 30 });
  const run = await world.audit({ publish: 'output' });
  assert.equal(run.exitCode, 0);
  const lines = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');
  assert.deepEqual(
    JSON.parse(run.outputs.users ?? ''),
    lines.map((line) => JSON.parse(line)),
  );
  assert.deepEqual(world.github.artifacts(run.workflowRun?.id ?? 0), []);
  assert.ok(run.lines.some((line) => /^The output "users" has .* in UTF-16, .* are left\.$/.test(line)));
  assert.deepEqual([run.annotations.warning, run.oversized.outputs], [[], false]);
});

test('an output that a job cannot hand on is told, with how much it is too large', async () => {
  await using world = await createWorld({ users: 800 });
  const run = await world.audit({ publish: 'output' });
  assert.deepEqual([run.exitCode, run.oversized.outputs], [0, true]);
  assert.match(run.annotations.warning[0] ?? '', /^The output "users" has .* more than the 1\.0 MiB/);
  assert.match(run.summary, /⚠️ The output .*users.* more than the 1/);
});

test('a list over 900 KiB is no output: the error says what to do, and the files are there', async () => {
  await using world = await createWorld({ users: 1_200 });
  const run = await world.audit({ publish: 'output', select: 'profile' });
  assert.equal(run.exitCode, 1);
  const [error = ''] = run.annotations.error;
  assert.match(error, /^The list is 1,?\d{3} KiB as JSON; an output takes 900 KiB at the most\./);
  assert.ok(
    error.includes(`Use publish: artifact, or select fewer properties. The files are in ${run.outputs.directory}.`),
  );
  assert.equal(run.outputs.users, undefined);
  assert.deepEqual(await run.listFiles(), withEvidence('report.html', 'users.csv', 'users.jsonl'));
});

test('where the artifact is uploaded to is signed, and the signature is masked', async () => {
  await using world = await createWorld({ users: 3 });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  const [, signature = ''] =
    /[?&]sig=([^&]+)/.exec(world.github.requests.find(({ method }) => method === 'PUT')?.query ?? '') ?? [];
  assert.notEqual(signature, '');
  const masks = [...run.stdout.matchAll(/::add-mask::(\S+)/g)].map(([, mask]) => mask);
  // The runner shows a mask with its per cents encoded.
  for (const form of [signature.replaceAll('%', '%25'), decodeURIComponent(signature)])
    assert.ok(masks.includes(form), form);
});

test('an artifact name that is taken is explained, and no file is lost', async () => {
  await using world = await createWorld({ users: 3 });
  const run = world.github.startRun();
  const first = await world.audit({}, { run });
  const second = await world.audit({}, { run });
  assert.equal(first.exitCode, 0);
  assert.equal(second.exitCode, 1);
  assert.match(
    second.annotations.error[0] ?? '',
    /^The list was not published: this run already has an artifact named "entra-users"\.\n.*matrix/,
  );
  assert.deepEqual(await second.listFiles(), withEvidence('report.html', 'users.csv', 'users.jsonl'));
  assert.equal(second.outputs['user-count'], '3');
});

test('when a run is run again, the attempt before it is thought of, and a matrix only behind it', async () => {
  await using world = await createWorld({ users: 3 });
  const run = world.github.startRun({ attempt: 2 });
  await world.audit({}, { run });
  const again = await world.audit({}, { run });
  assert.equal(again.exitCode, 1);
  const [error = ''] = again.annotations.error;
  assert.match(
    error,
    /^The list was not published: this run already has an artifact named "entra-users"\. .*attempt 2/,
  );
  assert.match(error, /\nLikely cause: An earlier attempt .*another job of a matrix/);
  assert.match(error, /\nNext step: Start a new run .*\$\{\{ github\.run_attempt \}\}/);
  assert.deepEqual(await again.listFiles(), withEvidence('report.html', 'users.csv', 'users.jsonl'));
});

test('an artifact service that refuses is told in its own words', async () => {
  await using world = await createWorld({ users: 3 });
  world.github.faults.fail({
    path: /CreateArtifact/,
    status: 403,
    body: { code: 'permission_denied', msg: 'no more room' },
  });
  const run = await world.audit();
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /^The list was not published as an artifact: .*no more room/);
  assert.deepEqual(await run.listFiles(), withEvidence('report.html', 'users.csv', 'users.jsonl'));
});

test('outside of a job there is no artifact service', async () => {
  await using world = await createWorld({ users: 3 });
  const run = await world.audit({}, { env: { ACTIONS_RUNTIME_TOKEN: undefined } });
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /^The list was not published: this run has no artifact service/);
  assert.equal(run.outputs.directory, undefined, 'that was known before anything was read');
});

test('publish: none leaves files in the folder that was asked for, and nothing of an earlier audit', async () => {
  await using world = await createWorld({ users: 3 });
  const wanted = { publish: 'none', summary: 'none', 'output-directory': 'out/users' };
  const first = await world.audit({ ...wanted, formats: 'json' });
  assert.equal(first.outputs.directory, join(first.workspace, 'out/users'));
  assert.equal(first.outputs['users-file'], join(first.workspace, 'out/users/users.json'));
  assert.equal(first.summary, '');
  const second = await world.audit({ ...wanted, formats: 'csv', 'output-directory': first.outputs.directory });
  assert.deepEqual(await second.listFiles(), withEvidence('users.csv'));
});
