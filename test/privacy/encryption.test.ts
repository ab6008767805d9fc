import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Decrypter, generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Failure } from '../../src/base/failure.ts';
import { type OutputFolder, openOutputFolder } from '../../src/disk/output-folder.ts';
import { maximumHeader } from '../../src/privacy/age.ts';
import { ClosedFile, createDecryption, isEncryptedFile } from '../../src/privacy/decryption.ts';
import { createEncryption, isMixed } from '../../src/privacy/encryption.ts';

const never = new AbortController().signal;
const kinds = { classic: await generateX25519Identity(), hybrid: await generateHybridIdentity() };
const stranger = await generateX25519Identity();
const recipients = {
  classic: await identityToRecipient(kinds.classic),
  hybrid: await identityToRecipient(kinds.hybrid),
};

async function inFolder(work: (folder: OutputFolder, base: string) => Promise<void>): Promise<void> {
  const base = await mkdtemp(join(tmpdir(), 'encryption-'));
  try {
    const folder = await openOutputFolder(join(base, 'out'), base, []);
    await work(folder, base);
  } finally {
    await rm(base, { recursive: true });
  }
}

/** @returns path of the encrypted file */
async function encrypted(folder: OutputFolder, plain: Uint8Array, encryptTo: string[], name = 'a'): Promise<string> {
  await writeFile(folder.partial(name), plain);
  const { encryption, problems } = await createEncryption({ encryptTo, ageIdentities: [] });
  assert.deepEqual(problems, []);
  const target = await folder.create(`${name}.age`);
  await encryption?.encrypt(folder.partial(name), target, never);
  await target.publish();
  return target.written().path;
}

test('what is encrypted to several opens for each of them, of every size at the borders of portions', () =>
  inFolder(async (folder, base) => {
    for (const [index, size] of [0, 1, 65_535, 65_536, 65_537, 3 * 65_536, 700_001].entries()) {
      const plain = randomBytes(size);
      const path = await encrypted(folder, plain, [recipients.classic, recipients.hybrid], `f${index}`);
      assert.ok(await isEncryptedFile(path));
      for (const [kind, identity] of Object.entries(kinds)) {
        const target = join(base, `${kind}-${index}`);
        await createDecryption([stranger, identity])?.decrypt(path, target, never);
        const opened = await readFile(target);
        assert.ok(opened.equals(plain), `${kind}, ${size} bytes`);
        if (process.platform !== 'win32') assert.equal((await stat(target)).mode & 0o777, 0o600);
        const decrypter = new Decrypter();
        decrypter.addIdentity(identity);
        assert.ok(plain.equals(await decrypter.decrypt(await readFile(path))), 'the library alone opens it too');
      }
    }
  }));

test('the same file is never encrypted to the same bytes', () =>
  inFolder(async (folder) => {
    const [one, two] = [
      await encrypted(folder, Buffer.from('x'), [recipients.classic], 'one'),
      await encrypted(folder, Buffer.from('x'), [recipients.classic], 'two'),
    ];
    assert.ok(!(await readFile(one)).equals(await readFile(two)));
  }));

test('with an identity its recipient is always added, once', async () => {
  const both = await createEncryption({ encryptTo: [recipients.hybrid], ageIdentities: [kinds.classic] });
  assert.deepEqual(both.encryption?.recipients, [recipients.hybrid, recipients.classic]);
  assert.ok(isMixed(both.encryption?.recipients ?? []));
  const same = await createEncryption({ encryptTo: [recipients.classic], ageIdentities: [kinds.classic] });
  assert.deepEqual(same.encryption?.recipients, [recipients.classic]);
  const alone = await createEncryption({ encryptTo: [], ageIdentities: [kinds.classic] });
  assert.deepEqual(alone, { encryption: undefined, problems: [] });
});

test('a typing error in a key is told before anything is encrypted, and of an identity nothing is shown', async () => {
  const swap = (text: string) => text.slice(0, -1) + (text.at(-1) === 'q' ? 'p' : 'q');
  const cases = [
    swap(recipients.classic),
    recipients.classic.slice(0, -1),
    `${recipients.classic}q`,
    recipients.classic.replace('age1', 'age1b'),
    swap(recipients.hybrid),
    // A point of low order, with the right checksum: nothing can be agreed on with it.
    'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z',
  ];
  for (const recipient of cases) {
    const { encryption, problems } = await createEncryption({ encryptTo: [recipient], ageIdentities: [] });
    assert.equal(encryption, undefined);
    assert.equal(problems[0]?.facts.input, 'encrypt-to', recipient);
  }
  for (const identity of [swap(kinds.classic.toLowerCase()).toUpperCase(), kinds.hybrid.slice(0, -2)]) {
    const { problems } = await createEncryption({ encryptTo: [], ageIdentities: [identity] });
    assert.equal(problems[0]?.facts.input, 'age-identity');
    const shown = JSON.stringify(problems) + String(problems[0]?.stack) + String(problems[0]?.cause);
    assert.ok(!shown.includes(identity.slice(16, 40)), shown);
  }
});

