import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack, type Outputs } from './stack.ts';

/** The commands of infra/README.md, "Rotation", cut where a person would look. */
async function rotation(): Promise<string[]> {
  const readme = await readFile(join(import.meta.dirname, '../../infra/README.md'), 'utf8');
  const commands = /## Rotation[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  return commands.split(/(?<=^(?:pulumi up|gh workflow run).*\n)/m);
}

/** A folder for PATH with a gh that writes down what it is told. */
async function createGh(): Promise<{ folder: string; written(): Promise<string> } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'gh-'));
  const record = join(folder, 'record');
  const script = `#!/bin/sh\necho "$*" >> '${record}'\n[ "$1" != secret ] || cat >> '${record}'\n`;
  await writeFile(join(folder, 'gh'), script, { mode: 0o755 });
  return {
    folder,
    /** What was written since the last time. */
    async written() {
      const text = await readFile(record, 'utf8').catch(() => '');
      await rm(record, { force: true });
      return text;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

test('rotation by README: no step locks out the workflow that still has the old one, and all is handed over or nothing', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator, { config: { repository: 'contoso/audit' } });
  await using gh = await createGh();
  const path = { PATH: `${gh.folder}${delimiter}${stack.env.PATH}` };
  const [add = '', activate = '', handOver = '', remove = ''] = await rotation();
  const run = async (commands: string) => {
    await stack.shell(commands, { env: path });
    return stack.outputs();
  };
  const signsIn = async (outputs: Outputs) => {
    const ended = await audit(emulator, outputs);
    await ended.cleanup();
    return ended.exitCode === 0 ? 'signed in' : (ended.annotations.error[0] ?? 'no error');
  };
  const handedOver = ({ tenantId, clientId, certificatePem }: Outputs) =>
    [
      `variable set ENTRA_TENANT_ID --repo contoso/audit --body ${tenantId}`,
      `variable set ENTRA_CLIENT_ID --repo contoso/audit --body ${clientId}`,
      `secret set ENTRA_CERTIFICATE --repo contoso/audit\n${certificatePem}`,
    ].join('\n');
  await stack.must('up', '--skip-preview');
  const old = await stack.outputs();
  assert.equal(await signsIn(old), 'signed in');

  const elsewhere = { folder: gh.folder, env: { ...path } };
  const setup = old.githubSetup ?? '';
  await stack.shell(setup, elsewhere);
  assert.equal(await gh.written(), handedOver(old));
  const failing = { ...elsewhere, env: { ...path, PULUMI_CONFIG_PASSPHRASE: 'another' } };
  await assert.rejects(stack.shell(setup, failing), /passphrase/);
  assert.equal(await gh.written(), '');

  assert.deepEqual(await run(add), old, 'adding a certificate changes no output');
  assert.equal(await signsIn(old), 'signed in');

  const switched = await run(activate);
  assert.notEqual(switched.certificateThumbprint, old.certificateThumbprint);
  assert.equal(switched.clientId, old.clientId);
  assert.equal(await signsIn(old), 'signed in', 'before the secret is set anew');

  await run(handOver);
  assert.equal(await gh.written(), `${handedOver(switched)}workflow run audit.yml\n`);
  assert.equal(await signsIn(switched), 'signed in', 'after it');

  assert.deepEqual(await run(remove), switched);
  assert.equal(await signsIn(switched), 'signed in');
  assert.match(await signsIn(old), /AADSTS700027|does not accept the certificate/);

  const again = await stack.must('up', '--skip-preview', '--expect-no-changes');
  assert.doesNotMatch(again.text, /ends on/);
  await stack.must('config', 'set', '--path', 'certificates.second.validityDays', '10');
  const other = await stack.must('up', '--skip-preview', '--expect-no-changes');
  assert.match(other.text, /Certificate "second" was made for 180 days and stays so/);
  await stack.must('destroy', '--skip-preview');
});
