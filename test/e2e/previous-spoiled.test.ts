import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { listCompared } from '../harness/list-alone.ts';
import { withoutComparison } from '../harness/published-files.ts';
import { spoiledArtifacts } from '../harness/spoiled-artifacts.ts';
import { createWorld, type World } from '../harness/world.ts';

const text = (value: string) => Buffer.from(value);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** What an audit published. */
async function firstAudit(world: World) {
  const run = await world.audit();
  const [published] = world.github.artifacts(run.workflowRun?.id ?? 0);
  assert.ok(published);
  const files = unzipSync(published.zip);
  return { published, files, manifest: JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) };
}

/** One from each place that notices: test/compare/ has all of them. */
const noticed = /no manifest|SHA-256|schemaVersion|another tenant|has no end|longer than any/;

test("an artifact that is broken, foreign, enormous or made to do harm never costs today's list", async () => {
  await using world = await createWorld({ inputs: listCompared, users: 12 });
  const { published } = await firstAudit(world);
  const cases = spoiledArtifacts(published.zip).filter(([{ source }]) => noticed.test(source.replaceAll('\\', '')));
  assert.equal(cases.length, 6);
  for (const [reason, bytes] of cases) {
    const run = world.github.startRun();
    world.github.publish(run, 'entra-users', bytes);
    world.github.finishRun(run, 'success');
    const audit = await world.audit({ publish: 'none' });
    assert.equal(audit.exitCode, 0, `${reason}\n${audit.lines.join('\n')}`);
    const [warning = '', ...more] = audit.annotations.warning;
    // That something else was audited here before needs nobody.
    const needed = /of another tenant|by another application|with another filter/.test(reason.source) ? [] : [action];
    assert.deepEqual([reason, ...more], [reason, ...needed]);
    assert.match(warning, reason);
    assert.match(warning, /^There is no comparison with an earlier list: /);
    assert.ok(warning.includes(String(run.id)), 'the run is named');
    assert.deepEqual(await audit.listFiles(), withoutComparison('users.jsonl'));
    assert.equal(audit.outputs['user-count'], '12');
    assert.equal(audit.outputs['added-count'], '');
  }
});

const action = 'Action needed: the list could not be compared with an earlier one. The list is complete.';

test('a reason out of a hostile artifact is text wherever it is told', async () => {
  await using world = await createWorld({ users: 12 });
  const { files, manifest } = await firstAudit(world);
  const markup = '<img src=x>"|`[a]';
  const zips = [
    { 'manifest.json': text(JSON.stringify({ ...manifest, schemaVersion: markup })) },
    { [`../${markup}`]: text('x') },
  ];
  for (const changed of zips) {
    const earlier = world.github.startRun();
    world.github.publish(earlier, 'entra-users', Buffer.from(zipSync({ ...(files as Zippable), ...changed })));
    world.github.finishRun(earlier, 'success');
    const run = await world.audit({ publish: 'none' });
    assert.match(
      run.annotations.warning[0] ?? '',
      /^There is no comparison with an earlier list: .*<img src=x>"\|`\[a\]/,
    );
    const changes = run.summary.split('\n').filter((line) => line.startsWith('| Changes |'));
    assert.equal(changes.length, 1);
    assert.ok(changes[0]?.includes('&#60;img src=x&#62;&#34;&#124;&#96;&#91;a&#93;'), changes[0]);
    assert.doesNotMatch(run.summary, /<img|\[a\]/);
    const page = await readFile(run.outputs['report-file'] ?? '', 'utf8');
    assert.match(page, /What changed<\/h2><p>[^<]*&#60;img src=x&#62;&#34;\|`\[a\][^<]*<\/p>/);
    assert.ok(!page.includes('<img src=x'));
  }
});

test('earlier findings that are none cost what is new, and that is told', async () => {
  await using world = await createWorld({ users: 12 });
  const { files, manifest } = await firstAudit(world);
  const none = text('null');
  const named = manifest.files.map((file: { name: string }) =>
    file.name === 'findings.json' ? { name: file.name, bytes: none.length, sha256: sha256(none) } : file,
  );
  const changed = { 'findings.json': none, 'manifest.json': text(JSON.stringify({ ...manifest, files: named })) };
  const run = world.github.startRun();
  world.github.publish(run, 'entra-users', Buffer.from(zipSync({ ...(files as Zippable), ...changed })));
  world.github.finishRun(run, 'success');
  const audit = await world.audit({ publish: 'none' });
  assert.equal(audit.exitCode, 0);
  assert.deepEqual(audit.annotations.warning, [
    'It is not known which findings are new: findings.json beside the earlier list cannot be used (there is something in it that is no finding).',
  ]);
});

test('an artifact that is not what GitHub keeps a digest of is refused', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const first = await world.audit();
  const [published] = world.github.artifacts(first.workflowRun?.id ?? 0);
  world.github.faults.fail({ path: /\/zip$/, status: 200, body: published?.zip.subarray(0, 100) ?? '' });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  assert.match(run.annotations.warning[0] ?? '', /its SHA-256 is not the one that GitHub keeps/);
});

test('an artifact that is enormous by what GitHub says is not even fetched', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  await world.audit();
  const workflow_run = { repository_id: 1_296_269, head_repository_id: 1_296_269 };
  const artifact = {
    id: 1,
    name: 'entra-users',
    size_in_bytes: 3 * 1024 ** 3,
    expired: false,
    created_at: null,
    workflow_run,
  };
  world.github.faults.fail({
    path: /\/artifacts$/,
    times: 2,
    status: 200,
    body: { total_count: 1, artifacts: [artifact] },
  });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  assert.match(run.annotations.warning[0] ?? '', /cannot be used: it is enormous\./);
  assert.ok(!world.github.requests.some(({ path }) => path.endsWith('/artifacts/1/zip')));
});

test('another select: what both have is compared, and it is told', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit({ select: 'displayName, department' });
  const [user] = world.emulator.directory.users();
  world.emulator.directory.update(user?.id ?? '', { department: 'Elsewhere' });
  const run = await world.audit({ select: 'displayName, department, city' });
  assert.equal(run.outputs['changed-count'], '1');
  assert.match(run.annotations.warning[0] ?? '', /another select \(new are city\)\. Only what both have is compared/);
});
