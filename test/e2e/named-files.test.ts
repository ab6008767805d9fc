import assert from 'node:assert/strict';
import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

const quiet = { publish: 'none', summary: 'none', baseline: 'none' };
const accepted =
  '- rule: duplicate-mail\n  user: nobody@contoso.example\n  reason: Müller knows\n  until: 2099-12-31\n';

test('accepted findings are read as any editor saves them', async () => {
  await using world = await createWorld({ users: 3 });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'accepted-'));
  const file = join(folder.path, 'accepted.yml');
  for (const bytes of [
    Buffer.from(`\ufeff${accepted}`),
    Buffer.from(`\ufeff${accepted.replaceAll('\n', '\r\n')}`, 'utf16le'),
    Buffer.from(`\ufeff${accepted}`, 'utf16le').swap16(),
  ]) {
    await writeFile(file, bytes);
    const run = await world.audit({ ...quiet, 'accepted-findings': file });
    assert.equal(run.exitCode, 0);
    assert.match(
      run.annotations.warning.join('\n'),
      /^accepted-findings: nothing was found for line 1 \(duplicate-mail\)/,
    );
  }
});

test('accepted findings that cannot be read are told by what they are', async () => {
  await using world = await createWorld({ users: 1 });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'accepted-'));
  const file = join(folder.path, 'accepted.yml');
  const before = world.emulator.requests.length;
  for (const [bytes, expected] of [
    [
      accepted.replaceAll('\n  ', '\n\t'),
      /line 2; it takes lines indented with blanks, not with tabs or no-break spaces/,
    ],
    [accepted.replaceAll('\n  ', '\n\u00a0\u00a0'), /line 2; it takes lines indented with blanks/],
    [Buffer.from(accepted, 'latin1'), /\(not UTF-8\); .* Line 3 holds a character in another encoding/],
    [Buffer.alloc(100), /\(binary\); .* It is no text/],
    ['x'.repeat(1024 * 1024 + 1), /\(larger than 1 MiB\)/],
  ] as const) {
    await writeFile(file, bytes);
    const run = await world.audit({ ...quiet, 'accepted-findings': file });
    const [error = ''] = run.annotations.error;
    assert.match(error, expected);
    assert.match(error, /\nLikely cause: The file that the input names .*\n.*\nMore: .*#input-file-wrong$/);
  }
  assert.equal(world.emulator.requests.length, before);
});

test('a file that is not there: is there a checkout before this step?', async () => {
  await using world = await createWorld({ users: 1 });
  for (const [input, path] of [
    ['accepted-findings', '.github/accepted-findings.yml'],
    ['baseline', 'yesterday/users.jsonl'],
    ['certificate-path', 'secrets/entra.pem'],
  ] as const) {
    const run = await world.audit({
      ...quiet,
      ...(input === 'certificate-path' && { certificate: undefined }),
      [input]: path,
    });
    const [error = ''] = run.annotations.error;
    assert.match(error, new RegExp(`^Input "${input}" is ".*${path}" \\(ENOENT\\);`));
    assert.ok(error.includes(`Nothing is at ${join(run.workspace, path)}.`), error);
    assert.ok(error.includes('Is there a checkout (actions/checkout) before this step?'), error);
    assert.match(error, /\nLikely cause: The repository was not checked out/);
    assert.match(error, /\nMore: .*#input-file-missing$/);
  }
});

test('a folder, and a name that is nearly right, are told as such', async () => {
  await using world = await createWorld({ users: 1 });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'accepted-'));
  await mkdir(join(folder.path, 'users.jsonl'));
  await writeFile(join(folder.path, 'accepted.yaml'), '');
  const run = await world.audit({
    ...quiet,
    certificate: undefined,
    baseline: join(folder.path, 'users.jsonl'),
    'accepted-findings': join(folder.path, 'accepted.yml'),
    'certificate-path': folder.path,
  });
  const [error = ''] = run.annotations.error;
  assert.match(error, /^3 inputs are wrong:/);
  assert.match(error, /"baseline" is .*\(not a file\); .* It is a folder\./);
  assert.match(error, /"accepted-findings" is .*\(ENOENT\); .*Did you mean "accepted\.yaml"\?/);
  assert.match(error, /"certificate-path" is .*\(not a file\); .* It is a folder\./);
});
