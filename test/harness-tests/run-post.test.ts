import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { HarnessError } from '../harness/harness-error.ts';
import { runAction } from '../harness/run-action.ts';
import { runFakeAction } from './fake-action.ts';

test('the step at the end of the job gets the state of the run, its inputs and its folders', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'action-'));
  try {
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    const declared = 'name: Fake\ndescription: text\ninputs: { one: { description: text, default: 1 } }\n';
    await write(
      'action.yml',
      `${declared}runs: { using: node24, main: main.mjs, post: post.mjs, post-if: always() }\n`,
    );
    await write(
      'main.mjs',
      "import { appendFileSync } from 'node:fs'; appendFileSync(process.env.GITHUB_STATE, 'kept=a value\\n'); process.exit(3);",
    );
    await write(
      'post.mjs',
      'const { STATE_kept, INPUT_ONE, RUNNER_TEMP } = process.env; console.log([STATE_kept, INPUT_ONE, RUNNER_TEMP].join());',
    );
    await using run = await runAction({ actionYml: join(folder, 'action.yml') });
    assert.equal(run.exitCode, 3);
    const post = await run.post();
    assert.deepEqual([post.exitCode, post.lines], [0, [`a value,1,${run.temporaryDirectory}`]]);
    assert.deepEqual((await run.post({ STATE_kept: undefined })).lines, [`,1,${run.temporaryDirectory}`]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('an action without such a step has none to run', async (t) => {
  const run = await runFakeAction(t, '');
  await assert.rejects(run.post(), (error) => error instanceof HarnessError && /names no `post`/.test(error.message));
});
