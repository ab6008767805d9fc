import { type GitHub, type GitHubOptions, startGitHub } from '../../emulator/github/index.ts';
import type { RunOptions } from '../../emulator/github/workflow-run.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/index.ts';
import type { ActionInputs } from './action-manifest.ts';
import { sharedCertificate, type TestCertificate } from './certificates.ts';
import { type ProvisionedApp, provisionApp } from './provision-app.ts';
import { type ActionRun, type RunActionOptions, runAction } from './run-action.ts';

export interface WorldOptions extends EmulatorOptions {
  github?: GitHubOptions;
  /** How the Action signs in; default `certificate`. */
  credential?: 'certificate' | 'secret' | 'oidc';
  /** The certificate that is registered; default the shared one. */
  certificate?: TestCertificate;
  /** Whether an administrator has consented to User.Read.All; default true. */
  consent?: boolean;
  /** What every run is like, among it the subject of its OIDC token. */
  run?: RunOptions;
  /** What every audit is told, unless it is told otherwise. */
  inputs?: ActionInputs;
}

/** A tenant, GitHub, and an application that may list the tenant's users. */
export interface World extends AsyncDisposable {
  emulator: Emulator;
  github: GitHub;
  app: ProvisionedApp;
  certificate: TestCertificate;
  /**
   * Runs the Action in a fresh workflow run, with the ids, the credential and the addresses of this world.
   *
   * @param inputs added to those, or, with undefined, taken away
   * @param options with another GitHub, where the tenant is to be the same
   */
  audit(inputs?: ActionInputs, options?: Omit<RunActionOptions, 'inputs'>): Promise<ActionRun>;
  /** Stops all servers and removes the files of all runs; the same as leaving the scope of `await using`. */
  close(): Promise<void>;
}

const AUDIENCE = 'api://AzureADTokenExchange';

/** Makes a world for an end-to-end test: 50 users, an application with a certificate, and consent, unless told otherwise. */
export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const {
    github: gitHubOptions,
    credential = 'certificate',
    consent = true,
    run,
    inputs: ofAll,
    certificate: own,
    ...tenant
  } = options;
  await using started = new AsyncDisposableStack();
  const emulator = started.use(await startEmulator({ users: 50, ...tenant }));
  const github = started.use(await startGitHub({ clock: emulator.clock, ...gitHubOptions }));
  const certificate = own ?? (await sharedCertificate());
  const app = await provisionApp({
    origin: emulator.origin,
    tenantId: emulator.tenantId,
    administrator: emulator.administrator,
    consent,
    ...(credential === 'certificate' && { certificatePem: certificate.certificatePem }),
    ...(credential === 'secret' && { secret: true }),
    ...(credential === 'oidc' && {
      federated: { issuer: github.origin, subject: github.subject(run), audience: AUDIENCE },
    }),
  });
  const stack = started.move();
  const close = () => stack.disposeAsync();
  return {
    emulator,
    github,
    app,
    certificate,
    async audit(inputs = {}, runOptions = {}) {
      const audited = await runAction({
        github,
        idToken: credential === 'oidc',
        run: (runOptions.github ?? github).startRun(run),
        ...runOptions,
        inputs: {
          'tenant-id': emulator.tenantId,
          'client-id': app.clientId,
          ...(credential === 'certificate' && { certificate: certificate.keyPem + certificate.certificatePem }),
          ...(credential === 'secret' && { 'client-secret': app.clientSecret }),
          'authority-url': emulator.origin,
          'graph-url': emulator.origin,
          ...ofAll,
          ...inputs,
        },
      });
      stack.defer(audited.cleanup);
      return audited;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
