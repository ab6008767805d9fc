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

test('a short secret is taken out where it stands whole', () => {
  assert.equal(hideSecrets('hunter2.1 is no hunter2', ['hunter2.1']), '*** is no hunter2');
});
