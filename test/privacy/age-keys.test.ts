import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsIdentity, identitiesIn, parseIdentities, parseRecipients } from '../../src/privacy/age-keys.ts';

const alice = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
const bob = 'age1yt3tfqlfrwdwx0z0ynwplcr6qxcxfaqycuprpmy89nr83ltx74tqdpszlw';
const identity = 'AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX';

test('recipients stand between commas and line breaks, each counts once, comments count nothing', () => {
  const cases = [
    alice,
    ` ${alice} ,`,
    `# the auditors, and their laptop\n${alice}\r\n`,
    `${alice},${alice}\n\n${alice}`,
  ];
  for (const text of cases) assert.deepEqual(parseRecipients(text), { value: [alice] }, text);
  assert.deepEqual(parseRecipients(`${alice}\n  # bob, too\n${bob}`), { value: [alice, bob] });
  assert.deepEqual(parseRecipients(`${alice}, ${bob}`), { value: [alice, bob] });
});

test('what is no recipient is refused by name, with what to use', () => {
  const cases: [string, RegExp][] = [
    ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN me', /SSH key.*age-keygen/],
    [`${alice}\nssh-rsa AAAAB3NzaC1yc2E=`, /SSH key/],
    ['age1yubikey1q2w7u3vpya839jxxuq8g0sedh3d740d4xvn639sqhr95ejj8vu3hyfumptt', /age plugin/],
    ['age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2', /age plugin/],
    [alice.toUpperCase(), /small letters/],
    [`${alice} ${bob}`, /Blanks separate nothing/],
    ['anna@contoso.example', /"anna@contoso.example" is none/],
    ['-----BEGIN PRIVATE KEY-----\\nMIIsecret', /key of another kind/],
    ['# nobody', /^$/],
    [
      Array.from(
        { length: 101 },
        (_, n) => `age1${'q'.repeat(50)}${String(n).padStart(3, '0').replaceAll('1', 'x')}`,
      ).join(),
      /^$/,
    ],
  ];
  for (const [text, hint] of cases) {
    const parsed = parseRecipients(text);
    assert.ok('takes' in parsed, text);
    assert.match((parsed.hint ?? '').trim(), hint);
    assert.ok(!(parsed.hint ?? '').includes('MIIsecret'));
    assert.match(parsed.takes, /^age recipients \(age1\.\.\. or age1pq1\.\.\.\), separated by commas or line breaks/);
  }
});

test('an identity in place of a recipient is refused, and nothing of it shown', () => {
  for (const text of [identity, `${alice},${identity}`, identity.toLowerCase(), `x${identity.slice(0, 40)}`]) {
    const parsed = parseRecipients(text);
    assert.ok('takes' in parsed && /the secret half of a key/.test(parsed.hint ?? ''));
    assert.ok(!JSON.stringify(parsed).toUpperCase().includes(identity.slice(15, 30)));
    assert.ok(holdsIdentity(text));
    assert.equal(identitiesIn(text).length, 1);
  }
  const two = identitiesIn(`${identity}\n${identity.replace('KEY-1', 'KEY-PQ-1')}`);
  assert.deepEqual(two, [identity, identity.replace('KEY-1', 'KEY-PQ-1')]);
});

test('identities are read as age-keygen writes them, also with literal line breaks', () => {
  const file = `# created: 2026-11-29T00:00:00Z\n# public key: ${alice}\n${identity}\n`;
  for (const text of [identity, file, file.replaceAll('\n', '\\n'), file.replaceAll('\n', '\r\n')]) {
    assert.deepEqual(parseIdentities(text), { value: [identity] });
  }
  const strong = identity.replace('KEY-1', 'KEY-PQ-1');
  assert.deepEqual(parseIdentities(`${identity}\n${strong}\n${identity}`), { value: [identity, strong] });
});

test('what is no identity is refused with the reason, and nothing of it shown', () => {
  const cases: [string, RegExp][] = [
    [alice, /a recipient in it/],
    ['AGE-PLUGIN-YUBIKEY-1GFPYYSJZ', /age plugin/],
    ['age-encryption.org/v1\n-> scrypt', /with a passphrase/],
    ['-----BEGIN AGE ENCRYPTED FILE-----\nYWdl', /with a passphrase/],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl', /of another kind/],
    [identity.toLowerCase(), /not spelled as age-keygen writes it/],
    [`${identity} trailing`, /not spelled/],
    ['hunter2-hunter2', /that is none/],
    ['# a comment alone', /^$/],
  ];
  for (const [text, hint] of cases) {
    const parsed = parseIdentities(text);
    assert.ok('takes' in parsed);
    assert.match((parsed.hint ?? '').trim(), hint);
    assert.ok(!JSON.stringify(parsed).includes('hunter2') && !JSON.stringify(parsed).includes('GFPYY'));
  }
});
