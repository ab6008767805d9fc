import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a line in a shell, as if it were pasted there. */
async function paste(line: string, cwd: string, input = '') {
  const child = spawn('sh', ['-c', line], { cwd, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {}).end(input);
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { exitCode, shown: stdout + stderr };
}

test('the line that the emulator prints audits its tenant, wherever in the repository it is pasted', {
  skip: process.platform === 'win32',
}, async () => {
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build', 'terminal-'));
  const emulator = spawn(process.execPath, [join(root, 'emulator/cli.ts'), '--port', '0', '--users', '30', '--https']);
  try {
    const [welcome] = await once(emulator.stdout, 'data');
    const [line = ''] = /^.*npm run audit -- .*$/m.exec(String(welcome)) ?? [];

    const first = await paste(line, folder);
    assert.equal(first.exitCode, 0, first.shown);
    assert.match(
      first.shown,
      /\n {2}Users {8}30\n[\s\S]*\nThe files are in (audit-\d{4}-\d\d-\d\d), which nobody else/,
    );
    const [made = ''] = await readdir(folder);
    assert.match(made, /^audit-\d{4}-\d\d-\d\d$/);
    assert.equal((await stat(join(folder, made))).mode & 0o777, 0o700);

    const gated = await paste(`${line} --baseline ${made}/users.jsonl --fail-on 'certificate-expires<365d'`, folder);
    assert.equal(gated.exitCode, 1, gated.shown);
    assert.match(
      gated.shown,
      /\nError: Action needed: 1 gate failed[\s\S]*\n {2}Changes {6}0 added, 0 removed, 0 changed\n/,
    );
    assert.doesNotMatch(gated.shown, /::/);
    const made2 = (await readdir(folder)).filter((name) => name !== made);
    assert.match(made2.join(), /^audit-\d{4}-\d\d-\d\d(-2)?$/, 'nothing is written over');

    const secret = 'kR8Q~not-the-one';
    const bySecret = line.replace(/--certificate-path \S+/, '--client-secret');
    const asked = await paste(bySecret, folder, `${secret}\n`);
    assert.equal(asked.exitCode, 1, asked.shown);
    assert.match(asked.shown, /aadsts7000215/);
    assert.ok(!asked.shown.includes(secret));
    assert.equal((await readdir(folder)).length, 2, 'what came to nothing leaves no folder');
  } finally {
    emulator.kill();
    await rm(folder, { recursive: true });
  }
});
