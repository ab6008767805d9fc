import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test("GitHub's OIDC token is the credential when there is no other", async (t) => {
  for (const subject of ['classic', 'immutable'] as const) {
    await t.test(`${subject} subject`, async () => {
      await using world = await createWorld({ inputs: listCompared, users: 3, credential: 'oidc', run: { subject } });
      const run = await world.audit({ publish: 'none' });
      assert.deepEqual(run.annotations.error, []);
      assert.equal(run.outputs['user-count'], '3');
      assert.match(run.lines[0] ?? '', /with a federated credential \(OIDC\)\.$/);
    });
  }
});

test('a subject that is not registered is printed, to be registered', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, credential: 'oidc' });
  const run = await world.audit({}, { run: world.github.startRun({ ref: 'refs/heads/other' }) });
  assert.equal(run.exitCode, 1);
  const [error = ''] = run.annotations.error;
  assert.match(error, /matches the subject of this run: repo:contoso\/directory-audit:ref:refs\/heads\/other\n/);
  assert.match(error, /issuer http:\/\/127\.0\.0\.1:\d+, audience api:\/\/AzureADTokenExchange\./);
  assert.match(error, /Correlation id: [0-9a-f-]{36}/);
});

test('without the permission the input is what is wrong', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, credential: 'oidc' });
  const run = await world.audit({}, { idToken: false });
  assert.match(run.annotations.error[0] ?? '', /^Input "certificate" is empty; .*"permissions: id-token: write"/);
});

test('a token service that fails is told', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, credential: 'oidc' });
  world.github.faults.fail({ path: /oidc/, status: 403, times: 50 });
  const run = await world.audit();
  assert.match(run.annotations.error[0] ?? '', /^GitHub gave no OIDC token: .*403/);
});
