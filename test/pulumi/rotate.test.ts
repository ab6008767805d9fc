import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { createCertificate } from '../harness/certificates.ts';
import { createWorld } from '../harness/world.ts';
import { plainGraph } from './plain-graph.ts';
import { type RotationOptions, rotate } from './rotate-workflow.ts';
import { createRotationRepository, thumbprintOf } from './rotation-repository.ts';

interface KeyCredentials {
  keyCredentials: { customKeyIdentifier: string }[];
}

const day = 24 * 60 * 60 * 1000;

/** A repository with a stack's file, a stack, and a secret; with an audit that signs in with the secret, as each day's. */
async function createRepository(days: number) {
  await using started = new AsyncDisposableStack();
  const certificate = await createCertificate({ notAfter: new Date(Date.now() + days * day) });
  const world = started.use(await createWorld({ users: 3, certificate }));
  const folder = await mkdtemp(join(tmpdir(), 'rotation-'));
  started.defer(() => rm(folder, { recursive: true }));
  const pem = certificate.keyPem + certificate.certificatePem;
  const repository = await createRotationRepository(folder, pem);
  const state = join(folder, 'state.json');
  await writeFile(state, JSON.stringify({ active: 'first', certificates: { first: pem } }));
  const fake = join(import.meta.dirname, 'fake-pulumi.ts');
  await repository.addProgram('pulumi', `exec '${process.execPath}' '${fake}' "$@"`);
  const config = { certificates: { first: { validityDays: 180 }, spare: { validityDays: 180 } }, active: 'first' };
  const named = Object.entries(config).map(([name, value]) => [`entra-user-audit:${name}`, value]);
  await writeFile(join(repository.infra, 'Pulumi.production.yaml'), stringify({ config: Object.fromEntries(named) }));
  await repository.push('A stack');

  const { emulator, app } = world;
  const caller = { origin: emulator.origin, tenantId: emulator.tenantId, ...emulator.administrator };
  const signIn = async (inputs: Record<string, string>) => (await world.audit(inputs)).exitCode === 0;
  const options = {
    origin: repository.origin,
    values: {
      'vars.ENTRA_TENANT_ID': emulator.tenantId,
      'vars.ENTRA_CLIENT_ID': app.clientId,
      'secrets.ROTATION_TOKEN': 'the-token',
    },
    env: {
      PATH: `${repository.programs}${delimiter}${process.env.PATH}`,
      NODE_OPTIONS: '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      // It is started dozens of times.
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(folder, 'compiled'),
      FAKE_STATE: state,
      FAKE_CALLER: JSON.stringify(caller),
      FAKE_APPLICATION: app.objectId,
    },
    action: (inputs: Record<string, string>) => signIn({ certificate: '', ...inputs }),
  };
  const kept = started.move();
  return {
    ...repository,
    pem,
    run: ({ env, ...more }: Partial<RotationOptions> = {}) =>
      rotate({ ...options, ...more, env: { ...options.env, ...env } }),
    /** Thumbprints of the certificates that sign in. */
    registered: async (): Promise<string[]> => {
      const graph = await plainGraph(caller);
      const { keyCredentials } = await graph<KeyCredentials>('GET', `/applications/${app.objectId}`);
      return keyCredentials.map(({ customKeyIdentifier }) => customKeyIdentifier);
    },
    /** What each day's audit does. */
    audit: async (certificate: string) => signIn({ certificate, publish: 'none' }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

const posix = { skip: process.platform === 'win32' && 'the workflow runs on Linux' };

test(
  'a certificate that has long enough is left alone; then one run does it all, and masks the key',
  posix,
  async () => {
    await using repository = await createRepository(31);
    const early = await repository.run();
    assert.deepEqual([early.done, early.succeeded], [['Bring the stack to what is committed', 'Decide'], true]);
    assert.deepEqual(await repository.commits(), ['A stack']);

    const daily = await repository.run({ env: { RENEW_WITHIN_DAYS: '180' } });
    assert.equal(daily.failed, 'Decide', 'a new one would be renewed on the next day');

    const late = await repository.run({ env: { RENEW_WITHIN_DAYS: '32' } });
    assert.deepEqual([late.done.at(-1), late.succeeded], ['Remove it', true], late.text);
    const lines = (await repository.secret()).trim().split('\n');
    assert.deepEqual(
      late.masks,
      lines.filter((line) => !line.startsWith('-----')),
    );
    assert.ok(await repository.audit(await repository.secret()));
    assert.equal(await repository.audit(repository.pem), false);
  },
);

test(
  'whatever step is the last one, the secret is registered, and the next day goes on from a fresh clone',
  posix,
  async () => {
    await using repository = await createRepository(20);
    const steps = [
      'Bring the stack to what is committed',
      'Decide',
      'Commit that there is to be a new one',
      'Take it from the stack',
      'Sign in with it',
      'Hand it over',
      'Commit that the old one is to go',
    ];
    for (const step of steps) {
      const end = await repository.run({ failAfter: step });
      assert.deepEqual([end.done.at(-1), end.succeeded], [step, false], end.text);
      const registered = await repository.registered();
      assert.ok(registered.includes(thumbprintOf(await repository.secret())), `after "${step}"`);
      assert.ok(registered.includes(thumbprintOf(repository.pem)), `the old one, after "${step}"`);
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
    assert.ok(!(await repository.registered()).includes(thumbprintOf(repository.pem)), 'the old one is gone');
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

test('a new certificate that does not sign in is not handed over, and the old one stays', posix, async () => {
  await using repository = await createRepository(20);
  assert.equal((await repository.run({ failAfter: 'Make it' })).done.at(-1), 'Make it');
  const { done, succeeded } = await repository.run({ action: async () => false });
  assert.deepEqual([done.at(-1), succeeded], ['Take it from the stack', false]);
  assert.equal(await repository.secret(), repository.pem);
  assert.ok((await repository.registered()).includes(thumbprintOf(repository.pem)));
});
