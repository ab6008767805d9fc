import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { startGitHub } from '../../emulator/github/index.ts';
import { startEmulator } from '../../emulator/index.ts';
import { programPath } from '../examples/programs.ts';
import { auditWith } from './audit.ts';
import { type RotationOptions, rotate } from './rotate-workflow.ts';
import { createRotationRepository, thumbprintOf } from './rotation-repository.ts';
import { createStack } from './stack.ts';
import { administratorGraph, consent, createPipeline } from './tenant.ts';
import { copyProgram, installWithoutNetwork } from './toolchain.ts';

const program = join(import.meta.dirname, '../../infra');
const dayMs = 24 * 60 * 60 * 1000;
/** What the example says that the deployer needs. */
const permissions = ['Application.ReadWrite.OwnedBy', 'Application.Read.All'];

/** A stack, the repository that holds its file, and a tenant in which the workflow signs in by its OIDC token alone. */
async function createRotation() {
  await using started = new AsyncDisposableStack();
  const emulator = started.use(await startEmulator({ https: true, users: 5 }));
  const github = started.use(await startGitHub({ repository: { owner: 'contoso', name: 'audit' } }));
  const folder = await mkdtemp(join(tmpdir(), 'rotation-'));
  started.defer(() => rm(folder, { recursive: true }));
  const repository = await createRotationRepository(folder, '');
  await copyProgram(repository.infra);
  await symlink(join(program, 'node_modules'), join(repository.infra, 'node_modules'));
  await writeFile(join(repository.infra, '.gitignore'), 'node_modules\n');

  const environment = { environment: 'production' };
  const federated = { issuer: github.origin, subject: github.subject(environment) };
  const deployer = await createPipeline(emulator, { permissions, federated });
  const config = { grantAdminConsent: false, certificates: { first: { validityDays: 20 } }, active: 'first' };
  const stack = started.use(
    await createStack(emulator, { deployer, config, program: repository.infra, name: 'production' }),
  );
  await stack.must('up', '--skip-preview');
  const { clientId, certificatePem } = await stack.outputs();
  assert.ok(clientId && certificatePem);
  const graph = await administratorGraph(emulator);
  const [principal] = (await graph('GET', `/servicePrincipals?$filter=appId eq '${clientId}'`)).value;
  await consent(graph, principal.id, 'User.Read.All');
  await writeFile(repository.secretFile, certificatePem);
  await repository.push('A stack');

  await installWithoutNetwork(stack.home, repository.programs);
  const date = programPath('date');
  await repository.addProgram('date', `[ "$1" = -d ] || set -- -d "\${LATER:-0} days" "$@"\nexec '${date}' "$@"`);
  const breaking = await breakable(folder, repository.programs, ['pulumi', 'git', 'gh', 'rm']);
  const { ARM_CLIENT_ID: _, ARM_CLIENT_SECRET: __, ARM_TENANT_ID: ___, ...env } = stack.env as Record<string, string>;
  const path = [breaking, repository.programs, env.PATH].join(delimiter);
  const signIn = async (inputs: Record<string, string>) => {
    const run = await auditWith(emulator, inputs);
    await run.cleanup();
    return run.exitCode === 0;
  };
  const options = {
    origin: repository.origin,
    values: {
      'vars.DEPLOYER_TENANT_ID': emulator.tenantId,
      'vars.DEPLOYER_CLIENT_ID': deployer.clientId,
      'vars.ENTRA_TENANT_ID': emulator.tenantId,
      'vars.ENTRA_CLIENT_ID': clientId,
      'secrets.ROTATION_TOKEN': 'the-token',
    },
    action: signIn,
  };
  const kept = started.move();
  return {
    ...repository,
    emulator,
    first: certificatePem,
    run: async ({ env: more, ...rest }: Partial<RotationOptions> = {}) => {
      const job = await github.env(github.startRun(environment), { idToken: true });
      return rotate({ ...options, ...rest, env: { ...job, ...env, PATH: path, ...more } });
    },
    /** Thumbprints of the certificates that sign in. */
    async registered(): Promise<string[]> {
      const [application] = (await graph('GET', `/applications?$filter=appId eq '${clientId}'`)).value;
      return application.keyCredentials.map((key: { customKeyIdentifier: string }) => key.customKeyIdentifier);
    },
    /** What each day's audit does. */
    audit: (certificate: string) =>
      signIn({ 'tenant-id': emulator.tenantId, 'client-id': clientId, certificate, publish: 'none' }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** A folder for PATH in which each program fails when it is called as the pattern BROKEN says. */
async function breakable(folder: string, programs: string, names: readonly string[]): Promise<string> {
  const place = join(folder, 'breaking');
  await mkdir(place);
  for (const name of names) {
    const real = name === 'gh' ? join(programs, name) : programPath(name);
    const lines = `case "${name} $*" in $BROKEN) echo 'it broke' >&2; exit 1 ;; esac\nexec '${real}' "$@"`;
    await writeFile(join(place, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
  }
  return place;
}

test('with the real engine: wherever it breaks, after a step or within it, the next day goes on from a fresh clone', {
  skip: process.platform !== 'linux' && 'the workflow runs on Linux',
}, async () => {
  await using rotation = await createRotation();
  let old = rotation.first;
  const day = async (options: Partial<RotationOptions> = {}) => {
    const end = await rotation.run(options);
    const registered = await rotation.registered();
    assert.ok(registered.includes(thumbprintOf(await rotation.secret())), `the secret does not sign in: ${end.text}`);
    assert.doesNotMatch(end.text, /MII|PRIVATE KEY/);
    return end;
  };
  const stoppedAfter = async (step: string, options: Partial<RotationOptions> = {}) => {
    const { done, failed, text } = await day({ ...options, failAfter: step });
    assert.deepEqual([done.at(-1), failed], [step, undefined], text);
  };
  const brokenWithin = async (step: string, BROKEN: string, options: Partial<RotationOptions> = {}) => {
    const { failed, text } = await day({ ...options, env: { ...options.env, BROKEN } });
    assert.equal(failed, step, text);
  };
  const refusedWithin = async (step: string, options: Partial<RotationOptions> = {}) => {
    const match = { path: '/applications/', method: 'PATCH' };
    rotation.emulator.faults.add({ kind: 'status', status: 400, body: 'graph', match });
    assert.equal((await day(options)).failed, step);
    assert.deepEqual(
      rotation.emulator.faults.list().map(({ struck }) => struck),
      [1],
    );
    rotation.emulator.faults.clear();
  };
  const nothingToDo = async () => {
    const { done, succeeded, text } = await day();
    assert.deepEqual([done, succeeded], [['Bring the stack to what is committed', 'Decide'], true], text);
    assert.deepEqual(await rotation.registered(), [thumbprintOf(await rotation.secret())], 'the old one is gone');
    assert.notEqual(await rotation.secret(), old);
    old = await rotation.secret();
  };
  /** A day on which even a new certificate is to be replaced. */
  const later = (days: number) => ({
    env: { LATER: `${days}`, RENEW_WITHIN_DAYS: `${days * 200}`, VALIDITY_DAYS: `${days * 200 + 100}` },
  });
  const nameOn = (days: number) => `auto-${new Date(Date.now() + days * dayMs).toISOString().slice(0, 10)}`;

  // Day after day it gets a little further.
  await brokenWithin('Bring the stack to what is committed', 'pulumi up*');
  await stoppedAfter('Bring the stack to what is committed');
  await brokenWithin('Decide', 'pulumi stack output*');
  await stoppedAfter('Decide');
  await brokenWithin('Commit that there is to be a new one', 'git push*');
  assert.deepEqual(await rotation.commits(), ['A stack']);
  await stoppedAfter('Commit that there is to be a new one');
  await refusedWithin('Bring the stack to what is committed');
  await brokenWithin('Take it from the stack', 'pulumi stack output certificatePem*');
  await stoppedAfter('Take it from the stack');
  assert.equal((await day({ action: async () => false })).failed, 'Sign in with it');
  await stoppedAfter('Sign in with it');
  await brokenWithin('Hand it over', 'gh*');
  assert.equal(await rotation.secret(), rotation.first);
  await stoppedAfter('Hand it over');
  await brokenWithin('Commit that the old one is to go', 'git push*');
  assert.ok((await rotation.registered()).includes(thumbprintOf(rotation.first)));
  await stoppedAfter('Commit that the old one is to go');
  await refusedWithin('Bring the stack to what is committed');
  await nothingToDo();
  assert.ok(await rotation.audit(await rotation.secret()));
  assert.equal(await rotation.audit(rotation.first), false);

  // What is to be made, and what is to go, Graph may refuse.
  await refusedWithin('Make it', later(1));
  await stoppedAfter('Hand it over');
  await refusedWithin('Remove it');
  await nothingToDo();

  // After a new one is made, and in the last step of all.
  await stoppedAfter('Make it', later(2));
  await brokenWithin('Leave no key behind', 'rm -f*');
  await nothingToDo();
  assert.ok(await rotation.audit(await rotation.secret()));

  const follow = (name: string, before: string) => [
    `Rotate the reader's certificate: ${before} is to go`,
    `Rotate the reader's certificate: ${name} is to follow ${before}`,
  ];
  assert.deepEqual(await rotation.commits(), [
    ...follow(nameOn(2), nameOn(1)),
    ...follow(nameOn(1), nameOn(0)),
    ...follow(nameOn(0), 'first'),
    'A stack',
  ]);
});
