import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

const inputs = { publish: 'none', summary: 'none', select: 'displayName', 'sign-in-activity': 'true' };
const dates = ['lastSignInDateTime', 'lastNonInteractiveSignInDateTime', 'lastSuccessfulSignInDateTime'] as const;
type Activity = Record<(typeof dates)[number], string | null>;

test('the second pass adds to each user when it signed in last', async () => {
  await using world = await createWorld({ users: 1_200 });
  await world.app.grantConsent('AuditLog.Read.All');
  const run = await world.audit({ ...inputs, formats: 'jsonl,csv' });
  assert.deepEqual({ ...run.annotations, notice: [] }, { error: [], warning: [], notice: [] });
  const lines = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).trimEnd().split('\n');
  const listed = lines.map((line) => JSON.parse(line));
  const expected = [...world.emulator.directory.users()].map(({ id, displayName, signInActivity }) => {
    const sent = signInActivity as Activity | null;
    return {
      id,
      displayName,
      signInActivity: sent && Object.fromEntries(dates.map((name) => [name, sent[name] ?? null])),
    };
  });
  assert.deepEqual(
    listed,
    expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const [header, ...rows] = (await readFile(`${run.outputs.directory}/users.csv`, 'utf8')).split('\r\n');
  assert.equal(header, `\uFEFFid,displayName,${dates.map((name) => `signInActivity.${name}`).join()}`);
  const dated = listed.findIndex(({ signInActivity }) => signInActivity !== null);
  const activity = listed[dated]?.signInActivity as Activity;
  assert.ok(rows[dated]?.endsWith(`,${dates.map((name) => activity[name] ?? '').join()}`));
  const never = listed.findIndex(({ signInActivity }) => signInActivity === null);
  assert.ok(rows[never]?.endsWith(',,,'));
  const manifest = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.deepEqual(manifest.signInActivity, { status: 'read', pages: 3, users: 1_200, missing: 0 });
  assert.deepEqual(manifest.properties, ['id', 'displayName', 'signInActivity']);
  assert.match(run.stdout, /^Reading sign-in activity: 3 pages\.$/m);
});

test('whom the second pass leaves out is said: null is no evidence of anything then', async () => {
  await using world = await createWorld({ users: 1_200 });
  await world.app.grantConsent('AuditLog.Read.All');
  world.emulator.faults.add({ kind: 'missing-users', n: 7, match: { path: 'signInActivity' } });
  const run = await world.audit({ ...inputs, formats: 'jsonl' });
  assert.deepEqual(run.annotations.error, []);
  assert.match(run.annotations.warning[0] ?? '', /^Graph left 7 users of the list out when it told who signed in/);
  const manifest = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.deepEqual(manifest.signInActivity, { status: 'read', pages: 3, users: 1_193, missing: 7 });
});

for (const [what, premium, reason] of [
  [
    'the permission',
    true,
    /the application permission AuditLog\.Read\.All with consent, and an Entra ID P1 licence in/,
  ],
  ['the licence', false, /an Entra ID P1 licence in the tenant, .*; the permission AuditLog\.Read\.All is granted/],
] as const) {
  test(`without ${what} it is skipped, said plainly, and the list is whole`, async () => {
    await using world = await createWorld({ users: 50, premium });
    if (!premium) await world.app.grantConsent('AuditLog.Read.All');
    const run = await world.audit(inputs);
    assert.deepEqual(run.annotations.error, []);
    const [warning = ''] = run.annotations.warning;
    assert.match(warning, /^Sign-in activity was skipped: it needs /);
    assert.match(warning, reason);
    assert.equal(run.outputs['user-count'], '50');
    assert.equal(run.outputs.reconciled, 'true');
    const [line = ''] = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).split('\n');
    assert.deepEqual(Object.keys(JSON.parse(line)), ['id', 'displayName'], 'nobody seems never to have signed in');
    const manifest = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
    assert.equal(manifest.signInActivity.status, 'skipped');
  });
}

test('where it is refused for hours it is skipped, and the list is read once more without waiting for it', async () => {
  await using world = await createWorld({ users: 50 });
  await world.app.grantConsent('AuditLog.Read.All');
  world.emulator.faults.add({
    kind: 'throttle',
    retryAfter: 7_200,
    match: { path: 'signInActivity', times: 'always' },
  });
  world.emulator.faults.add({ kind: 'missing-users', n: 2, match: { path: '/v1.0/users[?]' } });
  const run = await world.audit({ ...inputs, 'time-limit': '1' });
  assert.deepEqual(run.annotations.error, []);
  assert.match(run.annotations.warning[0] ?? '', /^Sign-in activity was skipped: it failed \(time-limit\)/);
  assert.equal(run.outputs.reconciled, 'true');
  const manifest = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  assert.equal(manifest.read.reads, 2);
});
