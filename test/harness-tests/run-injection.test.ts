import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HarnessError } from '../harness/harness-error.ts';
import { runFakeAction } from './fake-action.ts';

const HOSTILE = [
  '::set-output name=first::x',
  'Anna ##[set-env name=PATH]x',
  '  ::stop-commands::x',
  '##[add-matcher]x.json',
  '::Echo::on',
  '::save-state name=a::b',
  'progress\\r::add-path::/x',
];

for (const line of HOSTILE) {
  test(`the run fails on a command that no Action of ours means: ${JSON.stringify(line)}`, async (t) => {
    const run = runFakeAction(t, `say("${line}");`);
    await assert.rejects(run, (error) => error instanceof HarnessError && /would obey/.test(error.message));
  });

  test(`standard error is no way around it: ${JSON.stringify(line)}`, async (t) => {
    const run = runFakeAction(t, `process.stderr.write("${line}");`);
    await assert.rejects(run, HarnessError);
  });
}
