import { X509Certificate } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './rotate-workflow.ts';

/** A repository as GitHub holds it, with one secret, and a checkout of somebody who works on it. */
export interface RotationRepository {
  /** What each run clones. */
  origin: string;
  /** infra/ of the checkout. */
  infra: string;
  /** A folder to be first on PATH. */
  programs: string;
  /** Puts a shell script there. */
  addProgram(name: string, lines: string): Promise<void>;
  /** Commits and pushes what is in infra/. */
  push(message: string): Promise<void>;
  /** The stack's file on the branch. */
  committed(): Promise<string>;
  /** What was committed, newest first. */
  commits(): Promise<string[]>;
  /** Holds the value of ENTRA_CERTIFICATE. */
  secretFile: string;
  secret(): Promise<string>;
}

/**
 * Makes one in a folder, with a `gh` among its programs that sets the secret.
 *
 * @param secret its first value
 */
export async function createRotationRepository(folder: string, secret: string): Promise<RotationRepository> {
  const [origin, work, programs, file] = ['origin.git', 'work', 'programs', 'secret'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@contoso.example', ...args], folder, process.env);
  const addProgram = async (name: string, lines: string) => {
    await writeFile(join(programs, name), `#!/bin/sh\n${lines}\n`);
    await chmod(join(programs, name), 0o755);
  };
  await git('init', '--quiet', '--bare', '--initial-branch=main', origin);
  await git('clone', '--quiet', origin, work);
  await mkdir(join(work, 'infra'));
  await mkdir(programs);
  await writeFile(file, secret);
  const secretSet = 'secret set ENTRA_CERTIFICATE --repo contoso/audit';
  await addProgram('gh', `[ "$GH_TOKEN $*" = 'the-token ${secretSet}' ] || exit 1\ncat > '${file}'`);
  return {
    origin,
    infra: join(work, 'infra'),
    programs,
    addProgram,
    async push(message) {
      await git('-C', work, 'add', '.');
      await git('-C', work, 'commit', '--quiet', '--message', message);
      await git('-C', work, 'push', '--quiet', 'origin', 'HEAD:main');
    },
    committed: async () => (await git('-C', origin, 'show', 'main:infra/Pulumi.production.yaml')).text,
    commits: async () => (await git('-C', origin, 'log', '--format=%s', 'main')).text.trim().split('\n'),
    secretFile: file,
    secret: () => readFile(file, 'utf8'),
  };
}

/** SHA-1 in upper-case hex of the certificate behind a key. */
export function thumbprintOf(pem: string): string {
  return new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))).fingerprint.replaceAll(':', '');
}
