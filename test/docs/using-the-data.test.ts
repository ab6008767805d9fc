import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { missingPrograms } from '../examples/programs.ts';
import { createWorld } from '../harness/world.ts';

/** What runs a block of the page: the language after the fence, with `audit` behind it. */
const runners: Readonly<Record<string, { program: string; args: readonly string[]; needs: readonly string[] }>> = {
  sh: { program: 'bash', args: ['-eo', 'pipefail', '-s'], needs: ['bash', 'jq'] },
  sql: { program: 'duckdb', args: ['-bail', '-csv'], needs: ['duckdb'] },
  powershell: { program: 'pwsh', args: ['-NoProfile', '-NonInteractive', '-Command', '-'], needs: ['pwsh'] },
};

test('every command of docs/using-the-data.md answers from the files of an audit', async (t) => {
  const page = await readFile(join(import.meta.dirname, '../../docs/using-the-data.md'), 'utf8');
  const blocks = [...page.matchAll(/```(\w+) audit\n([\s\S]*?)```/g)];
  assert.ok(blocks.length > 5, 'the page has commands');

  await using world = await createWorld({ users: 80 });
  await world.audit({ 'fail-on': 'never' });
  const { directory } = world.emulator;
  const [first, second] = [...directory.users()];
  directory.delete(first?.id ?? '');
  directory.update(second?.id ?? '', { accountEnabled: second?.accountEnabled !== true });
  const run = await world.audit({ 'fail-on': 'never' });

  for (const [, language = '', script = ''] of blocks) {
    const { program, args, needs } = runners[language] ?? assert.fail(`nothing runs ${language}`);
    const [title = ''] = script.split('\n');
    await t.test(title, { skip: missingPrograms(...needs) }, () => {
      const options = { cwd: run.outputs.directory, input: script, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(program, args, options);
      assert.equal(status, 0, stderr);
      // Of a list as small as this nobody may have been new with a severity of high.
      if (!script.includes('.isNew')) assert.notEqual(stdout.trim(), '', 'it finds something');
    });
  }
});
