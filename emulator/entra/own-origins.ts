/** The addresses under which clients reach this emulator, without a trailing slash. */
export interface OwnOrigins {
  /** The address that the current request came to, so that links stay on the client's host; else the main one. */
  current(): string;
  /** Every address that means this emulator. */
  all(): string[];
}
