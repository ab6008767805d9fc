import { startEmulator } from '../emulator/index.ts';
import { audit } from '../test/pulumi/audit.ts';
import { createStack } from '../test/pulumi/stack.ts';
import { leftovers } from '../test/pulumi/tenant.ts';
import { missingPrograms } from '../test/pulumi/toolchain.ts';
import { installInfraPackages } from './infra-packages.ts';

/** Shows the whole: `pulumi up` of infra/, then the Action with its outputs. Nothing leaves this machine. */
const missing = await missingPrograms();
if (missing.length > 0) {
  console.log(`This demo needs ${missing.join(', ')} on PATH (infra/README.md, "Testing"); "npm run demo" does not.`);
} else {
  await installInfraPackages();
  await demo();
}

async function demo(): Promise<void> {
  title('An Entra tenant on this machine, with 2,500 users');
  await using emulator = await startEmulator({ https: true, users: 2_500 });
  await using stack = await createStack(emulator);
  console.log(`Tenant ${emulator.tenantId} (${emulator.domain}) at ${emulator.origin}`);

  title('pulumi up: the registration, its certificate, its permission and consent');
  show((await stack.must('up', '--skip-preview', '--suppress-outputs')).text);

  title('pulumi up once more: nothing to do');
  show((await stack.must('up', '--skip-preview', '--suppress-outputs', '--expect-no-changes')).text);

  title('What the stack puts out');
  const outputs = await stack.outputs();
  for (const [name, value] of Object.entries(outputs)) {
    console.log(`${name}: ${name === 'certificatePem' ? '[secret]' : value.includes('\n') ? `\n${value}` : value}`);
  }

  title("The Action's log: the committed dist/index.js with these outputs");
  const run = await audit(emulator, outputs);
  for (const line of run.lines) console.log(line);
  await run.cleanup();
  if (run.exitCode !== 0) throw new Error(`The Action ended with exit code ${run.exitCode}.`);

  title('pulumi destroy: it waits until Entra has forgotten, about a minute');
  show((await stack.must('destroy', '--skip-preview')).text);
  console.log(`Left in the tenant: ${(await leftovers(emulator)).join(', ') || 'nothing'}`);
}

/** What the CLI printed, without its remarks on where its plugins are. */
function show(text: string): void {
  const lines = text.split('\n').filter((line) => !/from \$PATH|expected to have version|^\s*$/.test(line));
  console.log(lines.join('\n'));
}

function title(text: string): void {
  console.log(`\n\u2014\u2014 ${text}\n`);
}
