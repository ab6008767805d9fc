import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { test } from 'node:test';
import { HarnessError } from '../harness/harness-error.ts';
import { runFakeAction } from './fake-action.ts';

const WAIT = 'setInterval(() => {}, 1000);';

test('a run that does not end is killed, and fails', async (t) => {
  const run = runFakeAction(t, WAIT, { timeout: 500 });
  await assert.rejects(run, (error) => error instanceof HarnessError && /within 500 ms/.test(error.message));
});

test('a signal can be sent once a line is printed', async (t) => {
  const run = await runFakeAction(
    t,
    `process.on('SIGINT', () => { say('asked to stop'); process.exit(3); }); say('ready'); ${WAIT}`,
    { signalAfter: { when: /ready/, signal: 'SIGINT' } },
  );
  assert.deepEqual([run.exitCode, run.lines], [3, ['ready', 'asked to stop']]);
});

test('a signal can be sent once a promise is fulfilled', async (t) => {
  const run = await runFakeAction(t, WAIT, { signalAfter: { when: Promise.resolve(), signal: 'SIGTERM' } });
  assert.deepEqual([run.exitCode, run.signal], [null, 'SIGTERM']);
});

test('the peak of memory is measured on request, even when the script exits by itself', async (t) => {
  const script = 'globalThis.kept = Buffer.alloc(200_000_000, 1); process.exit(0);';
  const [measured, plain] = [await runFakeAction(t, script, { measure: true }), await runFakeAction(t, '')];
  assert.ok((measured.peakRss ?? 0) > 200_000_000, String(measured.peakRss));
  assert.equal(plain.peakRss, undefined);
});

test('a run cleans up after itself when its scope ends', async (t) => {
  let folder: string;
  {
    await using run = await runFakeAction(t, '');
    folder = run.temporaryDirectory;
    await access(folder);
  }
  await assert.rejects(access(folder), { code: 'ENOENT' });
});
