import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { Emulator } from '../../emulator/index.ts';

const quiet = ['--non-interactive', '--color', 'never'];
const infra = join(import.meta.dirname, '../../infra');

export interface StackOptions {
  /** Who deploys; the emulator's deployer by default. */
  deployer?: { clientId: string; clientSecret: string };
  config?: object;
  /** Where the program stands; infra/ by default. */
  program?: string;
  /** One that no other stack has by default. */
  name?: string;
}

export interface CommandEnd {
  code: number | null;
  /** Standard output and standard error as they came. */
  text: string;
  /** Seconds. */
  seconds: number;
}

/** The outputs of the stack as `pulumi stack output --show-secrets --json` gives them. */
export type Outputs = Record<string, string>;

export interface CommandOptions {
  folder?: string;
  deployer?: { clientId: string; clientSecret: string };
  killAfter?: { text: RegExp; signal: NodeJS.Signals };
}

export interface ShellOptions {
  folder?: string;
  /** Added to {@link Stack.env}. */
  env?: NodeJS.ProcessEnv;
}

/** One stack of infra/, with a backend of its own in a temporary folder. */
export interface Stack extends AsyncDisposable {
  name: string;
  /** PULUMI_HOME. */
  home: string;
  /** What its commands see, the deployer's sign-in among it. */
  env: NodeJS.ProcessEnv;
  /** Puts this config in the place of the old; names without the project's. */
  configure(config: object): Promise<void>;
  /** The stack's settings file. */
  settings: string;
  /** Runs the CLI where the program is, or in another folder with the same stack; as its deployer, or as another one. */
  pulumi(args: readonly string[], options?: CommandOptions): Promise<CommandEnd>;
  /** Runs commands as README.md gives them, where the program is. @throws Error with everything that was printed */
  shell(script: string, options?: ShellOptions): Promise<CommandEnd>;
  /** As {@link Stack.pulumi}. @throws Error with everything that was printed, when it does not end with 0 */
  must(...args: string[]): Promise<CommandEnd>;
  outputs(): Promise<Outputs>;
  /** The state as it is stored, with secrets encrypted. */
  exported(): Promise<string>;
}

/**
 * Makes a stack of the committed program, which is run where it stands by the engine and the providers on PATH. They
 * find the emulator through the provider's own switch, a metadata host.
 */
export async function createStack(emulator: Emulator, options: StackOptions = {}): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), 'pulumi-'));
  const { program = infra, name = `e2e-${randomBytes(4).toString('hex')}` } = options;
  const settings = join(program, `Pulumi.${name}.yaml`);
  const env = await environment(emulator, home, options.deployer ?? emulator.deployer);
  const cli: Stack['pulumi'] = (args, { folder = program, deployer, killAfter } = {}) =>
    run('pulumi', [...args, ...quiet], { ...env, ...(deployer && signInOf(deployer)) }, folder, killAfter);
  const must = async (...args: string[]) => {
    return succeeded(`pulumi ${args.join(' ')}`, await cli(args));
  };
  const stack: Stack = {
    name,
    home: join(home, 'home'),
    env,
    settings,
    pulumi: cli,
    must,
    shell: async (script, { folder = program, env: more } = {}) =>
      succeeded(script, await run('sh', ['-ec', script], { ...env, ...more }, folder)),
    async configure(config) {
      const salt = /^encryptionsalt: .*$/m.exec(await readFile(settings, 'utf8'))?.[0] ?? '';
      const values = Object.entries(config).map(([key, value]) => [
        key.includes(':') ? key : `entra-user-audit:${key}`,
        value,
      ]);
      await writeFile(settings, `${salt}\n${stringify({ config: Object.fromEntries(values) })}`);
    },
    outputs: async () => JSON.parse((await must('stack', 'output', '--show-secrets', '--json')).text) as Outputs,
    exported: async () => (await must('stack', 'export')).text,
    async [Symbol.asyncDispose]() {
      await rm(settings, { force: true });
      await rm(home, { recursive: true, force: true });
    },
  };
  await must('stack', 'init', name);
  await stack.configure(options.config ?? {});
  return stack;
}

async function environment(
  emulator: Emulator,
  home: string,
  deployer: { clientId: string; clientSecret: string },
): Promise<NodeJS.ProcessEnv> {
  const authority = join(home, 'authority.pem');
  await writeFile(authority, emulator.caCertificate ?? '');
  await mkdir(join(home, 'state'));
  return {
    // The language host takes the first node of PATH: this one, on which everything here runs.
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    HOME: home,
    PULUMI_HOME: join(home, 'home'),
    PULUMI_BACKEND_URL: `file://${join(home, 'state')}`,
    PULUMI_CONFIG_PASSPHRASE: 'not a secret',
    PULUMI_SKIP_UPDATE_CHECK: 'true',
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
    PULUMI_SKIP_CONFIRMATIONS: 'true',
    SSL_CERT_FILE: authority,
    ARM_METADATA_HOSTNAME: new URL(emulator.origin).host,
    ARM_TENANT_ID: emulator.tenantId,
    ...signInOf(deployer),
    NO_COLOR: '1',
  };
}

function signInOf({ clientId, clientSecret }: { clientId: string; clientSecret: string }): NodeJS.ProcessEnv {
  return { ARM_CLIENT_ID: clientId, ARM_CLIENT_SECRET: clientSecret };
}

function succeeded(command: string, end: CommandEnd): CommandEnd {
  if (end.code === 0) return end;
  throw new Error(`${command} ended with ${end.code}:\n${end.text}`);
}

async function run(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string,
  killAfter?: { text: RegExp; signal: NodeJS.Signals },
): Promise<CommandEnd> {
  const started = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  const child = spawn(command, args, { cwd, env });
  let text = '';
  let killed = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (killAfter === undefined || killed || !killAfter.text.test(text)) return;
      killed = true;
      child.kill(killAfter.signal);
    });
  }
  child.on('error', reject);
  child.on('close', resolve);
  const code = await promise;
  return { code, text, seconds: (performance.now() - started) / 1000 };
}
