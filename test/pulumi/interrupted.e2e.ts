import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';
import { leftovers } from './tenant.ts';

test('an up that was asked to stop is resumed by the next one', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const interrupted = await stack.pulumi(['up', '--skip-preview'], {
    killAfter: { text: /ApplicationCertificate \S+ creating/, signal: 'SIGINT' },
  });
  assert.notEqual(interrupted.code, 0, interrupted.text);

  await stack.must('up', '--skip-preview');
  await stack.must('preview', '--refresh', '--expect-no-changes');

  assert.deepEqual(
    await leftovers(emulator),
    ['entra-user-audit', 'entra-user-audit'],
    'one application, one principal',
  );
  const run = await audit(emulator, await stack.outputs());
  assert.equal(run.outputs['user-count'], '5', run.lines.join('\n'));
  await run.cleanup();
});

test('an up whose machine went away is resumed after its lock and its open operation are cleared', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const killed = await stack.pulumi(['up', '--skip-preview'], {
    // The dots go on every second: by then all but the certificate is stored, and the provider still waits for that.
    killAfter: { text: /AppRoleAssignment \S+ created[\s\S]*\n@ updating\.\./, signal: 'SIGKILL' },
  });
  assert.equal(killed.code, null, killed.text);
  assert.match((await stack.pulumi(['up', '--skip-preview'])).text, /locked by 1 lock/);

  await stack.must('cancel', '--yes');
  await stack.must('refresh', '--skip-preview', '--clear-pending-creates');
  await stack.must('up', '--skip-preview');
  await stack.must('preview', '--refresh', '--expect-no-changes');
  assert.deepEqual(
    await leftovers(emulator),
    ['entra-user-audit', 'entra-user-audit'],
    'one application, one principal',
  );
});

test('an up that Graph refused half-way is resumed by the next one, wherever it was', async (t) => {
  const places = {
    'reading the new application': { path: '/beta/applications/', method: 'GET' },
    'reading its owners': { path: '/owners', method: 'GET' },
    'naming the new application': { path: '/applications/', method: 'PATCH' },
    'making the service principal': { path: '/servicePrincipals', method: 'POST' },
    'describing the service principal': { path: '/servicePrincipals/', method: 'PATCH' },
    consenting: { path: '/appRoleAssignedTo', method: 'POST' },
  };
  for (const [place, match] of Object.entries(places)) {
    await t.test(place, async () => {
      await using emulator = await startEmulator({ https: true, users: 5 });
      await using stack = await createStack(emulator);
      emulator.faults.add({ kind: 'status', status: 400, body: 'graph', match });
      const refused = await stack.pulumi(['up', '--skip-preview']);
      assert.notEqual(refused.code, 0, refused.text);
      await stack.must('up', '--skip-preview');
      await stack.must('preview', '--refresh', '--expect-no-changes');
      assert.deepEqual(await leftovers(emulator), ['entra-user-audit', 'entra-user-audit']);
    });
  }
});
