import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type ActionRun, type RunActionOptions, runAction } from '../harness/run-action.ts';

const ACTION_YML = `
name: Fake
description: What a test needs
inputs:
  some-input: { description: text, default: 0.10 }
  github-token: { description: text, default: '\${{ github.token }}' }
  without default: { description: text }
outputs:
  first: { description: text }
  second: { description: text }
runs: { using: node24, main: index.js }
`;

/** Prefixed to every script: what `@actions/core` would do, in the fewest words. */
const PROLOGUE = `
import { appendFileSync, writeFileSync, mkdirSync } from 'node:fs';
const { env } = process;
const say = (line) => process.stdout.write(line + '\\n');
const setOutput = (name, value) => appendFileSync(env.GITHUB_OUTPUT, name + '<<EOF\\n' + value + '\\nEOF\\n');
`;

/**
 * Runs a script as an action that has the inputs `some-input`, `github-token` and `without default`, and the outputs
 * `first` and `second`.
 *
 * @param script the body of a module; may use `env`, `say(line)`, `setOutput(name, value)` and some of `node:fs`
 */
export async function runFakeAction(
  t: TestContext,
  script: string,
  options: RunActionOptions = {},
): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'action-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'action.yml'), ACTION_YML);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'index.js'), PROLOGUE + script);
  const run = await runAction({ actionYml: join(folder, 'action.yml'), ...options });
  t.after(run.cleanup);
  return run;
}
