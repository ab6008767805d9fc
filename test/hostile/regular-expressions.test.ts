import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';

/**
 * @param patience milliseconds: a linear expression takes some; one that is quadratic, a minute and more
 * @returns what was being fed when the patience was over; undefined when all of it went through
 */
async function stuckAt(patience: number, ...given: string[]): Promise<string | undefined> {
  const quiet = '--disable-warning=ExperimentalWarning';
  const child = spawn(process.execPath, [quiet, join(import.meta.dirname, 'feed-expressions.ts'), ...given], {
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
  assert.equal(await stuckAt(5_000), undefined);
});

test('the test notices one that does', async () => {
  assert.equal(await stuckAt(2_000, '<[^>]*>'), '<[^>]*>');
});
