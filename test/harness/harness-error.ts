/** The Action did something that the runner refuses or that no test may overlook; or the test itself is wrong. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';

  /** @param log what the run had printed so far; its end is shown */
  constructor(message: string, log: readonly string[] = []) {
    const end = log.slice(-40).map((line) => `  | ${line}`);
    super([message, ...end].join('\n'));
  }
}
