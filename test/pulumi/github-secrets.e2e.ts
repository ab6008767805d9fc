import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { startGitHubSettings } from './github-settings.ts';
import { createStack } from './stack.ts';
import { missingPrograms } from './toolchain.ts';

const program = join(import.meta.dirname, '../../infra-github');
const missing = await missingPrograms(['pulumi-resource-github']);
const skip = missing.length > 0 && `not on PATH: ${missing.join(', ')}`;

test('infra-github writes what the workflow reads, and takes no secret away when the reader gives up its certificate', {
  skip,
}, async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using settings = await startGitHubSettings();
  const config = {
    github: { repository: 'contoso/directory-audit', branches: ['main'] },
    certificates: { first: {} },
  };
  await using stack = await createStack(emulator, { config });
  await stack.must('up', '--skip-preview');
  const { tenantId, clientId } = await stack.outputs();

  const folder = await mkdtemp(join(tmpdir(), 'infra-github-'));
  t.after(() => rm(folder, { recursive: true }));
  await cp(program, folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  await symlink(join(program, 'node_modules'), join(folder, 'node_modules'));
  const env = { GITHUB_TOKEN: 'the-token', GITHUB_BASE_URL: settings.origin };
  const run = (commands: string) => stack.shell(commands, { folder, env });
  await run(`pulumi stack init handover
pulumi config set reader organization/entra-user-audit/${stack.name}
pulumi config set github:owner contoso
pulumi config set repository directory-audit`);
  await run('pulumi up --skip-preview');
  await run('pulumi up --skip-preview --expect-no-changes');
  assert.deepEqual(Object.fromEntries(settings.variables), { ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId });
  assert.deepEqual([...settings.secrets.keys()], ['ENTRA_CERTIFICATE']);
  const { text } = await run('pulumi stack export');
  assert.doesNotMatch(text, /PRIVATE KEY/);

  await stack.configure({ ...config, active: 'none' });
  await stack.must('up', '--skip-preview');
  await assert.rejects(run('pulumi up --skip-preview'), /pulumi config set certificate false/);
  assert.deepEqual([...settings.secrets.keys()], ['ENTRA_CERTIFICATE']);
  await run('pulumi config set certificate false\npulumi up --skip-preview');
  assert.deepEqual([...settings.secrets.keys()], []);
  assert.equal(settings.variables.size, 2);
});
