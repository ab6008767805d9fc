import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAgeKey } from '../test/harness/age-files.ts';
import { provisionApp } from '../test/harness/provision-app.ts';
import { type ActionRun, runAction } from '../test/harness/run-action.ts';
import { startTenant, type Tenant } from './tenant.ts';

/**
 * What encryption costs: `npm run bench:encryption`. Writes bench/encryption.md.
 *
 * The committed Action reads the tenant three times: plain, encrypted, and encrypted with the encrypted list before it
 * to be opened and compared with.
 */
const { values: options } = parseArgs({ options: { users: { type: 'string', default: '100000,1000000' } } });
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MiB`;
const rows: string[] = [];

for (const users of options.users.split(',').map(Number)) {
  const tenant = await startTenant(users);
  try {
    await measure(tenant, users);
  } finally {
    await tenant.stop();
  }
}
const [{ model } = { model: 'unknown' }] = cpus();
const text = `# Encryption

\`npm run bench:encryption\`: the committed Action against an emulated tenant without latency, with \`users.jsonl\`,
\`users.csv\`, findings and report: in plain text, encrypted to two recipients, and encrypted with an encrypted list before
it, which is opened while today's is read, and compared with. Memory is the peak of the whole run.

Measured on ${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${model}), Node ${process.version}.

| users | encrypted | in | plain run | encrypted run | the same, opening the list before | peak RSS of the three |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join('\n')}
`;
await writeFile(join(import.meta.dirname, 'encryption.md'), text);
console.log(text);

async function measure(tenant: Tenant, users: number): Promise<void> {
  const { clientId, clientSecret = '' } = await provisionApp({ ...tenant, secret: true, consent: true });
  const [auditor, runner] = [await createAgeKey(), await createAgeKey()];
  const keys = { 'encrypt-to': auditor.recipient, 'age-identity': runner.identity };
  const audit = (inputs: Record<string, string>) =>
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
        'time-limit': 60,
        ...inputs,
      },
    });
  await using plain = await audit({ baseline: 'none' });
  await plain.cleanup();
  await using sealed = await audit({ ...keys, baseline: 'none' });
  await using compared = await audit({ ...keys, baseline: sealed.outputs['users-file'] ?? '' });
  if (compared.outputs['added-count'] !== '0') throw new Error(`${compared.lines.join('\n')}\nIt was not compared.`);
  const [, size = '', ...took] = match(sealed, /^Encrypted \d+ files \((.+?)\) in (?:(\d+) min )?([\d.]+) s\.$/);
  const runs = [plain, sealed, compared];
  const whole = runs.map(
    (run) => `${seconds(match(run, /^Done in (?:(\d+) min )?([\d.]+) s\.$/).slice(1)).toFixed(1)} s`,
  );
  const peaks = runs.map(({ peakRss }) => mebibytes(peakRss ?? 0)).join(', ');
  const cells = [users.toLocaleString('en-US'), size, `${seconds(took).toFixed(1)} s`, ...whole, peaks];
  rows.push(`| ${cells.join(' | ')} |`);
  console.log(rows.at(-1));
}

function match(run: ActionRun, pattern: RegExp): string[] {
  const line = run.lines.map((one) => pattern.exec(one)).find((found) => found !== null);
  if (!line) throw new Error(`${run.lines.join('\n')}\nNo line is like ${pattern}.`);
  return [...line];
}

function seconds([minutes, rest]: readonly (string | undefined)[]): number {
  return 60 * Number(minutes ?? 0) + Number(rest);
}
