import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack, type Outputs } from './stack.ts';

test('certificates rotate with overlap: no step locks out the workflow that still has the old one', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator, { config: { certificates: { '2026-a': {} }, active: '2026-a' } });
  const signsIn = async (outputs: Outputs) => {
    const run = await audit(emulator, outputs);
    await run.cleanup();
    return run.exitCode === 0 ? 'signed in' : (run.annotations.error[0] ?? 'no error');
  };
  const upWith = async (config: object) => {
    await stack.configure(config);
    await stack.must('up', '--skip-preview');
    return stack.outputs();
  };
  await stack.must('up', '--skip-preview');
  const old = await stack.outputs();
  assert.equal(await signsIn(old), 'signed in');

  const both = { '2026-a': {}, '2026-b': { validityDays: 90 } };
  const added = await upWith({ certificates: both, active: '2026-a' });
  assert.deepEqual(added, old, 'adding a certificate changes no output');
  assert.equal(await signsIn(old), 'signed in');

  const switched = await upWith({ certificates: both, active: '2026-b' });
  assert.notEqual(switched.certificateThumbprint, old.certificateThumbprint);
  assert.equal(switched.clientId, old.clientId);
  assert.equal(await signsIn(old), 'signed in', 'before the secret is set anew');
  assert.equal(await signsIn(switched), 'signed in', 'after it');

  const removed = await upWith({ certificates: { '2026-b': { validityDays: 90 } }, active: '2026-b' });
  assert.deepEqual(removed, switched);
  assert.equal(await signsIn(removed), 'signed in');
  assert.match(await signsIn(old), /AADSTS700027|does not accept the certificate/);

  const again = await stack.must('up', '--skip-preview', '--expect-no-changes');
  assert.doesNotMatch(again.text, /ends on/);
  await stack.configure({ certificates: { '2026-b': { validityDays: 10 } }, active: '2026-b' });
  const other = await stack.must('up', '--skip-preview', '--expect-no-changes');
  assert.match(other.text, /Certificate "2026-b" was made for 90 days and stays so/);
  await stack.must('destroy', '--skip-preview');
});
