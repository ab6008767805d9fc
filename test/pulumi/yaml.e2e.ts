import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { auditWithCertificate } from './audit.ts';
import { createStack, type Outputs } from './stack.ts';
import { installProviders, missingPrograms } from './toolchain.ts';

const infra = join(import.meta.dirname, '../../infra');
const missing = await missingPrograms(['pulumi-language-yaml']);
const skip = missing.length > 0 && `not on PATH: ${missing.join(', ')}`;

const project = 'name: yaml-reader\nruntime: yaml\n';
const program = `resources:
  directory-reader:
    type: entra-user-audit:DirectoryReader
    properties:
      displayName: Reader of a YAML program
      certificates:
        2026-a:
          validityDays: 90
outputs:
  tenantId: \${directory-reader.tenantId}
  clientId: \${directory-reader.clientId}
  certificatePem:
    fn::secret: \${directory-reader.certificatePem}
`;

test('a program in YAML makes a reader with the component', { skip }, async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const { dependencies } = JSON.parse(await readFile(join(infra, 'package.json'), 'utf8'));
  await installProviders(stack.home, { azuread: dependencies['@pulumi/azuread'], tls: dependencies['@pulumi/tls'] });
  const folder = await mkdtemp(join(tmpdir(), 'yaml-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'Pulumi.yaml');
  await writeFile(file, project);
  const run = async (commands: string) => (await stack.shell(commands, { folder })).text;
  await run(`pulumi package add '${infra}'`);
  await writeFile(file, `${await readFile(file, 'utf8')}${program}`);
  await run('pulumi stack init yaml');
  await run('pulumi up --skip-preview');
  await run('pulumi up --skip-preview --expect-no-changes');
  assert.doesNotMatch(await run('pulumi stack export'), /PRIVATE KEY/);
  const outputs = JSON.parse(await run('pulumi stack output --show-secrets --json')) as Outputs;
  const audited = await auditWithCertificate(emulator, outputs);
  assert.equal(audited.outputs['user-count'], '5', audited.lines.join('\n'));
  await audited.cleanup();
});
