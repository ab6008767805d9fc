import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxySecrets } from '../../../src/http/proxies/proxy-secrets.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('a login is masked as it stands, decoded, encoded, and as it is sent', () => {
  const secrets = new Set(proxySecrets({ HTTPS_PROXY: 'http://me:p%40ss wört@proxy.example:3128' }));
  for (const form of [
    'p%40ss wört',
    'p@ss wört',
    'p%40ss%20w%C3%B6rt',
    'me:p%40ss wört',
    'me:p@ss wört',
    'me:p%40ss%20w%C3%B6rt',
    base64('me:p@ss wört'),
  ]) {
    assert.ok(secrets.has(form), form);
  }
  assert.ok(!secrets.has('me'));
});

test('an address that cannot be read gives its login away as little', () => {
  for (const address of [
    'http://me:sec#ret@proxy.example:99999',
    'http://me:sec/ret@proxy.example',
    'http://me:sec?ret@proxy.example',
    'socks5://me:sec#ret@proxy.example',
    ' "http://me:sec#ret@proxy.example"',
    'me:sec\\ret@proxy.example',
    'http://me:sec%FFret@proxy.example:3128',
  ]) {
    const password = /sec\W*(?:FF)?ret/.exec(address)?.[0] ?? '';
    const secrets = proxySecrets({ https_proxy: address });
    assert.ok(secrets.includes(password), address);
    assert.ok(secrets.includes(`me:${password}`), address);
  }
});

test('all variables are looked at, whether they count or not', () => {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];
  const secrets = proxySecrets(Object.fromEntries(names.map((name) => [name, `http://me:secret-of-${name}@a`])));
  for (const name of names) assert.ok(secrets.includes(`secret-of-${name}`));
});

test('a name alone is a secret when it may be a token', () => {
  assert.deepEqual(proxySecrets({ HTTPS_PROXY: 'http://me@a' }), []);
  assert.ok(proxySecrets({ HTTPS_PROXY: 'http://0123456789abcdef@a' }).includes('0123456789abcdef'));
});

test('where there is no login there is nothing to mask', () => {
  assert.deepEqual(proxySecrets({}), []);
  assert.deepEqual(proxySecrets({ HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: 'a@b' }), []);
});
