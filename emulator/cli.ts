import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emulator, startEmulator } from './index.ts';
import { readCommandLine, UsageError, usage } from './server/command-line.ts';
import { createReaderCredential } from './server/reader-credential.ts';

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
    const { options, latency, json } = commandLine;
    // A program that asks for the facts registers what it needs, and does not wait for a key.
    const reader = json ? undefined : await createReaderCredential(Date.now());
    const emulator = await startEmulator({ ...options, readerCertificate: reader?.certificate });
    emulator.faults.latency = latency;
    const folder = await mkdtemp(join(tmpdir(), 'entra-emulator-'));
    const caFile = await writeAuthority(emulator, commandLine.caFile ?? join(folder, 'ca.pem'));
    const readerFile = join(folder, 'reader.pem');
    if (reader !== undefined) await writeFile(readerFile, reader.key + reader.certificate, { mode: 0o600 });
    console.log(json ? JSON.stringify(facts(emulator, caFile)) : welcome(emulator, { caFile, readerFile }));
    const stop = async () => {
      await emulator.close();
      // What is in there is of use with this tenant alone, which is gone.
      await rm(folder, { recursive: true, force: true });
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
    return succeeded;
  } catch (error) {
    console.error((error as Error).message);
    if (!(error instanceof UsageError)) return failed;
    console.error('Try: npm run emulator -- --help');
    return wrongUsage;
  }
}

/** @returns where the authority's certificate was written, undefined without https */
async function writeAuthority(emulator: Emulator, file: string): Promise<string | undefined> {
  if (emulator.caCertificate === undefined) return undefined;
  await writeFile(file, emulator.caCertificate);
  return file;
}

function facts(emulator: Emulator, caFile: string | undefined): object {
  const { origin, tenantId, domain, administrator, deployer, directory } = emulator;
  return { origin, tenantId, domain, administrator, deployer, users: directory.size, caFile };
}

function welcome(
  emulator: Emulator,
  { caFile, readerFile }: { caFile: string | undefined; readerFile: string },
): string {
  const { origin, tenantId, domain, administrator, reader, directory } = emulator;
  const curl = caFile === undefined ? 'curl -s' : `curl -s --cacert '${caFile}'`;
  const form = [
    'grant_type=client_credentials',
    `client_id=${administrator.clientId}`,
    `client_secret=${administrator.clientSecret}`,
    'scope=https://graph.microsoft.com/.default',
  ].map((field) => `-d '${field}'`);
  const audit = [
    ...(caFile === undefined ? [] : [`NODE_EXTRA_CA_CERTS=${quoted(caFile)}`]),
    `npm run audit -- --tenant-id ${tenantId} --client-id ${reader?.clientId} --certificate-path ${quoted(readerFile)}`,
    `--authority-url ${origin} --graph-url ${origin}`,
  ].join(' ');
  const bearer = '-H "Authorization: Bearer $TOKEN"';
  return `An Entra tenant with ${directory.size.toLocaleString('en')} users is running.

  Authority and Graph   ${origin}
  Tenant                ${tenantId}  (${domain})
  Administrator         client id ${administrator.clientId}
                        secret    ${administrator.clientSecret}${caFile === undefined ? '' : `\n  Trust                 ${caFile}`}

Audit it, in another terminal (a reader is registered, with its certificate in that file):

${audit}

Or talk to it yourself:

TOKEN=$(${curl} ${form.join(' ')} ${origin}/${tenantId}/oauth2/v2.0/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
${curl} ${bearer} '${origin}/v1.0/users?$top=5&$select=displayName,userPrincipalName'
${curl} ${bearer} -H 'ConsistencyLevel: eventual' '${origin}/v1.0/users/$count'

Ctrl+C stops it.`;
}

/** A path as one word of a shell: quoted where it must be, for the shell of Windows knows other quotes. */
function quoted(path: string): string {
  return /^[\w./:\\~-]+$/.test(path) ? path : `'${path}'`;
}
