import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { getInput } from '../../src/github/commands.ts';

const commands = JSON.stringify(join(import.meta.dirname, '../../src/github/commands.ts'));

/** Runs a line of script that has the commands as `core`, in a process of its own. */
function run(script: string, env: Record<string, string> = {}) {
  const program = `import * as core from ${commands}; ${script}`;
  const args = ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', '--input-type=module', '--eval', program];
  const { stdout, status } = spawnSync(process.execPath, args, {
    env: { PATH: process.env.PATH, ...env },
    encoding: 'utf8',
  });
  return { stdout, status };
}

test('an input is trimmed unless its blanks may matter, and one that is not given is empty', () => {
  process.env['INPUT_CERTIFICATE-PASSWORD'] = ' a passphrase ';
  assert.equal(getInput('certificate-password'), 'a passphrase');
  assert.equal(getInput('certificate-password', { trimWhitespace: false }), ' a passphrase ');
  assert.equal(getInput('not-given'), '');
});

test('what is printed cannot become another command', () => {
  const { stdout, status } = run(`
    core.setSecret('a\\nb%');
    core.warning('one\\n::set-output name=a::b', { title: 'A: title, of course' });
    core.debug('50%');
    core.setFailed('first\\r\\nsecond');`);
  assert.equal(status, 1);
  assert.deepEqual(stdout.trimEnd().split(/\r?\n/), [
    '::add-mask::a%0Ab%25',
    '::warning title=A%3A title%2C of course::one%0A::set-output name=a::b',
    '::debug::50%25',
    '::error::first%0D%0Asecond',
  ]);
});

test('an output may hold anything', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'commands-'));
  const file = join(folder.path, 'output');
  await writeFile(file, '');
  const { status } = run("core.setOutput('users', 'one\\nEOF\\nother=2');", { GITHUB_OUTPUT: file });
  assert.equal(status, 0);
  assert.match(await readFile(file, 'utf8'), /^users<<(ghadelimiter_\S+)\r?\none\nEOF\nother=2\r?\n\1\r?\n$/);
});
