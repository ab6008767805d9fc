import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

/** Milliseconds. A linear expression takes some; one that is quadratic, minutes. */
const patience = 20_000;

/** @returns what was being fed when the patience was over; undefined when all of it went through */
async function stuckAt(script: string, ...given: string[]): Promise<string | undefined> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script), ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = '(the start)';
  let stuck: string | undefined;
  const kill = () => {
    stuck = last;
    child.kill('SIGKILL');
  };
  let timer = setTimeout(kill, patience);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  for await (const line of createInterface(child.stdout)) {
    last = line;
    clearTimeout(timer);
    timer = setTimeout(kill, patience);
  }
  clearTimeout(timer);
  const code = await closed;
  if (stuck === undefined) assert.equal(code, 0, `it broke off at ${last}`);
  return stuck;
}

test('no regular expression takes more than linear time, whatever it is fed', async () => {
  assert.equal(await stuckAt('feed-expressions.ts'), undefined);
});

test('the test notices one that does', async () => {
  assert.equal(await stuckAt('feed-expressions.ts', '<[^>]*>'), '<[^>]*>');
});
