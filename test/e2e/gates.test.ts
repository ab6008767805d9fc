import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateResult } from '../../src/directory/judge-gates.ts';
import { readJson } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

const gatesOf = async (run: { outputs: Record<string, string> }) =>
  (await readJson<{ gates: GateResult[] }>(run.outputs['manifest-file'])).gates;

test('every gate is judged, the evidence is published, then the run fails once with all that are closed', async () => {
  await using world = await createWorld({ users: 20 });
  const { directory } = world.emulator;
  const failOn = 'removed>5%, added>5, finding:guest-state-odd, new-finding:guest-state-odd, certificate-expires<999d';
  const first = await world.audit({ 'fail-on': 'unreconciled, removed>5%, new-finding:guest-state-odd' });
  assert.deepEqual([first.exitCode, first.annotations.error], [0, []], 'the first audit closes no gate');
  assert.ok(first.lines.includes('Gate removed>5%: not judged: there is nothing to compare with yet.'));

  const [a, b] = [...directory.users()];
  directory.delete(a?.id ?? '');
  directory.delete(b?.id ?? '');
  directory.create({ userType: 'Guest', userPrincipalName: 'odd@contoso.example' });
  const second = await world.audit({ 'fail-on': failOn });
  assert.equal(second.exitCode, 1);
  assert.equal(second.annotations.error.length, 1);
  const [error = ''] = second.annotations.error;
  assert.match(error, /^4 gates are closed:\n/);
  for (const line of [
    '- removed>5%: 2 of 20 users were removed (10%); the gate allows 5%',
    '- finding:guest-state-odd: 1 open finding; the gate allows none',
    '- new-finding:guest-state-odd: 1 new finding; the gate allows none',
    '- certificate-expires<999d: the certificate has 364 days left; the gate wants at least 999',
  ]) {
    assert.ok(error.includes(line), error);
  }
  assert.ok(second.lines.includes('Gate added>5: open: 1 user was added, to 20 before; the gate allows 5.'));
  assert.equal(world.github.artifacts(second.workflowRun?.id ?? 0).length, 1, 'published first');
  assert.deepEqual(
    (await gatesOf(second)).map(({ gate, state }) => `${gate} ${state}`),
    [
      'removed>5% closed',
      'added>5 open',
      'finding:guest-state-odd closed',
      'new-finding:guest-state-odd closed',
      'certificate-expires<999d closed',
    ],
  );

  // A failed run is no baseline: the next one still sees what has not been accepted.
  const third = await world.audit({ 'fail-on': 'removed>5%' });
  assert.equal(third.exitCode, 1);
  const accepted = await world.audit({ 'fail-on': 'never' });
  assert.equal(accepted.exitCode, 0);
  const fourth = await world.audit({ 'fail-on': 'removed>5%' });
  assert.deepEqual([fourth.exitCode, fourth.outputs['removed-count']], [0, '0']);
});

test('a gate without the comparison that it needs fails only where it was asked for', async () => {
  await using world = await createWorld({ users: 5, github: { permissions: { actions: 'none' } } });
  const asked = await world.audit({ 'fail-on': 'unreconciled, removed>5%' });
  assert.equal(asked.exitCode, 1);
  assert.match(
    asked.annotations.error[0] ?? '',
    /^1 gate is closed:\n- removed>5%: it could not be judged: there is no comparison/,
  );
  assert.equal(world.github.artifacts(asked.workflowRun?.id ?? 0).length, 1);
  const byDefault = await world.audit();
  assert.equal(byDefault.exitCode, 0);
  const none = await world.audit({ baseline: 'none', 'fail-on': 'changed>1%' });
  assert.equal(none.exitCode, 1);
});

test('an unreconciled list is one closed gate among others, and none where fail-on leaves it out', async () => {
  await using world = await createWorld({ users: 10 });
  world.emulator.faults.add({ kind: 'missing-users', n: 2, match: { times: 'always' } });
  const both = await world.audit({ 'fail-on': 'unreconciled, certificate-expires<999d' });
  assert.match(
    both.annotations.error[0] ?? '',
    /^2 gates are closed:\n- unreconciled: the list holds 8, Graph counted 10/,
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
