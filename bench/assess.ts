import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { provisionApp } from '../test/harness/provision-app.ts';
import { type ActionRun, runAction } from '../test/harness/run-action.ts';
import { printCalibration } from './calibration.ts';
import { changeUsers } from './change-users.ts';
import { openTimes } from './open-report.ts';
import { startTenant, type Tenant } from './tenant.ts';

/**
 * What comparing and judging cost beyond the list itself: `npm run bench:assess`. Writes bench/assess.md.
 *
 * First the rules are measured: what was planted and found, and what else, in tenants of two sources of names
 * (`--calibrate 500,5000`). Then the committed Action reads the tenant twice, with a hundredth of the users changed in between.
 */
const { values: options } = parseArgs({
  options: {
    users: { type: 'string', default: '20000,100000,1000000' },
    calibrate: { type: 'string', default: '500,5000,24000,100000' },
  },
});
await printCalibration(options.calibrate.split(',').filter(Boolean).map(Number));

const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
const rows: string[] = [];
let pages = '';

for (const users of options.users.split(',').filter(Boolean).map(Number)) {
  const tenant = await startTenant(users);
  try {
    await measure(tenant, users);
  } finally {
    await tenant.stop();
  }
}
const table = [
  '| users | the list | beyond it | peak RSS | peak RSS without an earlier list | report.html |',
  '| ---: | ---: | ---: | ---: | ---: | ---: |',
  ...rows,
];
const text = `# Comparing and judging

\`npm run bench:assess\`: the committed Action against an emulated tenant, a second run with a hundredth of the users
changed, removed or new. "Beyond it" is everything after the list has been read and written: comparison, findings,
report, digests, manifest; some of that is done while the list is read. Memory is that of the whole run, the list among it.
The emulated tenant is a hard one: there is a finding for every fourth user.

Measured on ${new Date().toISOString().slice(0, 10)}, Node ${process.version}.

${table.join('\n')}

${pages}
`;
await writeFile(join(import.meta.dirname, 'assess.md'), text);
console.log(text);

async function measure(tenant: Tenant, users: number): Promise<void> {
  const { clientId, clientSecret = '' } = await provisionApp({ ...tenant, secret: true, consent: true });
  const audit = (baseline: string) =>
    runAction({
      measure: true,
      timeout: 1_800_000,
      inputs: {
        'tenant-id': tenant.tenantId,
        'client-id': clientId,
        'client-secret': clientSecret,
        'authority-url': tenant.origin,
        'graph-url': tenant.origin,
        publish: 'none',
        formats: 'jsonl, html',
        'time-limit': 60,
        baseline,
      },
    });
  await using first = await audit('none');
  const before = listOf(first);
  await changeUsers(tenant, before);
  await using second = await audit(before);
  listOf(second);
  const list = seconds(second, /^Read .* in [\d,]+ pages? and (?:(\d+) min )?([\d.]+) s\./);
  const all = seconds(second, /^Done in (?:(\d+) min )?([\d.]+) s\.$/);
  const report = second.outputs['report-file'] ?? '';
  const { size } = await stat(report);
  rows.push(
    `| ${users.toLocaleString('en-US')} | ${list.toFixed(1)} s | ${(all - list).toFixed(1)} s | ${mebibytes(second.peakRss ?? 0)} | ${mebibytes(first.peakRss ?? 0)} | ${mebibytes(size)} |`,
  );
  console.log(rows.at(-1), JSON.stringify(second.outputs));
  if (users === 20_000) pages = await openTimes(report);
}

function listOf(run: ActionRun): string {
  if (run.exitCode !== 0) throw new Error(run.lines.join('\n'));
  return run.outputs['users-file'] ?? '';
}

function seconds(run: ActionRun, pattern: RegExp): number {
  const found = run.lines.map((line) => pattern.exec(line)).find((match) => match !== null);
  if (!found) throw new Error(`No line says ${pattern}`);
  return 60 * Number(found[1] ?? 0) + Number(found[2]);
}
