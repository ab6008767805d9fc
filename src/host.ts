import type { Facts, Failure } from './base/failure.ts';
import type { Pace } from './http/retry.ts';
import type { Transport } from './http/transport.ts';

/**
 * Everything outside of an audit that it touches: types only. GitHub fills them (src/github/), tests bring their own,
 * and another CI system would be a room beside github/.
 */
export interface Host {
  log: Log;
  /** Clock, chance and patience. */
  pace: Omit<Pace, 'onWait'>;
  /** The network, for Entra and Graph. */
  transport: Transport;
  /** Aborted when the audit must stop. */
  signal: AbortSignal;
  run: RunFacts;
  artifacts: ArtifactStore;
  /**
   * Who can read the repository that the run belongs to, and with it what the run publishes.
   *
   * @returns undefined outside of a run. What keeps it from being known is no error: it is `unknown` then
   */
  repositoryVisibility(limits: Limits): Promise<RepositoryVisibility | undefined>;
  /**
   * The run's OIDC token for an audience, and what it says about the run, for the error when Entra does not know it.
   *
   * @throws Failure `oidc-unavailable`
   */
  requestIdToken(audience: string): Promise<{ token: string; facts: Facts }>;
  /** Keeps a value out of the log from now on. */
  mask(secret: string): void;
  setOutput(name: string, value: string): void;
  writeSummary(markdown: string): Promise<void>;
  /** Where temporary folders belong. */
  temporaryFolder: string;
  /** Notes down a folder of ours that goes when the job ends, however this process ends. */
  clearLater?(folder: string): void;
  /** The program that runs; its digest and that of the parts beside it go into the manifest. */
  bundlePath: string;
  /** The program of a second thread, which looks at users while the first one waits; undefined where there is one core. */
  reviewProgram?: string | undefined;
  /** Takes what is learned on the way, for the wording of a failure. */
  learn(facts: Facts): void;
}

/** The run's log. Whatever is said here passes the sanitizer; nothing that comes from the directory is said here. */
export interface Log {
  info(text: string): void;
  /** Shown only with RUNNER_DEBUG=1. */
  debug(text: string): void;
  /** An annotation on the run that asks for nothing. */
  notice(text: string): void;
  /** An annotation on the run. */
  warning(text: string): void;
}

/** The run that an audit is part of, as its CI system tells. */
export interface RunFacts {
  /** Where the Action came from and at which ref; null where nobody fetched it. */
  action: { repository: string | null; ref: string | null };
  /** Goes before `docs/`: a link that works from a log. '' where only the repository's own paths are known. */
  docsBase: string;
  /** For the manifest; null outside of a run. */
  workflowRun: WorkflowRun | null;
  /** Who asked this run to accept what changed, as the CI system names people; undefined when nobody did. */
  acceptedBy?: string | undefined;
  /** The run's page; undefined outside of a run. */
  url: string | undefined;
}

/** A workflow run, as the manifest names it. */
export interface WorkflowRun {
  repository: string;
  workflow: string;
  runId: string;
  runAttempt: string;
  sha: string;
  ref: string;
  actor: string;
}

/** Who can read a repository. */
export interface RepositoryVisibility {
  /** As people call it: `owner/name`. */
  repository: string;
  /** `not-public` where the service does not say whether it is private or internal. */
  visibility: 'public' | 'internal' | 'private' | 'not-public' | 'unknown';
  /** Why the service itself did not tell: it is unknown then, or known from the event that began the run. */
  reason?: string;
}

