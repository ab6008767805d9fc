import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const run = await audit(emulator, await stack.outputs(), { folder });
  assert.equal(run.outputs['user-count'], '5', run.lines.join('\n'));
  await run.cleanup();
});

test('an up whose machine went away is resumed after its lock and its open operation are cleared', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const killed = await stack.pulumi(['up', '--skip-preview'], {
    killAfter: { text: /ApplicationCertificate \S+ creating/, signal: 'SIGKILL' },
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
