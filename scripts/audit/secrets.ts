import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { type AuditCommand, UsageError } from './flags.ts';

/**
 * Reads the secrets that an audit is to have: from files, and from whoever sits at the terminal.
 *
 * @param folder where relative paths begin
 * @throws UsageError
 */
export async function readSecrets(
  { files, asked }: Pick<AuditCommand, 'files' | 'asked'>,
  folder: string,
): Promise<Map<string, string>> {
  const secrets = new Map<string, string>();
  for (const [name, path] of files) secrets.set(name, await secretIn(name, resolve(folder, path)));
  for (const [name, text] of await askFor(asked)) secrets.set(name, text);
  for (const [name, text] of secrets) if (text.trim() === '') throw new UsageError(`--${name}: it is empty`);
  return secrets;
}

async function secretIn(name: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // Not the path: where one is expected, people have given the secret.
    const why =
      code === 'ENOENT' ? 'is not there: relative paths begin at the folder you are in' : `cannot be read (${code})`;
    throw new UsageError(`--${name}-file: the file that it names ${why}`);
  }
}

/**
 * Asks for one after the other. A terminal shows nothing of what is typed; without one, each is a line of standard input.
 */
async function askFor(names: readonly string[]): Promise<[string, string][]> {
  if (names.length === 0) return [];
  const { stdin, stderr } = process;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: stdin, output: nowhere, terminal: stdin.isTTY === true, historySize: 0 });
  const next = lines[Symbol.asyncIterator]();
  lines.on('SIGINT', () => process.exit(130));
  const answers: [string, string][] = [];
  try {
    for (const name of names) {
      if (stdin.isTTY) stderr.write(`${name} (nothing of it is shown): `);
      const { value, done } = await next.next();
      if (stdin.isTTY) stderr.write('\n');
      if (done)
        throw new UsageError(`--${name}: there is no terminal to ask on, and standard input has no line for it`);
      answers.push([name, value]);
    }
  } finally {
    lines.close();
  }
  return answers;
}
