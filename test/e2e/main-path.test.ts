import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { hasModes } from '../harness/platform.ts';
import { withEvidence } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

test('the list becomes files, evidence, an artifact, a summary and outputs, and the log tells so', async () => {
  await using world = await createWorld({ users: 2_500, tenantId: '6babcaad-604b-40ac-a9d7-9fd97c0b779f' });
  const { emulator, github, app, certificate } = world;
  const run = await world.audit({ formats: 'jsonl, json, csv, html' });

  assert.equal(run.exitCode, 0);
  const directory = run.outputs.directory ?? '';
  const [artifact, page] = github.artifacts(run.workflowRun?.id ?? 0);
  assert.ok(artifact && page);
  const expiry = certificate.notAfter.toISOString().slice(0, 10);
  const { 'artifact-url': artifactUrl, 'report-url': reportUrl } = run.outputs;
  assert.deepEqual(run.outputs, {
    headline: run.outputs.headline,
    'user-count': '2500',
    'added-count': '0',
    'removed-count': '0',
    'changed-count': '0',
    'finding-count': run.outputs['finding-count'],
    'new-finding-count': '',
    'failed-gates': '',
    'report-file': join(directory, 'report.html'),
    'changes-file': join(directory, 'changes.json'),
    reconciled: 'true',
    directory,
    'users-file': join(directory, 'users.jsonl'),
    'manifest-file': join(directory, 'manifest.json'),
    'certificate-expires-on': expiry,
    'artifact-id': String(artifact.id),
    'artifact-url': artifactUrl,
    'artifact-digest': artifact.digest.replace('sha256:', ''),
    'report-url': reportUrl,
  });
  assert.match(reportUrl ?? '', new RegExp(`/actions/runs/\\d+/artifacts/${page.id}$`));
  assert.match(artifactUrl ?? '', new RegExp(`/actions/runs/\\d+/artifacts/${artifact.id}$`));

  assert.deepEqual(run.lines.map(withoutNumbers), [
    `Signing in as application ${app.clientId} in tenant ${emulator.tenantId} (cloud: public) with certificate ${certificate.thumbprintSha1} (CN=entra-user-audit), valid until ${expiry}, 364 days left.`,
    'Graph counts 2,500 users.',
    'Read 2,500 users in 3 pages and N s. Graph counted 2,500 before and 2,500 after: reconciled.',
    'The recycle bin holds 0 users, deleted in the last 30 days.',
    'There is nothing to compare with yet: no run of this workflow on this branch has succeeded before.',
    run.lines.find((line) => line.includes('findings: ')),
    `Wrote users.jsonl (N bytes), users.json (N bytes), users.csv (N bytes), deleted-users.jsonl (N bytes), changes.json (N bytes), changes.csv (N bytes), findings.json (N bytes), findings.csv (N bytes), report.html (N bytes), SHA256SUMS (N bytes), manifest.json (N bytes) to ${directory}`,
    `Published artifact "entra-users" (N bytes): ${artifactUrl}`,
    `Published the report, unzipped, as "entra-users-report.html": ${reportUrl}`,
    'Done in N s.',
    `##[notice]${run.outputs.headline} The report: ${reportUrl}`,
  ]);
  const { error, warning, notice } = run.annotations;
  assert.deepEqual([error, [...warning, ...notice]], [[], [`${run.outputs.headline} The report: ${reportUrl}`]]);
  assert.match(run.outputs.headline ?? '', /^(Action needed: |Nothing needs you today\. ).*The list is complete\.$/);

  const names = withEvidence('report.html', 'users.csv', 'users.json', 'users.jsonl');
  assert.deepEqual(await run.listFiles(), names);
  if (hasModes) assert.equal((await stat(directory)).mode & 0o777, 0o700);
  const published = unzipSync(artifact.zip);
  assert.deepEqual(Object.keys(published).sort(), names);
  const manifest = JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
  for (const { name, bytes, sha256 } of manifest.files) {
    const content = await readFile(join(directory, name));
    assert.equal(content.length, bytes);
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256);
    assert.ok(content.equals(published[name] ?? Buffer.alloc(0)), `${name} in the artifact`);
    if (hasModes) assert.equal((await stat(join(directory, name))).mode & 0o777, 0o600);
  }

  const lines = (await readFile(join(directory, 'users.jsonl'), 'utf8')).trimEnd().split('\n');
  const users = lines.map((line) => JSON.parse(line));
  const ids = users.map(({ id }) => id);
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, 2_500);
  assert.deepEqual(JSON.parse(await readFile(join(directory, 'users.json'), 'utf8')), users);
  const csv = await readFile(join(directory, 'users.csv'), 'utf8');
  assert.ok(csv.startsWith('\uFEFFid,userPrincipalName,displayName,'));

  const counted = (is: (user: Record<string, unknown>) => boolean) => users.filter(is).length.toLocaleString('en-US');
  for (const row of [
    '| Users | **2,500** |',
    `| Enabled | ${counted((user) => user.accountEnabled === true)} |`,
    `| Disabled | ${counted((user) => user.accountEnabled === false)} |`,
    `| Members | ${counted((user) => user.userType === 'Member')} |`,
    `| Guests | ${counted((user) => user.userType === 'Guest')} |`,
    '| Reconciled | ✅ yes: Graph counted 2,500 before and after |',
  ]) {
    assert.ok(run.summary.includes(row), `${row} in\n${run.summary}`);
  }
});

/** Sizes and durations are not what a test can know. */
function withoutNumbers(line: string): string {
  return line.replace(/\b\d+(\.\d+)? ([KM]iB|B|s)\b/g, (_, __, unit) => (unit === 's' ? 'N s' : 'N bytes'));
}
