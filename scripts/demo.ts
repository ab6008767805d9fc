import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { unzipSync } from 'fflate';
import { safeLine } from '../src/base/safe-text.ts';
import type { ActionRun } from '../test/harness/run-action.ts';
import { startDemo } from './demo-tenant.ts';
import { openFile } from './open-file.ts';

/**
 * Shows the Action at its main job, two days of it: `npm run demo`. Nothing leaves this machine. `--open` opens the
 * report of the second day.
 */
const options = readOptions();
const users = 2_500;

title(`An Entra tenant on this machine, with ${users.toLocaleString('en-US')} users`);
await using demo = await startDemo(users);
const { emulator, github, certificate } = demo;
console.log(`Tenant ${emulator.tenantId} (${emulator.domain}) at ${emulator.origin}`);

title('An application, registered through Microsoft Graph as an administrator would do it');
console.log(`Application ${demo.clientId}, certificate ${certificate.thumbprintSha1}, User.Read.All granted`);

title('The roster, as the personnel system exports it: one of its people has left, and one begins today');
for (const line of demo.roster.split('\r\n', 3)) console.log(safeLine(line));

title("Monday: the Action's log. It is the committed dist/index.js, run as a runner runs it");
const monday = shown(await demo.monday());
if (monday.exitCode !== 0) throw new Error(`The Action ended with exit code ${monday.exitCode}.`);

title('Step summary, as GitHub would render it');
console.log(monday.summary);

title('The first users of the list (their names are made up, some of them with ill intent)');
const lines = (await readFile(monday.outputs['users-file'] ?? '', 'utf8')).split('\n', 6);
for (const line of lines) {
  const { id, userPrincipalName, displayName, userType, accountEnabled } = JSON.parse(line);
  console.log(
    safeLine(`${id}  ${userType}  ${accountEnabled ? 'enabled ' : 'disabled'}  ${displayName} <${userPrincipalName}>`),
  );
}

title('The night: what happens in the tenant');
for (const event of demo.night()) console.log(`- ${event}`);

title('Tuesday: the same workflow, with gates. It finds the list of Monday in its artifact');
const tuesday = shown(await demo.tuesday());
if (tuesday.exitCode !== 1) throw new Error(`A gate should have failed: exit code ${tuesday.exitCode}.`);

title('Step summary of Tuesday');
console.log(tuesday.summary);

title('changes.json, in short');
const directory = tuesday.outputs.directory ?? '';
const changes = await json('changes.json');
console.log(changes.counts);
for (const { userPrincipalName, changes: properties } of changes.changed.slice(0, 3)) {
  for (const { property, before, after } of properties) {
    console.log(safeLine(`${userPrincipalName}: ${property}: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`));
  }
}

for (const { userPrincipalName, deletedDateTime } of changes.removed) {
  const when = deletedDateTime === null ? 'not in the recycle bin' : `deleted ${deletedDateTime}`;
  console.log(safeLine(`${userPrincipalName}: ${when}`));
}

title('deleted-users.jsonl: who lies in the recycle bin, the newest first');
const deleted = (await readFile(join(directory, 'deleted-users.jsonl'), 'utf8')).trimEnd().split('\n');
const newest = deleted
  .map((line) => JSON.parse(line))
  .sort((a, b) => (String(a.deletedDateTime) > String(b.deletedDateTime) ? -1 : 1));
for (const { deletedDateTime, displayName, userPrincipalName } of newest.slice(0, 4)) {
  console.log(safeLine(`${deletedDateTime}  ${displayName} <${userPrincipalName}>`));
}

title('findings.json: what is new');
const { findings } = await json('findings.json');
for (const { severity, rule, user, subject, why } of findings.filter((finding: { isNew: boolean }) => finding.isNew)) {
  console.log(safeLine(`${severity.padEnd(6)}  ${rule}  ${user?.userPrincipalName ?? subject}: ${why}`));
}

title('findings.json: who has left by the roster, and is enabled');
for (const { user, why } of findings.filter(({ rule }: { rule: string }) => rule === 'enabled-after-leaving')) {
  console.log(safeLine(`${user.userPrincipalName}: ${why}`));
}

title('Outputs');
for (const [name, value] of Object.entries(tuesday.outputs)) console.log(`${name} = ${value}`);

title('The published artifacts');
for (const { name, mimeType, id, size, digest, zip } of github.artifacts(tuesday.workflowRun?.id ?? 0)) {
  console.log(`${name}: id ${id}, ${size.toLocaleString('en-US')} bytes, ${digest}`);
  if (mimeType !== 'application/zip') continue;
  for (const [file, content] of Object.entries(unzipSync(zip))) {
    console.log(`  ${file}: ${content.length.toLocaleString('en-US')} bytes`);
  }
}

const report = tuesday.outputs['report-file'] ?? '';
title('The report, for people');
console.log(report);
if (options.open) openFile(report);
console.log(
  `\nThe files stay where they are; remove them with: rm -r ${monday.temporaryDirectory} ${tuesday.temporaryDirectory}`,
);

title('In short');
console.log(`Two audits of a made-up tenant ran, on a Monday and, after a night of changes, on a Tuesday.
The second one failed, and was meant to: the gate ${tuesday.outputs['failed-gates']} found what it is there for.
The report of it is ${report}: open it in a browser.`);

/** A command line that cannot be obeyed is answered like a call for help. */
function readOptions(): { open?: boolean } {
  const usage = `Usage: npm run demo [-- --open]
Shows two audits of a made-up tenant on this machine; --open opens the report of the second one`;
  try {
    const { values } = parseArgs({ options: { open: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
    if (!values.help) return values;
    console.log(usage);
    return process.exit(0);
  } catch {
    console.error(usage);
    return process.exit(2);
  }
}

function shown(run: ActionRun): ActionRun {
  for (const line of run.lines) console.log(line);
  return run;
}

async function json(name: string) {
  return JSON.parse(await readFile(join(directory, name), 'utf8'));
}

function title(text: string): void {
  console.log(`\n\u2014\u2014 ${text}\n`);
}
