/** What the artifact service keeps of an artifact. */
export interface StoredArtifact {
  id: number;
  runId: number;
  runBackendId: string;
  jobBackendId: string;
  name: string;
  mimeType: string;
  /** Where its bytes lie in the blob storage. */
  blob: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  expiresAt: number;
  /** Set by FinalizeArtifact; an artifact without it is not listed. */
  finalized: { size: number; digest: string } | undefined;
}

export interface Artifacts {
  /** Every artifact of the run, finalized or not, oldest first. */
  ofRun(runId: number): StoredArtifact[];
  byId(id: number): StoredArtifact | undefined;
  add(artifact: Omit<StoredArtifact, 'id' | 'blob' | 'finalized'>): StoredArtifact;
  remove(id: number): void;
}

/** How long an artifact is kept for which nobody said it: 90 days. */
export const defaultRetentionDays = 90;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Artifacts in memory, numbered across all runs. */
export function createArtifacts(): Artifacts {
  const artifacts = new Map<number, StoredArtifact>();
  let lastId = 3_000_000_000;
  return {
    ofRun: (runId) => [...artifacts.values()].filter((artifact) => artifact.runId === runId),
    byId: (id) => artifacts.get(id),
    add(properties) {
      lastId += 1;
      const blob = `artifacts/${properties.runBackendId}/${lastId}`;
      const artifact = { ...properties, id: lastId, blob, finalized: undefined };
      artifacts.set(artifact.id, artifact);
      return artifact;
    },
    remove: (id) => void artifacts.delete(id),
  };
}

/** The name under which a browser saves it: a single unzipped file has its own. */
export function fileNameOf(artifact: StoredArtifact): string {
  return artifact.mimeType === 'application/zip' ? `${artifact.name}.zip` : artifact.name;
}
