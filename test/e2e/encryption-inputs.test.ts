import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { createAgeKey } from '../harness/age-files.ts';
import { createWorld } from '../harness/world.ts';

const { identity, recipient } = await createAgeKey();
const hybrid = await generateHybridIdentity();
const misspelt = (text: string) => text.slice(0, -1) + (text.at(-1) === 'q' ? 'p' : 'q');
const misspeltSecret = (text: string) => text.slice(0, -1) + (text.at(-1) === 'Q' ? 'P' : 'Q');

test('wrong keys are input errors before any request, and of an identity nothing is printed', async () => {
  await using world = await createWorld({ users: 5 });
  const before = world.emulator.requests.length + world.github.requests.length;
  const cases: [Record<string, string>, RegExp][] = [
    [{ 'encrypt-to': misspelt(recipient) }, /^Input "encrypt-to" is "age1.*Its checksum does not fit/],
    [{ 'encrypt-to': recipient.slice(0, -3) }, /^Input "encrypt-to" is "age1.*Its checksum does not fit/],
    [{ 'encrypt-to': `${recipient}\nssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW me` }, /SSH key.*age-keygen/],
    [{ 'encrypt-to': 'anna@contoso.example' }, /it takes age recipients/],
    [{ 'encrypt-to': identity }, /^Input "encrypt-to" is an age identity \(not shown\).*the secret half of a key/],
    [{ 'encrypt-to': `${recipient}, ${hybrid}` }, /^Input "encrypt-to" is an age identity \(not shown\)/],
    [{ 'encrypt-to': misspeltSecret(identity) }, /^Input "encrypt-to" is an age identity \(not shown\)/],
    [{ 'artifact-name': `${identity}/` }, /^Input "artifact-name" is an age identity \(not shown\)/],
    [{ 'age-identity': misspeltSecret(identity) }, /^Input "age-identity" is set \(not shown\).*checksum does not fit/],
    [{ 'age-identity': misspeltSecret(hybrid) }, /^Input "age-identity" is set \(not shown\).*checksum does not fit/],
    [
      { 'age-identity': identity.toLowerCase() },
      /^Input "age-identity" is set \(not shown\).*not spelled as age-keygen/,
    ],
    [{ 'age-identity': recipient }, /^Input "age-identity" is set \(not shown\).*There is a recipient in it/],
    [{ 'encrypt-to': recipient, publish: 'output' }, /^Input "publish" is "output"; .*the list in plain text/],
    [{ 'encrypt-to': recipient, publish: 'both' }, /^Input "publish" is "both"; it takes artifact or none/],
  ];
  const secrets = [identity, hybrid].flatMap((text) => [text, text.toLowerCase()]).map((text) => text.slice(20, 50));
  for (const [inputs, message] of cases) {
    const run = await world.audit(inputs, { debug: true });
    assert.equal(run.exitCode, 1);
    assert.match((run.annotations.error[0] ?? '').replaceAll('\n', ' '), message);
    const shown = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    for (const text of [...shown, run.summary, run.stderr]) {
      for (const secret of secrets) assert.ok(!text.includes(secret), `${JSON.stringify(inputs)}: ${text}`);
    }
  }
  assert.equal(world.emulator.requests.length + world.github.requests.length, before);
});

test('all wrong keys are told at once', async () => {
  await using world = await createWorld({ users: 5 });
  const run = await world.audit({
    'encrypt-to': [misspelt(recipient), recipient.replace('age1', 'age1x')].join(),
    'age-identity': misspeltSecret(identity),
  });
  assert.match(run.annotations.error[0] ?? '', /^3 inputs are wrong:/);
});

test('the identity is masked, in every form, and in what it was pasted with', async () => {
  await using world = await createWorld({ users: 5 });
  for (const secret of [identity, hybrid]) {
    const file = `# created: 2026-11-29\n# public key: ${await identityToRecipient(secret)}\n\u200b${secret}\n`;
    const run = await world.audit({ 'encrypt-to': recipient, 'age-identity': file, publish: 'none' });
    assert.equal(run.exitCode, 0);
    assert.ok(run.masks.includes(secret));
    const shown = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    assert.ok(!shown.join('\n').includes(secret));
  }
});

test('keys with and without strength against quantum computers go together, with a warning', async () => {
  await using world = await createWorld({ users: 5 });
  const strong = await identityToRecipient(hybrid);
  const mixed = await world.audit({ 'encrypt-to': `${recipient},${strong}`, publish: 'none', baseline: 'none' });
  assert.equal(mixed.exitCode, 0);
  assert.match(mixed.annotations.warning[0] ?? '', /as safe as the weakest of them/);
  const pure = await world.audit({
    'encrypt-to': `# ours, and\n${strong}\n`,
    'age-identity': hybrid,
    publish: 'none',
    baseline: 'none',
  });
  assert.deepEqual([pure.exitCode, pure.annotations.warning], [0, []]);
});
