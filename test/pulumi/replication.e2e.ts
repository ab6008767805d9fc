import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createStack } from './stack.ts';
import { leftovers } from './tenant.ts';

/** The provider retries a new application that is not known yet, and gives up over such a service principal. */
test('an up that a slow Graph has broken off is completed by the next, with one of each', async () => {
  await using emulator = await startEmulator({
    https: true,
    users: 5,
    replication: { unit: 'seconds', objectMissing: 4 },
  });
  await using stack = await createStack(emulator);
  const first = await stack.pulumi(['up', '--skip-preview']);
  assert.match(first.text, /Application directory-reader-application created/);
  assert.match(first.text, /ServicePrincipal directory-reader-principal \*\*creating failed\*\*/);
  emulator.clock.advance(10_000);
  await stack.must('up', '--skip-preview');
  await stack.must('preview', '--refresh', '--expect-no-changes');
  assert.deepEqual(
    await leftovers(emulator),
    ['entra-user-audit', 'entra-user-audit'],
    'one application, one principal',
  );
});
