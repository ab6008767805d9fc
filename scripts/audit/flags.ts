import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { didYouMean } from '../../src/base/did-you-mean.ts';
import { secretInputs } from '../../src/inputs/inputs.ts';

/** An input of action.yml as a flag of the command line. */
export interface Flag {
  name: string;
  description: string;
  default: string;
  /** `switch` alone means true; `secret` never has a value on the command line. */
  takes: 'value' | 'switch' | 'secret';
}

/** A command line that cannot be obeyed; its message says why, and never what stood where a secret may have stood. */
export class UsageError extends Error {}

export interface AuditCommand {
  /** By the names of inputs. */
  values: ReadonlyMap<string, string>;
  /** Paths of the files that hold secrets, by the names of inputs. */
  files: ReadonlyMap<string, string>;
  /** Secrets that are to be asked for. */
  asked: readonly string[];
  /** Whether the report is to be opened. */
  open: boolean;
}

/** The flags of `npm run audit`, one for each input: what action.yml declares is a flag by itself. */
export async function readFlags(actionYml: string): Promise<Flag[]> {
  // In this schema every scalar is text, as it is for the runner.
  const { inputs } = parse(await readFile(actionYml, 'utf8'), { schema: 'failsafe' }) as {
    inputs: Record<string, { description: string; default?: string }>;
  };
  return Object.entries(inputs).map(([name, { description, default: preset = '' }]) => ({
    name,
    description,
    default: preset,
    takes: isSecret(name) ? 'secret' : preset === 'true' || preset === 'false' ? 'switch' : 'value',
  }));
}

/** Inputs that take several values, each on a line of its own: their flags may come several times. */
export const lists: ReadonlySet<string> = new Set([
  ...['select', 'redact', 'pseudonymize', 'fail-on', 'rules', 'formats', 'encrypt-to'],
]);

/** Where a run of a workflow would publish and look back, and this machine cannot. */
const here: Readonly<Record<string, (value: string) => string | undefined>> = {
  publish: (value) =>
    value === 'none' ? undefined : 'takes none here: there is no workflow run to publish to, the files are the result',
  baseline: (value) =>
    value === 'previous'
      ? 'takes none or the path of an earlier users.jsonl here: there is no workflow run before this one'
      : undefined,
};

/** @throws UsageError */
export function readAuditCommand(args: readonly string[], flags: readonly Flag[]): AuditCommand | 'help' {
  const values = new Map<string, string>();
  const files = new Map<string, string>();
  const asked: string[] = [];
  let open = false;
  const rest = [...args];
  /** The word behind a flag, where it is none itself: "-----BEGIN ..." is a value. */
  const following = () => (rest[0] === undefined || /^--(?!-)/.test(rest[0]) ? undefined : rest.shift());
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, written = '', inline] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    if (written === 'help' || word === '-h') return 'help';
    if (written === 'open') {
      if (inline !== undefined) throw new UsageError('--open takes no value');
      open = true;
      continue;
    }
    const secret = flags.find(({ name, takes }) => takes === 'secret' && `${name}-file` === written);
    if (secret !== undefined && hasFile(secret.name)) {
      const path = inline ?? following();
      if (!path) throw new UsageError(`--${written} takes the path of a file`);
      files.set(secret.name, path);
      continue;
    }
    const flag = flags.find(({ name }) => name === written);
    if (flag === undefined) throw new UsageError(unknown(word, written, flags));
    const value = inline ?? following();
    if (flag.takes === 'secret') {
      if (value !== undefined) throw new UsageError(onTheCommandLine(flag.name));
      asked.push(flag.name);
      continue;
    }
    if (value === undefined && flag.takes !== 'switch') throw new UsageError(`--${written} takes a value`);
    const text = value ?? 'true';
    const why = here[written]?.(text);
    if (why !== undefined) throw new UsageError(`--${written} ${why}`);
    const earlier = values.get(written);
    if (earlier !== undefined && !lists.has(written)) throw new UsageError(`--${written} is given twice`);
    values.set(written, earlier === undefined ? text : `${earlier}\n${text}`);
  }
  for (const name of [...files.keys(), ...asked]) {
    if (asked.filter((other) => other === name).length + Number(files.has(name)) > 1)
      throw new UsageError(`--${name} is given twice`);
  }
  return { values, files, asked, open };
}

/**
 * npm takes every flag before its ` -- ` for its own, and hands the rest on without it.
 *
 * @param env where npm tells the script of its flags
 * @throws UsageError
 */
export function refuseTaken(env: NodeJS.ProcessEnv, flags: readonly Flag[]): void {
  const taken = namesOf(flags).filter((name) => env[`npm_config_${name.replaceAll('-', '_')}`] !== undefined);
  if (taken.length === 0) return;
  const told = taken.some(isSecret) ? `. ${replaceIt}` : '';
  const all = taken.map((name) => `--${name}`).join(', ');
  throw new UsageError(`" -- " is missing after "npm run audit": npm has taken ${all} for itself${told}`);
}

/** What comes from a file already has an input for the path. */
export function hasFile(secret: string): boolean {
  return secret !== 'certificate';
}

function isSecret(name: string): boolean {
  return secretInputs.some((secret) => secret === name);
}

function onTheCommandLine(name: string): string {
  const file = hasFile(name) ? `--${name}-file` : `--${name}-path`;
  return `--${name} takes no value on the command line, which every process of this machine and the history of the shell can read: give ${file} with the path of a file, or --${name} alone to be asked for it. ${replaceIt}`;
}

const replaceIt =
  'What stood there is still in the history of the shell and on the screen: if it was a secret, replace it by a new one';

/** Of what was written only what looks like the name of a flag comes back: the rest may be a secret. */
function unknown(word: string, written: string, flags: readonly Flag[]): string {
  if (!word.startsWith('--')) return 'A value stands there behind no flag that takes one';
  if (!/^[\w-]{1,40}$/.test(written)) return `What stands there is no flag, and is not said again. ${replaceIt}`;
  const hint = didYouMean(written, [...namesOf(flags), 'help']).replace('"', '"--');
  return `There is no flag --${written}.${hint}`;
}

function namesOf(flags: readonly Flag[]): string[] {
  const ofInputs = flags.flatMap(({ name, takes }) =>
    takes === 'secret' && hasFile(name) ? [name, `${name}-file`] : [name],
  );
  return [...ofInputs, 'open'];
}
