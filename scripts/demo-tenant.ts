import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitHub, startGitHub } from '../emulator/github/index.ts';
import { type Emulator, startEmulator } from '../emulator/index.ts';
import { createCertificate, type TestCertificate } from '../test/harness/certificates.ts';
import { provisionApp } from '../test/harness/provision-app.ts';
import { type ActionRun, runAction } from '../test/harness/run-action.ts';
import { changeOvernight } from './demo-night.ts';
import { rosterOf } from './demo-roster.ts';

/** A tenant and a repository on this machine, and what happens to them in two days. */
export interface Demo extends AsyncDisposable {
  emulator: Emulator;
  github: GitHub;
  clientId: string;
  certificate: TestCertificate;
  /** The roster's lines, as the personnel system exports it. */
  roster: string;
  /** The first audit, with the Action's defaults and the guests' sponsors. */
  monday(): Promise<ActionRun>;
  /** @returns what happens in the tenant after it, a sentence each */
  night(): string[];
  /** The second audit, with gates, one of which fails. */
  tuesday(): Promise<ActionRun>;
}

export async function startDemo(users: number): Promise<Demo> {
  await using stack = new AsyncDisposableStack();
  const emulator = stack.use(await startEmulator({ users, deletedUsers: 12 }));
  const github = stack.use(await startGitHub());
  const certificate = await createCertificate();
  const { clientId } = await provisionApp({ ...emulator, certificatePem: certificate.certificatePem, consent: true });
  const folder = stack.use(await mkdtempDisposable(join(tmpdir(), 'demo-')));
  const roster = rosterOf(emulator.directory.users());
  const rosterPath = join(folder.path, 'roster.csv');
  await writeFile(rosterPath, roster);

  const audit = (inputs: Record<string, string>) =>
    runAction({
      github,
      inputs: {
        'tenant-id': emulator.tenantId,
        'client-id': clientId,
        certificate: certificate.keyPem + certificate.certificatePem,
        'authority-url': emulator.origin,
        'graph-url': emulator.origin,
        'include-sponsors': 'true',
        ...inputs,
      },
    });
  const moved = stack.move();
  return {
    emulator,
    github,
    clientId,
    certificate,
    roster,
    monday: () => audit({}),
    night: () => changeOvernight(emulator.directory, emulator.domain),
    tuesday: () =>
      audit({
        'fail-on': 'unreconciled, removed>5%, new-finding:display-name-imitation, certificate-expires<14d',
        'accepted-findings': join(import.meta.dirname, 'demo-accepted.yml'),
        roster: rosterPath,
      }),
    [Symbol.asyncDispose]: () => moved[Symbol.asyncDispose](),
  };
}
