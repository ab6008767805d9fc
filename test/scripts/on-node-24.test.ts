import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../scripts/on-node-24.js', import.meta.url));
const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } })";

/** What is said on a Node that calls itself so, or on this one. */
function start(program: string, { node = '', agent = '', path = launcher } = {}) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...(node === '' ? [] : ['--import', `data:text/javascript,${encodeURIComponent(node)}`]), path, program, '--help'],
    { encoding: 'utf8', env: { ...process.env, npm_config_user_agent: agent } },
  );
  return { status, said: stdout + stderr };
}

test('an old Node is told in one sentence, and what to do: never that a file has an unknown extension', () => {
  for (const [program, status] of [
    ['emulator/cli.ts', 1],
    ['--installed', 0],
  ] as const) {
    const { status: ended, said } = start(program, { node: old });
    assert.equal(ended, status);
    assert.match(said, /^This needs Node 24 or newer and runs on 20\.20\.2: .*"npm ci" .*install it from \S+\.\n$/);
  }
});

test('the audit itself, started by hand on an old Node, says so', () => {
  const { status, said } = start('', {
    node: old,
    path: fileURLToPath(new URL('../../dist/index.js', import.meta.url)),
  });
  assert.equal(status, 1);
  assert.equal(said, 'This needs Node 24 or newer and runs on 20.20.2.\n');
});

test('where the Node of node_modules does not start, npm ci ends all the same, and says what to do', {
  skip: process.platform === 'win32',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'other-libc-'));
  try {
    // What a shell says of a program for another C library: its interpreter is not there.
    writeFileSync(join(folder, 'node'), '#!/lib64/ld-of-another-system\n', { mode: 0o755 });
    const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    const shell = ['-c', scripts.postinstall];
    const { status, stdout } = spawnSync('/bin/sh', shell, { env: { PATH: folder }, encoding: 'utf8' });
    assert.equal(status, 0);
    assert.match(stdout, /^The Node 24 of node_modules does not start on this machine.* npm ci --omit=optional\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the right Node starts the program with its arguments, and npm ci ends without a word', () => {
  const { status, said } = start('emulator/cli.ts');
  assert.equal(status, 0);
  assert.match(said, /^Usage: npm run emulator/);
  assert.deepEqual(start('--installed', { agent: 'npm/11.19.1 node/v24.21.0 linux x64' }), { status: 0, said: '' });
});

test('where npm itself runs on Node 20, its warnings are explained where they stand', () => {
  const { said } = start('--installed', { agent: 'npm/11.19.1 node/v20.20.2 linux x64 workspaces/false' });
  assert.match(said, /^Warnings "EBADENGINE" above .* Node 24 of node_modules/);
});

test('before npm ci, that is what is said', () => {
  const folder = mkdtempSync(join(tmpdir(), 'not-installed-'));
  try {
    const path = join(folder, 'scripts', 'on-node-24.js');
    cpSync(launcher, path);
    const { status, said } = start('scripts/demo.ts', { path });
    assert.equal(status, 1);
    assert.match(said, /^Nothing is installed in \S+ yet: run "npm ci" there first\.\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