test('a file for others, a cut one and a changed one do not open, and why is said without their content', () =>
  inFolder(async (folder, base) => {
    const path = await encrypted(folder, randomBytes(150_000), [recipients.classic]);
    const whole = await readFile(path);
    const changed = Buffer.from(whole);
    changed[100_000] = (changed[100_000] ?? 0) ^ 1;
    const header = whole.subarray(0, whole.indexOf('\n--- ') + 1);
    const endless = Buffer.alloc(maximumHeader + 100, '-> X25519 AAAA\nAAAA\n');
    const many = Buffer.concat([Buffer.from('age-encryption.org/v1\n'), endless, whole.subarray(header.length)]);
    const cases: [Buffer, string, RegExp][] = [
      [whole, stranger, /^no identity in age-identity opens it$/],
      [whole.subarray(0, 120_000), kinds.classic, /^it is cut, was changed, or is no file of age$/],
      [whole.subarray(0, header.length + 60), kinds.classic, /^it is cut/],
      [changed, kinds.classic, /^it is cut, was changed/],
      [Buffer.from('{"id":"secret"}\n'), kinds.classic, /^it has no header of age$/],
      [Buffer.from('age-encryption.org/v1\n-> secret\n--- secret\n'), kinds.classic, /^it is cut/],
      [Buffer.from('age-encryption.org/v1\n-> X25519 \u00e9\n\n--- secret\n'), kinds.classic, /^it is cut/],
      [many, kinds.classic, /^it has no header of age$/],
    ];
    for (const [index, [bytes, identity, message]] of cases.entries()) {
      const file = join(base, `bad-${index}`);
      await writeFile(file, bytes);
      const opening = createDecryption([identity])?.decrypt(file, `${file}.plain`, never);
      await assert.rejects(opening ?? Promise.resolve(), (error: unknown) => {
        assert.ok(error instanceof ClosedFile, String(error));
        assert.match(error.message, message, String(index));
        return error.isForOthers === (index === 0);
      });
    }
  }));

test('it stops between two portions, with the reason for stopping', () =>
  inFolder(async (folder, base) => {
    const path = await encrypted(folder, randomBytes(2_000_000), [recipients.classic]);
    const reason = new Failure('time-limit');
    const { encryption } = await createEncryption({ encryptTo: [recipients.classic], ageIdentities: [] });
    const stop = new AbortController();
    const target = await folder.create('stopped.age');
    let portions = 0;
    const counting = {
      ...target,
      write(chunks: readonly Uint8Array[]) {
        portions += 1;
        if (portions === 5) stop.abort(reason);
        return target.write(chunks);
      },
    };
    await assert.rejects(encryption?.encrypt(folder.partial('a'), counting, stop.signal) ?? Promise.resolve(), reason);
    assert.equal(portions, 5);
    const opening = createDecryption([kinds.classic])?.decrypt(path, join(base, 'p'), AbortSignal.abort(reason));
    await assert.rejects(opening ?? Promise.resolve(), reason);
  }));

test('what the disk refuses is told as that', () =>
  inFolder(async (folder, base) => {
    const { encryption } = await createEncryption({ encryptTo: [recipients.classic], ageIdentities: [] });
    const target = await folder.create('b.age');
    await assert.rejects(encryption?.encrypt(join(base, 'gone'), target, never) ?? Promise.resolve(), {
      code: 'disk-refused',
    });
    const path = await encrypted(folder, randomBytes(10), [recipients.classic]);
    const opening = createDecryption([kinds.classic])?.decrypt(path, join(base, 'no', 'such'), never);
    await assert.rejects(opening ?? Promise.resolve(), { code: 'disk-refused' });
  }));

const age = spawnSync('age', ['--version'], { encoding: 'utf8' });
const version = /(\d+)\.(\d+)/.exec(age.stdout ?? '') ?? [];
const whyNoAge = age.error ? 'the program age is not installed' : false;
// Keys against quantum computers came with 1.3.
const whyNoHybrid = whyNoAge || (Number(version[1]) === 1 && Number(version[2]) < 3 && 'this age is older than 1.3');

for (const [kind, skip] of [
  ['classic', whyNoAge],
  ['hybrid', whyNoHybrid],
] as const) {
  test(`the program age opens what is encrypted here, and the other way round: ${kind}`, { skip }, () =>
    inFolder(async (folder, base) => {
      const plain = randomBytes(300_000);
      const path = await encrypted(folder, plain, [recipients[kind]]);
      const keys = join(base, 'keys');
      await writeFile(keys, `${kinds[kind]}\n`, { mode: 0o600 });
      const opened = execFileSync('age', ['-d', '-i', keys, path], { maxBuffer: 1e9 });
      assert.ok(opened.equals(plain));
      const theirs = join(base, 'theirs.age');
      execFileSync('age', ['-r', recipients[kind], '-o', theirs], { input: plain });
      await createDecryption([kinds[kind]])?.decrypt(theirs, join(base, 'back'), never);
      assert.ok((await readFile(join(base, 'back'))).equals(plain));
    }),
  );
}
