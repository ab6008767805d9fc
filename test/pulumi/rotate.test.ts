import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { createCertificate } from '../harness/certificates.ts';
import { createWorld } from '../harness/world.ts';
import { rotate, run } from './rotate-workflow.ts';

const day = 24 * 60 * 60 * 1000;

/** A repository with a stack's file, a stack, and a secret; with an audit that signs in with the secret, as each day's. */
async function createRepository(days: number) {
  await using started = new AsyncDisposableStack();
  const certificate = await createCertificate({ notAfter: new Date(Date.now() + days * day) });
  const world = started.use(await createWorld({ users: 3, certificate }));
  const folder = await mkdtemp(join(tmpdir(), 'rotation-'));
  started.defer(() => rm(folder, { recursive: true }));
  const [origin, work, secret, state] = ['origin.git', 'work', 'secret', 'state.json'].map((name) =>
    join(folder, name),
  );
  assert.ok(origin && work && secret && state);
  const pem = certificate.keyPem + certificate.certificatePem;
  await writeFile(secret, pem);
  await writeFile(state, JSON.stringify({ active: 'first', certificates: { first: pem } }));
  await program(folder, 'pulumi', `exec '${process.execPath}' '${join(import.meta.dirname, 'fake-pulumi.ts')}' "$@"`);
  const secretSet = 'secret set ENTRA_CERTIFICATE --repo contoso/audit';
  await program(folder, 'gh', `[ "$GH_TOKEN $*" = 'the-token ${secretSet}' ] || exit 1\ncat > '${secret}'`);

  const git = (...args: string[]) =>
    run('git', ['-c', 'user.name=a', '-c', 'user.email=a@contoso.example', ...args], folder, process.env);
  await git('init', '--quiet', '--bare', '--initial-branch=main', origin);
  await git('clone', '--quiet', origin, work);
  await mkdir(join(work, 'infra'));
  const config = { certificates: { first: { validityDays: 180 }, spare: { validityDays: 180 } }, active: 'first' };
  const named = Object.entries(config).map(([name, value]) => [`entra-user-audit:${name}`, value]);
  const settings = stringify({ config: Object.fromEntries(named) });
  await writeFile(join(work, 'infra/Pulumi.production.yaml'), settings);
  await git('-C', work, 'add', '.');
  await git('-C', work, 'commit', '--quiet', '--message', 'A stack');
  await git('-C', work, 'push', '--quiet', 'origin', 'HEAD:main');

  const { emulator, app } = world;
  const signIn = async (inputs: Record<string, string>) => (await world.audit(inputs)).exitCode === 0;
  const options = {
    origin,
    values: {
      'vars.ENTRA_TENANT_ID': emulator.tenantId,
      'vars.ENTRA_CLIENT_ID': app.clientId,
      'secrets.ROTATION_TOKEN': 'the-token',
    },
    env: {
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      NODE_OPTIONS: '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      FAKE_STATE: state,
      FAKE_ORIGIN: emulator.origin,
      FAKE_TENANT: emulator.tenantId,
      FAKE_APPLICATION: app.objectId,
      FAKE_ID: emulator.administrator.clientId,
      FAKE_SECRET: emulator.administrator.clientSecret,
    },
    action: (inputs: Record<string, string>) => signIn({ certificate: '', ...inputs }),
  };
  const kept = started.move();
  return {
    pem,
    run: (failAfter?: string) => rotate(options, failAfter),
    runWith: (action: typeof options.action) => rotate({ ...options, action }),
    secret: () => readFile(secret, 'utf8'),
    /** What each day's audit does. */
    audit: async (certificate: string) => signIn({ certificate, publish: 'none' }),
    committed: async () => (await git('-C', origin, 'show', 'main:infra/Pulumi.production.yaml')).text,
    commits: async () => (await git('-C', origin, 'log', '--format=%s', 'main')).text.trim().split('\n'),
    settings,
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function program(folder: string, name: string, lines: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${lines}\n`);
  await chmod(join(folder, name), 0o755);
}

const posix = { skip: process.platform === 'win32' && 'the workflow runs on Linux' };

test('a certificate that has long enough is left alone', posix, async () => {
  await using repository = await createRepository(31);
  const { done, succeeded } = await repository.run();
  assert.deepEqual([done, succeeded], [['Bring the stack to what is committed', 'Decide'], true]);
  assert.deepEqual(await repository.commits(), ['A stack']);
});

test(
  'whatever step is the last one, the secret signs in, and the next day goes on from a fresh clone',
  posix,
  async () => {
    await using repository = await createRepository(20);
    const steps = [
      'Bring the stack to what is committed',
      'Decide',
      'Commit that there is to be a new one',
      'Make it',
      'Take it from the stack',
      'Sign in with it',
      'Hand it over',
      'Commit that the old one is to go',
    ];
    for (const step of steps) {
      const end = await repository.run(step);
      assert.deepEqual([end.done.at(-1), end.succeeded], [step, false], end.text);
      assert.ok(await repository.audit(await repository.secret()), `after "${step}"`);
      assert.ok(await repository.audit(repository.pem), `the old one, after "${step}"`);
      assert.doesNotMatch(end.text, /MII|PRIVATE KEY/);
    }
    const last = await repository.run();
    assert.deepEqual(
      [last.done, last.succeeded],
      [['Bring the stack to what is committed', 'Decide'], true],
      last.text,
    );
    assert.notEqual(await repository.secret(), repository.pem);
    assert.ok(await repository.audit(await repository.secret()));
    assert.equal(await repository.audit(repository.pem), false, 'the old one is gone');
    const today = new Date().toISOString().slice(0, 10);
    assert.deepEqual(await repository.commits(), [
      "Rotate the reader's certificate: first is to go",
      `Rotate the reader's certificate: auto-${today} is to follow first`,
      'A stack',
    ]);
    assert.match(await repository.committed(), /certificates:\n\s+spare:/, 'another one is left alone');
    assert.doesNotMatch(await repository.committed(), /first|rotate:/);
  },
);

test('without anything in its way one run does it all; each line of the key is masked', posix, async () => {
  await using repository = await createRepository(20);
  const { done, succeeded, masks, text } = await repository.run();
  assert.deepEqual([done.at(-1), succeeded], ['Remove it', true], text);
  const lines = (await repository.secret()).trim().split('\n');
  assert.deepEqual(
    masks,
    lines.filter((line) => !line.startsWith('-----')),
  );
  assert.equal(await repository.audit(repository.pem), false);
});

test('a new certificate that does not sign in is not handed over, and the old one stays', posix, async () => {
  await using repository = await createRepository(20);
  for (const _ of [1, 2]) {
    const { done, succeeded } = await repository.runWith(async () => false);
    assert.deepEqual([done.at(-1), succeeded], ['Take it from the stack', false]);
    assert.equal(await repository.secret(), repository.pem);
    assert.ok(await repository.audit(repository.pem));
  }
});
