import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const [watch, watchdog] = ['../../src/base/deadline-watch.ts', '../../src/watchdog.ts'].map(
  (path) => new URL(path, import.meta.url),
) as [URL, URL];

/** Runs `work` in a process that a second thread watches, in a RUNNER_TEMP with the folder of an audit. */
async function watched(work: string, limits = { left: 50, grace: 50, clearing: 50 }) {
  const temporary = await realpath(await mkdtemp(join(tmpdir(), 'watched-')));
  try {
    const folder = join(temporary, 'entra-user-audit-aB3dE6');
    const hidden = join(folder, '.entra-user-audit-1-aB3dE6');
    await mkdir(hidden, { recursive: true });
    await writeFile(join(folder, 'users.jsonl.age'), 'whole');
    await writeFile(join(hidden, 'users.jsonl.partial'), 'not whole');
    const program = `
      import { createDeadlineWatch } from ${JSON.stringify(watch)};
      const { left, ...limits } = ${JSON.stringify({ ...limits, temporary })};
      const onTrouble = (reason) => console.log('trouble: ' + reason);
      const watch = createDeadlineWatch({ program: ${JSON.stringify(watchdog.pathname)}, left: () => left, ...limits, onTrouble });
      const block = () => { for (;;); };
      watch.tell({ lastWords: 'too early' });
      watch.start();
      watch.start();
      watch.tell({ folder: ${JSON.stringify(folder)} });
      watch.tell({ lastWords: '::error::last words' });
      ${work}`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 30_000,
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
    });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
      child.once('close', (code, signal) => resolve([code, signal]));
    });
    const left = await readdir(folder, { recursive: true });
    return { code, signal, lines: stdout.split('\n').filter(Boolean), left };
  } finally {
    await rm(temporary, { recursive: true });
  }
}

const ended = { code: null, signal: 'SIGKILL', left: ['users.jsonl.age'] };
const untouched = { code: 0, signal: null, lines: ['done'] };

test('a thread that does not come to an end at the deadline is ended, with last words and without what is not whole', async () => {
  assert.deepEqual(await watched("process.stdout.write('in the midst'); block();"), {
    ...ended,
    lines: ['in the midst', '::error::last words'],
  });
});

test('so is one that has noticed the deadline, and then does not end', async () => {
  assert.deepEqual(await watched('watch.acknowledge(); setInterval(() => {}, 1_000);'), {
    ...ended,
    lines: ['::error::last words'],
  });
});

test('one that clears up in time is left alone', async () => {
  const limits = { left: 0, grace: 0, clearing: 1e9 };
  const { left, ...end } = await watched("watch.acknowledge(); setTimeout(() => console.log('done'), 50);", limits);
  assert.deepEqual(end, untouched);
  assert.equal(left.length, 3);
});

test('a process that is done does not wait for the deadline, and none is ended that need not be watched', async () => {
  const { left: _, ...end } = await watched("console.log('done');", { left: 1e9, grace: 0, clearing: 0 });
  assert.deepEqual(end, untouched);
  const { left: __, ...after } = await watched("watch.end(); setTimeout(() => console.log('done'), 200);", {
    left: 100,
    grace: 0,
    clearing: 0,
  });
  assert.deepEqual(after, untouched);
});
