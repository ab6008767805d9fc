import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readNamedFile } from '../../src/inputs/named-file.ts';

const isLinux = process.platform === 'linux';

test('a file is read whole, and none that is too long', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'named-'));
  try {
    const path = join(folder, 'file');
    await writeFile(path, '0123456789');
    assert.deepEqual(await readNamedFile(path, 10), { content: Buffer.from('0123456789') });
    assert.deepEqual(await readNamedFile(path, 9), { why: 'larger than 9 B', hint: '', missing: false });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    assert.deepEqual(await readNamedFile(join(folder, 'pipe'), 9), { why: 'not a file', hint: '', missing: false });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('files that the system makes up have no size before they are read: they too are cut', {
  skip: !isLinux,
}, async () => {
  const small = await readNamedFile('/proc/self/stat', 10_000);
  assert.ok('content' in small && small.content.includes(String(process.pid)));
  assert.deepEqual(await readNamedFile('/proc/self/stat', 10), { why: 'larger than 10 B', hint: '', missing: false });
  assert.deepEqual(await readNamedFile('/dev/zero', 10), { why: 'not a file', hint: '', missing: false });
});
