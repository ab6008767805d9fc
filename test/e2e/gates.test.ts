import assert from 'node:assert/strict';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { Manifest } from '../../src/evidence/manifest.ts';
import type { GateResult } from '../../src/gates/judge-gates.ts';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

const gatesOf = async (run: { outputs: Record<string, string> }) =>
  (await readJson<{ gates: GateResult[] }>(run.outputs['manifest-file'])).gates;

test('every gate is judged, the evidence is published, then the run fails once with all that failed', async () => {
  await using world = await createWorld({ users: 20 });
  const { directory } = world.emulator;
  const failOn = 'removed>5%, added>5, finding:guest-state-odd, new-finding:guest-state-odd, certificate-expires<999d';
  const first = await world.audit({ 'fail-on': 'unreconciled, removed>5%, new-finding:guest-state-odd' });
  assert.deepEqual([first.exitCode, first.annotations.error], [0, []], 'no gate fails at the first audit');
  assert.ok(first.lines.includes('Gate removed>5% cannot be judged: there is nothing to compare with yet.'));

  const [a, b] = [...directory.users()];
  directory.delete(a?.id ?? '');
  directory.delete(b?.id ?? '');
  directory.create({ userType: 'Guest', userPrincipalName: 'odd@contoso.example' });
  const second = await world.audit({ 'fail-on': failOn });
  assert.equal(second.exitCode, 1);
  assert.equal(second.annotations.error.length, 1);
  const [error = ''] = second.annotations.error;
  assert.match(error, /^Action needed: .*4 gates failed \(.*\)\..*\n4 gates failed:\n/);
  assert.equal(
    second.outputs['failed-gates'],
    'removed>5%,finding:guest-state-odd,new-finding:guest-state-odd,certificate-expires<999d',
  );
  for (const line of [
    '- removed>5%: 2 of 20 users were removed (10%); the gate allows 5%',
    '- finding:guest-state-odd: 1 open finding; the gate allows none',
    '- new-finding:guest-state-odd: 1 new finding; the gate allows none',
    '- certificate-expires<999d: the certificate has 364 days left; the gate wants at least 999',
  ]) {
    assert.ok(error.includes(line), error);
  }
  assert.ok(second.lines.includes('Gate added>5 passes: 1 user was added, to 20 before; the gate allows 5.'));
  assert.equal(world.github.artifacts(second.workflowRun?.id ?? 0).length, 2, 'published first');
  assert.deepEqual(
    (await gatesOf(second)).map(({ gate, state }) => `${gate} ${state}`),
    [
      'removed>5% failed',
      'added>5 passed',
      'finding:guest-state-odd failed',
      'new-finding:guest-state-odd failed',
      'certificate-expires<999d failed',
    ],
  );

  // A failed run is no baseline: the next one still sees what has not been accepted.
  const third = await world.audit({ 'fail-on': 'removed>5%' });
  assert.equal(third.exitCode, 1);
  const run = world.github.startRun({ eventName: 'workflow_dispatch' });
  const event = { ...world.github.event(), inputs: { 'accept-changes': 'true' } };
  const refused = await world.audit({ 'fail-on': 'removed>5%' }, { run, event });
  assert.match(refused.annotations.warning[0] ?? '', /^accept-changes was ticked, and nothing is accepted/);
  const again = world.github.startRun({ eventName: 'workflow_dispatch' });
  const accepted = await world.audit({ 'fail-on': 'unreconciled' }, { run: again, event });
  assert.match(accepted.outputs.headline ?? '', /^Nothing needs you today\. Accepted with this run: what changed/);
  assert.match(accepted.summary, /☑️ Accepted by octocat: /);
  const manifest = await readJson<Manifest>(accepted.outputs['manifest-file']);
  assert.deepEqual([accepted.exitCode, manifest.run?.acceptedChanges], [0, { by: 'octocat' }]);
  const fourth = await world.audit({ 'fail-on': 'removed>5%' });
  assert.deepEqual([fourth.exitCode, fourth.outputs['removed-count']], [0, '0']);
});

