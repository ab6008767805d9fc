import { safeLine, safeLines } from '../base/safe-text.ts';
import type { Log } from '../host.ts';

/** The part of `@actions/core` that writes to the log. */
export interface LogCore {
  info(text: string): void;
  debug(text: string): void;
  warning(text: string, properties: { title: string }): void;
  startGroup(title: string): void;
  endGroup(): void;
}

/** Makes the log; `@actions/core` escapes warnings and debug lines itself, but not what `info` prints. */
export function createLog(core: LogCore, stdout: Pick<NodeJS.WriteStream, 'write'>): Log {
  return {
    info: (text) => core.info(safeLines(text)),
    debug: (text) => core.debug(safeLines(text)),
    warning: (text) => core.warning(safeLines(text), { title: 'Entra user audit' }),
    async group(title, inside, onWarning) {
      core.startGroup(safeLine(title));
      const restore = sanitize(stdout, onWarning);
      try {
        return await inside();
      } finally {
        restore();
        core.endGroup();
      }
    },
  };
}

/** What `@actions/core` prints for a library: one line, whatever it says. Its masks must reach the runner. */
const harmlessCommand = /^::(?:debug|add-mask)::[^\r\n]*\r?\n?$/;
/** What it prints for a library's warnings, errors and notices: one line, with the text escaped. */
const annotation = /^::(?:warning|error|notice)(?: [^\r\n]*?)?::([^\r\n]*)\r?\n?$/;

/** Lets no text through that the runner would obey. @returns ends it */
function sanitize(stdout: Pick<NodeJS.WriteStream, 'write'>, onWarning?: (text: string) => void): () => void {
  const { write } = stdout;
  stdout.write = ((chunk: string | Uint8Array, ...rest: []) => {
    const text = typeof chunk === 'string' ? annotation.exec(chunk)?.[1] : undefined;
    if (text !== undefined && onWarning) {
      onWarning(unescaped(text));
      return true;
    }
    const isSafe = typeof chunk !== 'string' || harmlessCommand.test(chunk);
    return write.call(stdout, isSafe ? chunk : safeLines(chunk), ...rest);
  }) as typeof write;
  return () => {
    stdout.write = write;
  };
}

/** Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
