import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, mkdtempDisposable, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
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
      /\n {2}Users {8}30\n[\s\S]*\nThe files are in (audit-\d{4}-\d\d-\d\dT\d{4}Z), which nobody else/,
    );
    const [made = ''] = await readdir(folder);
    assert.match(made, /^audit-\d{4}-\d\d-\d\dT\d{4}Z$/);
    assert.equal((await stat(join(folder, made))).mode & 0o777, 0o700);

    const gated = await paste(`${line} --baseline ${made}/users.jsonl --fail-on 'certificate-expires<365d'`, folder);
    assert.equal(gated.exitCode, 1, gated.shown);
    assert.match(
      gated.shown,
      /\nError: Action needed: 1 gate failed[\s\S]*\n {2}Changes {6}0 added, 0 removed, 0 changed\n/,
    );
    assert.doesNotMatch(gated.shown, /::/);
    assert.match(gated.shown, /\nHere, no workflow is run by hand: .* --baseline /);
    // As a shell lists folders for the loop of docs/evidence.md; the sign behind a name counts.
    const listed = await paste('LC_ALL=C; for folder in */; do echo "$folder"; done', folder);
    assert.match(listed.shown, new RegExp(`^${made}/\naudit-[-\\dT]+Z(?:02)?/\n$`), 'nothing is written over');

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

test('where nobody reads what it says, as behind a pipe into head, the audit ends without a word and leaves nothing', {
  skip: process.platform === 'win32',
}, async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'unread-'));
  const [secret, scratch] = [join(folder.path, 'secret.txt'), join(folder.path, 'scratch')];
  await Promise.all([writeFile(secret, 'kR8Q~abcdef'), mkdir(scratch)]);
  // It never answers: the audit ends only where it is stopped.
  const silent = createServer().listen(0, '127.0.0.1');
  await once(silent, 'listening');
  try {
    const flags = {
      ...{ 'tenant-id': 'contoso.example', 'client-id': randomUUID(), 'client-secret-file': secret },
      'authority-url': `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    };
    const child = spawn(
      process.execPath,
      [join(root, 'scripts/audit.ts'), ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`)],
      { cwd: folder.path, env: { ...process.env, INIT_CWD: folder.path, TMPDIR: scratch } },
    );
    child.stdout.destroy();
    const [said, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close') as Promise<[number]>]);
    assert.equal(said, '');
    assert.equal(exitCode, 141);
    assert.deepEqual((await readdir(folder.path, { recursive: true })).sort(), ['scratch', 'secret.txt']);
  } finally {
    silent.close();
  }
});
