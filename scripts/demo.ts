import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { startGitHub } from '../emulator/github/index.ts';
import { startEmulator } from '../emulator/index.ts';
import { safeLine } from '../src/report/safe-text.ts';
import { createCertificate } from '../test/harness/certificates.ts';
import { provisionApp } from '../test/harness/provision-app.ts';
import { runAction } from '../test/harness/run-action.ts';

/** Shows the Action at its main job: `npm run demo`. Nothing leaves this machine. */
const users = 2_500;

title(`An Entra tenant on this machine, with ${users.toLocaleString('en-US')} users`);
await using emulator = await startEmulator({ users });
console.log(`Tenant ${emulator.tenantId} (${emulator.domain}) at ${emulator.origin}`);
await using github = await startGitHub();

title('An application, registered through Microsoft Graph as an administrator would do it');
const certificate = await createCertificate();
const { clientId } = await provisionApp({ ...emulator, certificatePem: certificate.certificatePem, consent: true });
console.log(`Application ${clientId}, certificate ${certificate.thumbprintSha1}, User.Read.All granted`);

title("The Action's log: the committed dist/index.js, run as a runner runs it");
const run = await runAction({
  github,
  inputs: {
    'tenant-id': emulator.tenantId,
    'client-id': clientId,
    certificate: certificate.keyPem + certificate.certificatePem,
    'authority-url': emulator.origin,
    'graph-url': emulator.origin,
    formats: 'jsonl, json, csv',
  },
});
for (const line of run.lines) console.log(line);
if (run.exitCode !== 0) throw new Error(`The Action ended with exit code ${run.exitCode}.`);

title('Step summary, as GitHub would render it');
console.log(run.summary);

title('Outputs');
for (const [name, value] of Object.entries(run.outputs)) console.log(`${name} = ${value}`);

title(`Files in ${run.outputs.directory}`);
for (const name of await run.listFiles()) console.log(name);

title('The first users of the list (their names are made up, some of them with ill intent)');
const lines = (await readFile(run.outputs['users-file'] ?? '', 'utf8')).split('\n', 8);
for (const line of lines) {
  const { id, userPrincipalName, displayName, userType, accountEnabled } = JSON.parse(line);
  console.log(
    safeLine(`${id}  ${userType}  ${accountEnabled ? 'enabled ' : 'disabled'}  ${displayName} <${userPrincipalName}>`),
  );
}

title('The published artifact');
for (const { name, id, size, digest, zip } of github.artifacts(run.workflowRun?.id ?? 0)) {
  console.log(`${name}: id ${id}, ${size.toLocaleString('en-US')} bytes, ${digest}`);
  for (const [file, content] of Object.entries(unzipSync(zip))) {
    console.log(`  ${file}: ${content.length.toLocaleString('en-US')} bytes`);
  }
}

console.log(`\nThe files stay where they are; remove them with: rm -r ${run.temporaryDirectory}`);

function title(text: string): void {
  console.log(`\n\u2014\u2014 ${text}\n`);
}
