/** How one kind of failure is told. `{name}` stands for a fact of the failure or of the audit. */
export interface ProblemRow {
  /** What happened. */
  what: string;
  /** The likely cause. */
  cause: string;
  /** What to do next. */
  next: string;
  /** The credentials that it speaks of: where another was sent, the row for that one's refusal speaks in its stead. */
  credentials?: readonly CredentialKind[];
}

export type CredentialKind = 'certificate' | 'secret' | 'federated';
