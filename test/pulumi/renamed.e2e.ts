import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createStack } from './stack.ts';
import { administratorGraph } from './tenant.ts';

const infra = join(import.meta.dirname, '../../infra');

test('another name in the tenant is a change in place, and another name in the program none at all', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator, { config: { signInActivity: true } });
  await stack.must('up', '--skip-preview');
  const outputs = await stack.outputs();

  await t.test('displayName', async () => {
    await stack.configure({ signInActivity: true, displayName: 'Reader of users' });
    const { text } = await stack.must('up', '--skip-preview');
    assert.match(text, /~ 1 updated/);
    assert.doesNotMatch(text, /replaced|deleted|created \(/);
    assert.deepEqual(await stack.outputs(), outputs);
    const graph = await administratorGraph(emulator);
    const [{ displayName }] = (await graph('GET', `/applications?$filter=appId eq '${outputs.clientId}'`)).value;
    assert.equal(displayName, 'Reader of users');
  });

  await t.test('the component, with its old name among the aliases', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'renamed-'));
    await cp(infra, folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
    await symlink(join(infra, 'node_modules'), join(folder, 'node_modules'));
    const program = await readFile(join(folder, 'index.ts'), 'utf8');
    const made = 'new DirectoryReader(name, readerArgs(config), {}, { held })';
    assert.ok(program.includes(made));
    const renamed = "new DirectoryReader('reader-of-users', readerArgs(config), { aliases: [{ name }] }, { held })";
    await writeFile(join(folder, 'index.ts'), program.replace(made, renamed));
    const end = await stack.pulumi(['up', '--skip-preview', '--expect-no-changes', '--stack', stack.name], { folder });
    assert.equal(end.code, 0, end.text);
    assert.match(await stack.exported(), /reader-of-users-application/);
    assert.deepEqual(await stack.outputs(), outputs);
    await rm(folder, { recursive: true });
  });
});
