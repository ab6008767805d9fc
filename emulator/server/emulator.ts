import type { AddressInfo } from 'node:net';
import { createClock, type MovableClock } from '../directory/clock.ts';
import { createDirectory, type Directory } from '../directory/directory.ts';
import { createIdentifiers, createSeededRandom } from '../directory/identifiers.ts';
import type { Fetch } from '../entra/issuer-keys.ts';
import { createReplication, type Replication, type ReplicationDelay } from '../entra/replication.ts';
import { type SeededApplication, type SeededReader, seedTenant } from '../entra/seed.ts';
import type { Settings } from '../entra/settings.ts';
import { createTenant } from '../entra/tenant.ts';
import { createFaults, type Faults } from '../faults/faults.ts';
import { applicationDefaults } from '../graph/applications/properties.ts';
import { type Budget, createThrottling, type Throttling } from '../graph/throttling.ts';
import type { LoggedRequest } from './request-log.ts';
import { createServer } from './server.ts';
import { createServerIdentity } from './tls.ts';

export interface EmulatorOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  host?: string;
  /** Serves https with a certificate authority made on start; http by default. */
  https?: boolean;
  /** Further host names, such as login.microsoftonline.com, that a hosts file leads here: they stand in its certificate. */
  hostNames?: readonly string[];
  /** Users in the directory, 0 to 1,000,000; 1,000 by default. */
  users?: number;
  /** Agent users beside them, 0 to 10,000; none by default. */
  agentUsers?: number;
  /** Users in the recycle bin, deleted in the last 28 days, 0 to 100,000; none by default. */
  deletedUsers?: number;
  /** How many users' JSON is kept, so that their pages are served faster; 0 by default. */
  keep?: number;
  /** The same seed makes the same tenant: ids, secrets and users. */
  seed?: number;
  /** A GUID; made from the seed by default. */
  tenantId?: string;
  /** The verified domain; contoso.example by default. */
  domain?: string;
  /** PEM of a certificate: registers an application that signs in with it and may read the users; none by default. */
  readerCertificate?: string | undefined;
  clock?: MovableClock;
  /** Numbers from 0 to 1, for ids and for faults that strike by chance; made from the seed by default. */
  random?: () => number;
  /** Lifetime of access tokens in seconds; 3,599 by default. */
  tokenLifetime?: number;
  /** Resource units of one app in ten seconds; by the size of the directory, as documented, by default. */
  budget?: Budget;
  replication?: ReplicationDelay;
  /** Sends large JSON answers as gzip to clients that accept it, as Graph does; true by default. */
  compress?: boolean;
  /** Whether the tenant has Entra ID P1, without which there is no signInActivity; true by default. */
  premium?: boolean;
  /** An Azure AD B2C tenant: no `/users/$count`, no `$count=true`, no advanced queries; false by default. */
  b2c?: boolean;
  /**
   * A byte order mark comes before the number of `/$count`. The documents print plain digits, which is the default;
   * OData's committee knows services that send it: https://github.com/oasis-tcs/odata-specs/issues/325
   */
  countMark?: boolean;
  /** `createdDateTime eq null` is refused, with advanced query capabilities too; false by default. */
  refuseEqNull?: boolean;
  /**
   * `not` leaves out users without a value. By default they come, as OData says of comparisons with null; Graph's
   * documents do not tell.
   */
  notLeavesOutNull?: boolean;
  /** No page with signInActivity is larger; 500 by default. */
  signInPageCap?: number;
  /** Reaches the issuers of federated tokens, which must be https or on loopback. */
  fetch?: Fetch;
}

export interface Emulator extends AsyncDisposable {
  tenantId: string;
  domain: string;
  /** Such as http://127.0.0.1:8080: both the authority's and Graph's address. */
  origin: string;
  /** PEM of the authority that https clients must trust. */
  caCertificate?: string;
  administrator: SeededApplication;
  /** What a deployment pipeline should have at most: `Application.ReadWrite.OwnedBy`, and it may consent. */
  deployer: SeededApplication;
  /** The application of `readerCertificate`. */
  reader: SeededReader | undefined;
  directory: Directory;
  faults: Faults;
  clock: MovableClock;
  replication: Replication;
  settings: Settings;
  throttling: Throttling;
  /** The newest 10,000 requests. */
  requests: LoggedRequest[];
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

/**
 * Starts an Entra tenant with Microsoft Graph on this machine.
 *
 * @throws RangeError for options out of range; the system's error when the port is taken
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', seed = 1, users = 1000, clock = createClock() } = options;
  const random = options.random ?? createSeededRandom(seed);
  const identifiers = createIdentifiers(random);
  const domain = (options.domain ?? 'contoso.example').toLowerCase();
  const tenant = createTenant({
    id: (options.tenantId ?? identifiers.guid()).toLowerCase(),
    domain,
    displayName: 'Contoso',
  });
  const { administrator, deployer, reader } = seedTenant(
    tenant,
    identifiers,
    applicationDefaults(domain),
    options.readerCertificate,
  );
  const faults = createFaults({ clock, random });
  const directory = createDirectory({
    users,
    agentUsers: options.agentUsers ?? 0,
    deletedUsers: options.deletedUsers ?? 0,
    seed,
    domain,
    now: () => clock.now(),
    keep: options.keep ?? 0,
  });
  const replication = createReplication(clock, [administrator.clientId, deployer.clientId], options.replication);
  const settings: Settings = { tokenLifetime: options.tokenLifetime ?? 3599 };
  const throttling = createThrottling({ clock, budget: options.budget ?? 'documented' });
  const tls = options.https ? await createServerIdentity([host, ...(options.hostNames ?? [])], Date.now()) : undefined;
  const { app, origins, requests } = createServer({
    tenant,
    administrator,
    deployer,
    directory,
    faults,
    clock,
    replication,
    settings,
    identifiers,
    throttling,
    fetch: options.fetch ?? fetch,
    compress: options.compress ?? true,
    premium: options.premium,
    b2c: options.b2c,
    countMark: options.countMark,
    refuseEqNull: options.refuseEqNull,
    notLeavesOutNull: options.notLeavesOutNull,
    signInPageCap: options.signInPageCap,
    tls,
  });
  await app.listen({ port, host });
  origins.listening(originOf((app.server.address() as AddressInfo).port, host, tls !== undefined));
  const close = () => app.close();
  return {
    tenantId: tenant.id,
    domain,
    origin: origins.main(),
    ...(tls === undefined ? {} : { caCertificate: tls.caCertificate }),
    administrator,
    deployer,
    reader,
    directory,
    faults,
    clock,
    replication,
    settings,
    throttling,
    requests,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Over https the name is localhost, which certificates are made for; all interfaces are told as loopback. */
function originOf(port: number, host: string, https: boolean): string {
  const everywhere = host === '0.0.0.0' || host === '::';
  if (https && (everywhere || host === '127.0.0.1')) return new URL(`https://localhost:${port}`).origin;
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return new URL(`${https ? 'https' : 'http'}://${name}:${port}`).origin;
}
