import { parseArgs } from 'node:util';
import type { EmulatorOptions } from './emulator.ts';

export const usage = `Usage: npm run emulator -- [options]

Runs an Entra tenant with Microsoft Graph on this machine.

  --users N          users in the directory, 0 to 1000000 (1000)
  --agent-users N    agent users beside them, 0 to 10000 (0)
  --deleted-users N  users in the recycle bin, 0 to 100000 (0)
  --port N           port to listen on, 0 for a free one (8080)
  --host ADDRESS     address to listen on (127.0.0.1)
  --https            serve https with a certificate authority made on start
  --host-name NAME   a further name for the certificate, with --https; may be repeated
  --ca-file PATH     where to write the authority's certificate, with --https
  --seed N           the same seed makes the same tenant (1)
  --tenant GUID      tenant id (made from the seed)
  --domain NAME      verified domain (contoso.example)
  --latency MS       delay of every answer in milliseconds (0)
  --keep N           keep the JSON of N users in memory, to serve pages faster (0)
  --no-compress      never send gzip
  --b2c              an Azure AD B2C tenant: no counts, no advanced queries
  --count-mark       a byte order mark before the number of /$count
  --refuse-eq-null   refuse createdDateTime eq null
  --not-leaves-out-null   leave out of not (...) who has no value
  --json             print the facts as one line of JSON
  --help             print this`;

/** A command line that cannot be understood; its message says why. */
export class UsageError extends Error {}

export interface CommandLine {
  options: EmulatorOptions;
  /** milliseconds */
  latency: number;
  caFile: string | undefined;
  json: boolean;
}

/** @throws UsageError */
export function readCommandLine(args: readonly string[]): CommandLine | 'help' {
  const values = parse(args);
  if (values.help) return 'help';
  if (values['ca-file'] !== undefined && !values.https) throw new UsageError('--ca-file needs --https');
  if (values['host-name'] !== undefined && !values.https) throw new UsageError('--host-name needs --https');
  if (values.tenant !== undefined && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(values.tenant)) {
    throw new UsageError(`--tenant takes a GUID, not '${values.tenant}'`);
  }
  if (values.domain !== undefined && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(values.domain)) {
    throw new UsageError(`--domain takes a domain name such as contoso.example, not '${values.domain}'`);
  }
  return {
    options: {
      users: wholeNumber('users', values.users, 1_000_000),
      agentUsers: wholeNumber('agent-users', values['agent-users'], 10_000),
      deletedUsers: wholeNumber('deleted-users', values['deleted-users'], 100_000),
      port: wholeNumber('port', values.port, 65_535),
      seed: wholeNumber('seed', values.seed, 4_294_967_295),
      host: values.host,
      https: values.https,
      hostNames: values['host-name'] ?? [],
      keep: wholeNumber('keep', values.keep, 1_000_000),
      b2c: values.b2c,
      countMark: values['count-mark'],
      refuseEqNull: values['refuse-eq-null'],
      notLeavesOutNull: values['not-leaves-out-null'],
      compress: !values['no-compress'],
      ...(values.tenant === undefined ? {} : { tenantId: values.tenant }),
      ...(values.domain === undefined ? {} : { domain: values.domain }),
    },
    latency: wholeNumber('latency', values.latency, 600_000),
    caFile: values['ca-file'],
    json: values.json,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        users: { type: 'string', default: '1000' },
        'agent-users': { type: 'string', default: '0' },
        'deleted-users': { type: 'string', default: '0' },
        port: { type: 'string', default: '8080' },
        host: { type: 'string', default: '127.0.0.1' },
        https: { type: 'boolean', default: false },
        'host-name': { type: 'string', multiple: true },
        'ca-file': { type: 'string' },
        seed: { type: 'string', default: '1' },
        tenant: { type: 'string' },
        domain: { type: 'string' },
        latency: { type: 'string', default: '0' },
        keep: { type: 'string', default: '0' },
        'no-compress': { type: 'boolean', default: false },
        b2c: { type: 'boolean', default: false },
        'count-mark': { type: 'boolean', default: false },
        'refuse-eq-null': { type: 'boolean', default: false },
        'not-leaves-out-null': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false, short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function wholeNumber(name: string, text: string, largest: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= largest) return value;
  throw new UsageError(`--${name} takes a whole number from 0 to ${largest}, not '${text}'`);
}
