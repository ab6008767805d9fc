/** What went wrong, as a code with the facts around it; the words for it stand in the table of problems. */

/** A value that may stand in a problem's text. Never a secret, never directory data. */
export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

/** Failures that this program itself tells apart. Codes of Entra and Graph travel in {@link Failure.facts}. */
export type FailureCode =
  | 'input-wrong'
  | 'input-file-missing'
  | 'input-file-wrong'
  | 'inputs-wrong'
  | 'certificate-empty'
  | 'certificate-unreadable'
  | 'certificate-foreign'
  | 'certificate-damaged'
  | 'certificate-key-missing'
  | 'certificate-missing'
  | 'certificate-mismatch'
  | 'certificate-not-rsa'
  | 'certificate-key-short'
  | 'certificate-expired'
  | 'certificate-not-yet-valid'
  | 'certificate-none-valid'
  | 'certificate-password-missing'
  | 'certificate-password-wrong'
  | 'certificate-key-password'
  | 'certificate-cipher-unknown'
  | 'repository-public'
  | 'repository-unknown'
  | 'oidc-unavailable'
  | 'token-refused'
  | 'graph-refused'
  | 'graph-malformed'
  | 'next-link-foreign'
  | 'paging-stuck'
  | 'unexpected-redirect'
  | 'host-unknown'
  | 'tls-refused'
  | 'tls-missing'
  | 'tls-unchecked'
  | 'proxy-unusable'
  | 'proxy-unknown'
  | 'proxy-refused'
  | 'time-limit'
  | 'cancelled'
  | 'unreconciled'
  | 'gates-failed'
  | 'users-output-too-large'
  | 'artifact-unavailable'
  | 'artifact-server'
  | 'artifact-name-taken'
  | 'artifact-name-taken-before'
  | 'artifact-quota'
  | 'artifact-refused'
  | 'disk-full'
  | 'disk-refused'
  | 'folder-shared'
  | 'file-changed'
  | 'previous-forbidden'
  | 'previous-token-refused'
  | 'previous-policy'
  | 'previous-blocked'
  | 'previous-limited'
  | 'previous-unavailable'
  | 'previous-spoiled'
  | 'previous-foreign'
  | 'baseline-unusable'
  | 'previous-encrypted'
  | 'baseline-encrypted'
  | 'unexpected';

/** An error whose cause is understood. Everything else that is thrown is a defect of ours. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly facts: Facts;

  /**
   * @param code which row of the table of problems words it
   * @param facts the values that the row's text refers to, and ids for support
   * @param cause the error underneath, shown only while debugging
   */
  constructor(code: FailureCode, facts: Facts = {}, cause?: unknown) {
    super(code, cause === undefined ? undefined : { cause });
    this.name = 'Failure';
    this.code = code;
    this.facts = facts;
  }
}
