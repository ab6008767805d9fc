import { safeLines } from '../base/safe-text.ts';
import type { Log } from '../host.ts';

/** The part of `@actions/core` that writes to the log. */
export interface LogCore {
  info(text: string): void;
  debug(text: string): void;
  notice(text: string, properties: { title: string }): void;
  warning(text: string, properties: { title: string }): void;
}

/** Of every annotation. */
const title = 'Entra user audit';

/** Makes the log; `@actions/core` escapes warnings and debug lines itself, but not what `info` prints. */
export function createLog(core: LogCore): Log {
  return {
    info: (text) => core.info(safeLines(text)),
    debug: (text) => core.debug(safeLines(text)),
    notice: (text) => core.notice(safeLines(text), { title }),
    warning: (text) => core.warning(safeLines(text), { title }),
  };
}
