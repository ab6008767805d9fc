/** What may be changed while the emulator runs. */
export interface Settings {
  /** Lifetime of new access tokens in seconds. */
  tokenLifetime: number;
}
