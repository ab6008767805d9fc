import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack, type Outputs } from './stack.ts';
import { installProviders, missingPrograms } from './toolchain.ts';

const infra = join(import.meta.dirname, '../../infra');
const missing = await missingPrograms(['pulumi-language-python', 'pulumi-language-python-exec', 'python3']);
const skip = missing.length > 0 && `not on PATH: ${missing.join(', ')}`;

const project = `name: python-reader
runtime:
  name: python
  options:
    toolchain: pip
    virtualenv: venv
`;
/** As infra/README.md has it, with two outputs more. */
const program = `import pulumi
import pulumi_entra_user_audit as audit

reader = audit.DirectoryReader(
    "directory-reader",
    display_name=pulumi.Output.from_input("Reader of a Python program"),
    certificates={"2026-a": audit.ReaderCertificateArgs(validity_days=90)},
)
pulumi.export("tenantId", reader.tenant_id)
pulumi.export("clientId", reader.client_id)
pulumi.export("certificateExpiresOn", reader.certificate_expires_on)
pulumi.export("certificatePem", pulumi.Output.secret(reader.certificate_pem))
`;
const workflow = `jobs:
  audit:
    steps:
      - with:
          tenant-id: \${{ vars.ENTRA_TENANT_ID }}
          client-id: \${{ vars.ENTRA_CLIENT_ID }}
          certificate: \${{ secrets.ENTRA_CERTIFICATE }}
`;

test('the component has a schema, and a Python program makes a reader with it', { skip }, async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const { dependencies } = JSON.parse(await readFile(join(infra, 'package.json'), 'utf8'));
  await installProviders(stack.home, { azuread: dependencies['@pulumi/azuread'], tls: dependencies['@pulumi/tls'] });
  // Not from within infra/: there the engine finds a program and a plugin in one folder, and refuses.
  const described = await stack.pulumi(['package', 'get-schema', infra], { folder: stack.home });
  assert.equal(described.code, 0, described.text);
  const schema = JSON.parse(described.text.replace(/^[^{]*/, '').replace(/[^}]*$/, ''));
  assert.deepEqual(Object.keys(schema.resources), ['entra-user-audit:index:DirectoryReader']);

  const folder = await mkdtemp(join(tmpdir(), 'python-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'sdks'));
  await writeFile(join(folder, 'Pulumi.yaml'), project);
  await writeFile(join(folder, 'requirements.txt'), 'pulumi>=3.200,<4\n');
  await writeFile(join(folder, '__main__.py'), program);
  const pulumi = async (...args: string[]) => {
    const end = await stack.pulumi(args, { folder });
    assert.equal(end.code, 0, `pulumi ${args.join(' ')}:\n${end.text}`);
    return end.text;
  };
  await pulumi('install');
  await pulumi('package', 'add', infra);
  await pulumi('stack', 'init', 'python');
  await pulumi('up', '--skip-preview');
  await pulumi('up', '--skip-preview', '--expect-no-changes');
  assert.doesNotMatch(await pulumi('stack', 'export'), /PRIVATE KEY/);

  const outputs = JSON.parse(await pulumi('stack', 'output', '--show-secrets', '--json')) as Outputs;
  const run = await audit(emulator, { ...outputs, workflow });
  assert.equal(run.outputs['user-count'], '5', run.lines.join('\n'));
  assert.equal(run.outputs['certificate-expires-on'], outputs.certificateExpiresOn);
  await run.cleanup();
  await pulumi('destroy', '--skip-preview');
});
