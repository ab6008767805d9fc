import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from './index.ts';
import { readCommandLine, UsageError, usage } from './server/command-line.ts';

const succeeded = 0;
const failed = 1;
const wrongUsage = 2;

process.exitCode = await main(process.argv.slice(2));

/** Starts the emulator and leaves it running until SIGINT or SIGTERM. @returns the exit code */
async function main(args: readonly string[]): Promise<number> {
  try {
    const commandLine = readCommandLine(args);
    if (commandLine === 'help') {
      console.log(usage);
      return succeeded;
    }
    const emulator = await startEmulator(commandLine.options);
    emulator.faults.latency = commandLine.latency;
    const caFile = await writeAuthority(emulator, commandLine.caFile);
    console.log(commandLine.json ? JSON.stringify(facts(emulator, caFile)) : welcome(emulator, caFile));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void emulator.close());
    return succeeded;
  } catch (error) {
    console.error((error as Error).message);
    if (!(error instanceof UsageError)) return failed;
    console.error('Try: npm run emulator -- --help');
    return wrongUsage;
  }
}

/** @returns where the authority's certificate was written, undefined without https */
async function writeAuthority(emulator: Emulator, wanted: string | undefined): Promise<string | undefined> {
  if (emulator.caCertificate === undefined) return undefined;
  const file = wanted ?? join(await mkdtemp(join(tmpdir(), 'entra-emulator-')), 'ca.pem');
  await writeFile(file, emulator.caCertificate);
  return file;
}

function facts(emulator: Emulator, caFile: string | undefined): object {
  const { origin, tenantId, domain, administrator, deployer, directory } = emulator;
  return { origin, tenantId, domain, administrator, deployer, users: directory.size, caFile };
}

function welcome({ origin, tenantId, domain, administrator, directory }: Emulator, caFile: string | undefined): string {
  const curl = caFile === undefined ? 'curl -s' : `curl -s --cacert '${caFile}'`;
  const form = [
    'grant_type=client_credentials',
    `client_id=${administrator.clientId}`,
    `client_secret=${administrator.clientSecret}`,
    'scope=https://graph.microsoft.com/.default',
  ].map((field) => `-d '${field}'`);
  const bearer = '-H "Authorization: Bearer $TOKEN"';
  return `An Entra tenant with ${directory.size.toLocaleString('en')} users is running.

  Authority and Graph   ${origin}
  Tenant                ${tenantId}  (${domain})
  Administrator         client id ${administrator.clientId}
                        secret    ${administrator.clientSecret}${caFile === undefined ? '' : `\n  Trust                 ${caFile}`}

Try, in another terminal:

TOKEN=$(${curl} ${form.join(' ')} ${origin}/${tenantId}/oauth2/v2.0/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
${curl} ${bearer} '${origin}/v1.0/users?$top=5&$select=displayName,userPrincipalName'
${curl} ${bearer} -H 'ConsistencyLevel: eventual' '${origin}/v1.0/users/$count'

Ctrl+C stops it.`;
}
