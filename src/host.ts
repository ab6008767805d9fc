import type { Facts } from './base/failure.ts';
import type { Log } from './github/log.ts';
import type { ArtifactClient } from './github/publish-artifact.ts';
import type { Pace } from './http/retry.ts';
import type { Transport } from './http/transport.ts';

/** Everything outside of the audit that it touches: tests bring their own. */
export interface Host {
  env: Readonly<Record<string, string | undefined>>;
  log: Log;
  transport: Transport;
  /** For GitHub: what the transport to Entra and Graph does not do, streams and redirections. */
  fetch: typeof globalThis.fetch;
  pace: Omit<Pace, 'onWait'>;
  /** Aborted when the audit must stop. */
  signal: AbortSignal;
  /** Keeps a value out of the log from now on. */
  mask(secret: string): void;
  /** GitHub's OIDC token for an audience. */
  getIDToken(audience: string): Promise<string>;
  setOutput(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
  loadArtifactClient(): Promise<ArtifactClient>;
  /** Where temporary folders belong. */
  temporaryFolder: string;
  /** The program that runs; its digest and that of the parts beside it go into the manifest. */
  bundlePath: string;
  /** Takes what is learned on the way, for the wording of a failure. */
  learn(facts: Facts): void;
}