test('a gate without the comparison that it needs fails only where it was asked for', async () => {
  await using world = await createWorld({ users: 5, github: { permissions: { actions: 'none' } } });
  const asked = await world.audit({ 'fail-on': 'unreconciled, removed>5%' });
  assert.equal(asked.exitCode, 1);
  assert.match(
    asked.annotations.error[0] ?? '',
    /\n1 gate cannot be judged:\n- removed>5%: cannot be judged: there is no comparison/,
  );
  assert.equal(world.github.artifacts(asked.workflowRun?.id ?? 0).length, 2);
  const byDefault = await world.audit();
  assert.equal(byDefault.exitCode, 0);
  const none = await world.audit({ baseline: 'none', 'fail-on': 'changed>1%' });
  assert.equal(none.exitCode, 1);
});

test('an unreconciled list is one failed gate among others, and none where fail-on leaves it out', async () => {
  await using world = await createWorld({ users: 10 });
  world.emulator.faults.add({ kind: 'missing-users', n: 2, match: { times: 'always' } });
  const both = await world.audit({ 'fail-on': 'unreconciled, certificate-expires<999d' });
  assert.match(
    both.annotations.error[0] ?? '',
    /^The list is NOT complete: .*\n2 gates failed:\n- unreconciled: the list holds 8, Graph counted 10/,
  );
  const without = await world.audit({ 'fail-on': 'never' });
  assert.deepEqual([without.exitCode, without.outputs.reconciled], [0, 'false']);
  assert.match(without.annotations.warning[0] ?? '', /fail-on does not name "unreconciled"/);
});

test('a wrong gate is told with its column, and a gate on a rule that is off, before anything is sent', async () => {
  await using world = await createWorld({ users: 1 });
  const before = world.emulator.requests.length;
  const wrong = await world.audit({ 'fail-on': 'unreconciled, removed>>5' });
  assert.match(wrong.annotations.error[0] ?? '', /it takes a number like 5 or 5% at column 23\./);
  const off = await world.audit({ 'fail-on': 'finding:sync-old', rules: 'sync-old: off' });
  assert.match(
    off.annotations.error[0] ?? '',
    /Input "fail-on" is "finding:sync-old"; it takes rules that are on \(sync-old is off\)/,
  );
  assert.equal(world.emulator.requests.length, before);
});

test('what is new is not known beside a list without findings: a gate on it fails, and it is told why', async () => {
  await using world = await createWorld({ users: 5 });
  const first = await world.audit({ publish: 'none', baseline: 'none' });
  const path = first.outputs['users-file'] ?? '';
  const inputs = { publish: 'none', baseline: path, 'fail-on': 'new-finding:guest-state-odd' };
  world.emulator.directory.create({ userType: 'Guest', userPrincipalName: 'odd@contoso.example' });
  await appendFile(join(dirname(path), 'findings.json'), ' ');
  const tampered = await world.audit(inputs);
  assert.equal(tampered.exitCode, 1);
  assert.match(tampered.annotations.error[0] ?? '', /the findings of the earlier audit cannot be read/);
  assert.match(
    tampered.annotations.warning[0] ?? '',
    /findings.json beside the earlier list cannot be used \(its size is not what its manifest says\)/,
  );
  await rm(join(dirname(path), 'manifest.json'));
  const bare = await world.audit(inputs);
  assert.equal(bare.exitCode, 1);
  assert.match(bare.annotations.error[0] ?? '', /the findings of the earlier audit cannot be read/);
});

test('a gate on a severity fails when select leaves nothing to judge', async () => {
  await using world = await createWorld({ users: 5 });
  const run = await world.audit({
    publish: 'none',
    baseline: 'none',
    select: 'id',
    'deleted-users': false,
    'fail-on': 'severity:high',
  });
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /select leaves out what the rules of severity high need/);
  const byDefault = await world.audit({ publish: 'none', baseline: 'none', 'fail-on': 'severity:high' });
  const [gate] = await gatesOf(byDefault);
  assert.notEqual(gate?.state, 'not-judged');
});

test('an earlier list that was not reconciled is told before its numbers', async () => {
  await using world = await createWorld({ users: 5 });
  const first = await world.audit({ publish: 'none', baseline: 'none' });
  const path = first.outputs['manifest-file'] ?? '';
  await writeFile(path, JSON.stringify({ ...(await readJson<object>(path)), reconciled: false }));
  const run = await world.audit({ publish: 'none', baseline: first.outputs['users-file'] });
  assert.match(run.annotations.warning[0] ?? '', /^The earlier list was not reconciled/);
});
