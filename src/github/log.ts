import { oneLine } from '../base/one-line.ts';
import { safeLine, safeLines } from '../base/safe-text.ts';
import type { Log } from '../host.ts';

/** The part of `@actions/core` that writes to the log. */
export interface LogCore {
  info(text: string): void;
  debug(text: string): void;
  notice(text: string, properties: { title: string }): void;
  warning(text: string, properties: { title: string }): void;
  startGroup(title: string): void;
  endGroup(): void;
}

/** Of every annotation. */
const title = 'Entra user audit';

/** Makes the log; `@actions/core` escapes warnings and debug lines itself, but not what `info` prints. */
export function createLog(core: LogCore, stdout: Pick<NodeJS.WriteStream, 'write'>): Log {
  return {
    info: (text) => core.info(safeLines(text)),
    debug: (text) => core.debug(safeLines(text)),
    notice: (text) => core.notice(safeLines(text), { title }),
    warning: (text) => core.warning(safeLines(text), { title }),
    async group(name, inside, onWarning) {
      core.startGroup(safeLine(name));
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

/** A mask of `@actions/core`: it must reach the runner as it is. */
const mask = /^::add-mask::[^\r\n]*\r?\n?$/;
/** What it prints for a library's warnings, errors, notices and debug lines: one line, with the text escaped. */
const command = /^::(warning|error|notice|debug)(?: [^\r\n:]*)?::([^\r\n]*)\r?\n?$/;
/** Of what a library says in one go, a client of HTTP in debug lines above all. */
const longestSaid = 2_000;

/** Lets no text through that the runner would obey, nor lines that look like ours. @returns ends it */
function sanitize(stdout: Pick<NodeJS.WriteStream, 'write'>, onWarning?: (text: string) => void): () => void {
  const { write } = stdout;
  stdout.write = ((chunk: string | Uint8Array, ...rest: []) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const [, kind, escaped = ''] = command.exec(text) ?? [];
    const said = kind === undefined ? '' : oneLine(unescaped(escaped), longestSaid);
    if (kind !== undefined && kind !== 'debug' && onWarning) {
      onWarning(said);
      return true;
    }
    return write.call(stdout, kind === 'debug' ? `::debug::${commandText(said)}\n` : passed(text), ...rest);
  }) as typeof write;
  return () => {
    stdout.write = write;
  };
}

function passed(text: string): string {
  if (mask.test(text)) return text;
  const end = text.endsWith('\n') ? '\n' : '';
  const lines = text.slice(0, text.length - end.length).split('\n');
  return lines.map((line, index) => safeLine(index === 0 ? line : `  | ${line}`)).join('\n') + end;
}

/** Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function unescaped(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

/** What stands for a line break in a command must not become one. */
function commandText(said: string): string {
  return safeLine(said).replaceAll('%', '%25');
}
