import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { loadInputs } from '../../src/inputs/inputs.ts';
import { explain } from '../../src/problems/explain.ts';

const good = {
  'tenant-id': 'contoso.example',
  'client-id': '6f0c0b5e-4f0e-4c53-9f30-0d4c7d6b8b7a',
  'client-secret': 'a secret',
};
const key = randomBytes(32).toString('base64');

function load(given: Record<string, string>) {
  const values: Record<string, string> = { ...good, ...given };
  const { inputs, problems } = loadInputs({
    getInput: (name) => values[name] ?? '',
    workspace: '/workspace',
    offersIdToken: false,
  });
  return { inputs, problems: problems.map((problem) => explain(problem).what) };
}

test('names are taken in any case, and spelled as Graph does', () => {
  const { inputs, problems } = load({
    redact: 'MAIL\nproxyaddresses',
    pseudonymize: 'ID, displayName',
    'pseudonym-key': key,
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(
    [inputs.redact, inputs.pseudonymize],
    [
      ['mail', 'proxyAddresses'],
      ['id', 'displayName'],
    ],
  );
  assert.deepEqual(load({ redact: 'mail, givenName' }).problems, [], 'what is not read cannot be told');
  assert.deepEqual(load({ select: 'extension_a_b', redact: 'Extension_A_B' }).problems, []);
});

for (const [what, given, said] of [
  ['id redacted', { redact: 'id' }, /redact.*other than id/],
  ['a typing error', { redact: 'displayNam' }, /"displayNam".*Did you mean "displayName"/],
  ['a set', { redact: 'profile' }, /not the set "profile"/],
  ['both', { redact: 'mail', pseudonymize: 'mail', 'pseudonym-key': key }, /redact does not leave out/],
  ['few values', { pseudonymize: 'accountEnabled', 'pseudonym-key': key }, /few users share/],
  ['a date', { pseudonymize: 'createdDateTime', 'pseudonym-key': key }, /few users share/],
  ['no key', { pseudonymize: 'mail' }, /pseudonym-key.*32 bytes or more.*openssl rand/],
  ['a weak key', { pseudonymize: 'mail', 'pseudonym-key': 'swordfish' }, /9 bytes \(not shown\)/],
  ['a key for nothing', { 'pseudonym-key': key }, /nothing to pseudonymize/],
] as [string, Record<string, string>, RegExp][]) {
  test(`refused before anything is sent: ${what}`, () => {
    const { problems } = load(given);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', said);
    assert.doesNotMatch(problems[0] ?? '', /swordfish/);
  });
}