/** Where runs leave files for people, and for the runs after them. */
export interface ArtifactStore {
  /** Whether a browser opens what was uploaded unzipped. */
  readonly opensUnzipped?: true;
  /** Why no upload can come about, where that is known before anything is read. */
  whyNoUploads?(): Failure | undefined;
  /**
   * Publishes files as an artifact of this run.
   *
   * @throws Failure `artifact-unavailable`, `artifact-name-taken`, `artifact-quota`, `artifact-refused`, `file-changed`,
   *   `disk-*`
   */
  upload(upload: Upload): Promise<PublishedArtifact>;
  /**
   * Begins to pack files for an upload that may come. It is missing where uploads take files as they are.
   *
   * @param places of the files, and for what is being made
   */
  pack?(places: UploadPlaces): Packing;
  /** Takes back what this run has published; it is missing where that is not possible. */
  withdraw?(artifact: PublishedArtifact): Promise<void>;
  /**
   * Goes through the successful runs before this one, newest first, with the artifact of a name that each has or has
   * no more.
   *
   * @param onDoubt told of a run that is looked past, or whose artifact is, because others than the writers of this
   *   place could have made it, and why (the end of a sentence); before that run is given, if it is at all
   * @returns undefined outside of a run
   * @throws Failure `previous-forbidden`, `previous-unavailable` and the other `previous-*` that say why
   */
  find(
    name: string,
    limits: Limits,
    onDoubt?: (runId: string, why: string) => void,
  ): AsyncIterable<EarlierRun> | undefined;
  /** How many runs `find` goes back at the most. */
  readonly maximumRuns: number;
  /**
   * Brings an artifact here.
   *
   * @param folder where it lies until it is closed
   * @returns undefined when it has gone since it was found
   * @throws Failure as `find` does, and `previous-spoiled`
   */
  download(artifact: EarlierArtifact, folder: string, limits: Limits): Promise<ArtifactFiles | undefined>;
}

/** A file that is whole, and has to be the same when it is packed. */
export interface FileToPack {
  name: string;
  path: string;
  /** Lower-case hex. */
  sha256: string;
}

/** Files that are being packed while others are still made. */
export interface Packing {
  /** The next one. Where it is not what it was, the packing breaks: with Failure `file-changed`. */
  add(file: FileToPack): void;
  /** No more come. @returns all of them, packed */
  finish(): Content;
  /** Nobody wants it any more. Resolves when nothing of it is open any more. */
  drop(): Promise<void>;
}

/** What is uploaded. It may still be in the making: it is read as far as it is there, and as often as one likes. */
export interface Content {
  /**
   * Resolves when so many bytes are there, or all of them.
   *
   * @returns how many there are
   * @throws why no more come
   */
  until(bytes: number): Promise<number>;
  /** Some of what is there. A piece holds until the next one is asked for. */
  part(from: number, to: number): AsyncIterable<Uint8Array>;
  /** Of all, once it is there: lower-case hex. */
  sha256(): string;
}

/** Folders of an upload. */
export interface UploadPlaces {
  /** Where its files are. */
  readonly kept: string;
  /** For what is being made of them: it goes by itself. */
  readonly scratch: string;
}

/** How long a store may take. */
export interface Limits {
  /** Milliseconds since the epoch: no wait reaches beyond it. */
  deadline: number;
  signal: AbortSignal;
}

export interface Upload {
  name: string;
  files: readonly FileToPack[];
  /** Holds those that are not among `files`; undefined where there is nothing to pack, or nobody who does. */
  packing?: Packing | undefined;
  /** Undefined means the repository's setting. */
  retentionDays: number | undefined;
  /** The one file as it is: it has the artifact's name. */
  unzipped?: true;
  /** Aborted when nobody wants it any more: from then on nothing more is done for it. */
  signal: AbortSignal;
}

/** A published artifact. */
export interface PublishedArtifact {
  name: string;
  id: string;
  /** SHA-256 of what was stored, lower-case hex. */
  digest: string;
  /** Size of what was stored, in bytes. */
  bytes: number;
  /** Its page; undefined where it has none. */
  url: string | undefined;
  /** For how many days it is kept; undefined where nobody said so. */
  retentionDays?: number | undefined;
}

/** A successful run before this one, and what became of its artifact. */
export interface EarlierRun {
  runId: string;
  /** Undefined when it has none, or none any more. */
  artifact: EarlierArtifact | undefined;
  /** Whether there is still a trace of one that expired: the run did publish. */
  expired: boolean;
}

/** An artifact of an earlier run. */
export interface EarlierArtifact {
  id: string;
  runId: string;
  /** Size of what is stored, in bytes. */
  bytes: number;
  /** SHA-256 of what is stored, lower-case hex; undefined where the store does not know it. */
  sha256: string | undefined;
}

/** The files of an artifact that somebody else may have made: nothing in it is taken on trust. */
export interface ArtifactFiles {
  has(name: string): boolean;
  /** @throws Error when it is not there or larger than `limit` bytes; the message says so, without any of its content */
  read(name: string, limit: number): Promise<Buffer>;
  /**
   * Copies a file that must have just this size and digest. Nothing is left of one that has not.
   *
   * @throws Error whose message says what is wrong with it
   */
  unpack(name: string, target: string, expected: { bytes: number; sha256: string }, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
