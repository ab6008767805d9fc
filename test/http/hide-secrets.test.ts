import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hideSecrets } from '../../src/http/hide-secrets.ts';

const secret = 'xY8~Q"%+s/e\\cr&t<Value>.0123456789abcdef';
const token = Array.from({ length: 60 }, (_, index) => `part${index}of-a.token_`).join('');

const echoes: Record<string, [text: string, left: string]> = {
  'a whole secret': [`no ${secret}!`, 'no ***!'],
  'two of them': [`${token} and ${secret}`, '*** and ***'],
  'one in JSON': [JSON.stringify({ message: secret }), '{"message":"***"}'],
  'one in an address': [`?client_secret=${encodeURIComponent(secret)}&x=1`, '?client_secret=***&x=1'],
  'one in base64': [Buffer.from(secret).toString('base64'), '***'],
  'one in the base64 of an address': [Buffer.from(secret).toString('base64url'), '***'],
  'one in capitals': [secret.toUpperCase(), '***'],
  'one in hex': [Buffer.from(secret).toString('hex'), '***'],
  'one in hex of capitals': [Buffer.from(secret).toString('hex').toUpperCase(), '***'],
  'one as percent signs and hex': [Buffer.from(secret).toString('hex').replace(/../g, '%$&'), '***'],
  'one as percent signs and hex of capitals': [
    Buffer.from(secret).toString('hex').toUpperCase().replace(/../g, '%$&'),
    '***',
  ],
  'one as escapes of JSON': [Buffer.from(secret).toString('hex').replace(/../g, '\\u00$&'), '***'],
  'one as numbers of HTML': [[...Buffer.from(secret)].map((byte) => `&#${byte};`).join(''), '***'],
  'one in HTML': [
    secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;'),
    '***',
  ],
  'one that was escaped twice': [encodeURIComponent(encodeURIComponent(secret)), '***'],
  'its first half': [`begins ${token.slice(0, 400)}...`, 'begins ***...'],
  'its last part': [`ends ${token.slice(-30)}`, 'ends ***'],
  'pieces on lines of their own': [token.replace(/.{100}/g, '$&\n'), `${'***\n'.repeat(10)}f-a.token_`],
  nothing: [
    'Correlation ID: 66666666-2222-4333-8444-555555555555',
    'Correlation ID: 66666666-2222-4333-8444-555555555555',
  ],
};
for (const [what, [text, left]] of Object.entries(echoes)) {
  test(`${what} is taken out, and nothing else`, () => assert.equal(hideSecrets(text, [secret, token]), left));
}

for (const name of ['', 'a', 'ab', '11111111-2222-4333-8444-555555555555']) {
  test(`one behind "${name}:" as HTTP's Basic has them is taken out`, () => {
    for (const sent of [secret, encodeURIComponent(secret)]) {
      const basic = Buffer.from(`${name}:${sent}`).toString('base64');
      const left = hideSecrets(`Basic ${basic}`, [secret]);
      // What is left says no more than the name, and at the most two bits of the first character.
      assert.ok(left.endsWith('***'), left);
      assert.ok(left.length <= 'Basic ***'.length + 4 * Math.ceil((name.length + 3) / 3), left);
    }
  });
}

test('a short secret is taken out where it stands whole', () => {
  assert.equal(hideSecrets('hunter2.1 is no hunter2', ['hunter2.1']), '*** is no hunter2');
});
