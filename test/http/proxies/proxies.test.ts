import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proxyFor, proxyName, readProxies, type Variables } from '../../../src/http/proxies/proxies.ts';

/** Through which port an https and an http request go; undefined for none. */
function ports(env: Variables): (string | undefined)[] {
  const proxies = readProxies(env);
  return (['https', 'http'] as const).map((scheme) => {
    const proxy = proxies && proxyFor(proxies, { scheme, hostname: 'graph.example', port: '' });
    return proxy && new URL(proxy).port;
  });
}

const rows: [env: Variables, https: string | undefined, http: string | undefined][] = [
  [{}, undefined, undefined],
  [{ HTTPS_PROXY: 'a:1' }, '1', undefined],
  [{ https_proxy: 'a:1' }, '1', undefined],
  [{ https_proxy: 'a:1', HTTPS_PROXY: 'a:2' }, '1', undefined],
  [{ https_proxy: '', HTTPS_PROXY: 'a:2' }, '2', undefined],
  [{ HTTPS_PROXY: ' ', https_proxy: '\n' }, undefined, undefined],
  [{ HTTP_PROXY: 'a:1' }, undefined, '1'],
  [{ http_proxy: 'a:1', HTTP_PROXY: 'a:2' }, undefined, '1'],
  [{ ALL_PROXY: 'a:1' }, '1', '1'],
  [{ all_proxy: 'a:1', ALL_PROXY: 'a:2', HTTP_PROXY: 'a:3' }, '1', '3'],
  [{ HTTPS_PROXY: 'a:1', ALL_PROXY: 'socks5://a:2', HTTP_PROXY: 'a:3' }, '1', '3'],
  [{ HTTPS_PROXY: 'a:1', NO_PROXY: 'example' }, undefined, undefined],
  [{ HTTPS_PROXY: 'a:1', no_proxy: '', NO_PROXY: 'example' }, undefined, undefined],
  [{ HTTPS_PROXY: 'a:1', no_proxy: 'other', NO_PROXY: 'example' }, '1', undefined],
  [{ HTTPS_PROXY: 'a:1', HTTP_PROXY: 'a:2', NO_PROXY: 'example:443' }, undefined, '2'],
  [{ HTTPS_PROXY: 'socks5://a:1', NO_PROXY: ' *\n' }, undefined, undefined],
];
for (const [env, https, http] of rows) {
  test(`${JSON.stringify(env)}: https through ${https}, http through ${http}`, () => {
    assert.deepEqual(ports(env), [https, http]);
  });
}

test('each variable that is wrong is named, and only what counts is looked at', () => {
  const problemsOf = (env: Variables) => {
    try {
      return readProxies(env);
    } catch (error) {
      const { code, facts } = error as { code: string; facts: { problems: string } };
      return `${code}: ${facts.problems}`;
    }
  };
  assert.equal(
    problemsOf({ HTTPS_PROXY: 'socks5://me:secret@a', http_proxy: 'http://me:secret@a:0', HTTP_PROXY: 'a:x' }),
    'proxy-unusable: HTTPS_PROXY names a proxy of the kind socks5://, not an HTTP proxy; ' +
      'http_proxy has a port that is no number from 1 to 65535',
  );
  assert.equal(problemsOf({ ALL_PROXY: "'a'" }), 'proxy-unusable: ALL_PROXY stands in quotes');
});

test('what may be said of a proxy is without its login', () => {
  const proxies = readProxies({ https_proxy: 'me:secret@a:1', no_proxy: 'b.example' });
  assert.equal(proxyName(proxies, 'https://graph.example/v1.0'), 'http://a:1');
  assert.equal(proxyName(proxies, 'https://b.example/'), undefined);
  assert.equal(proxyName(proxies, 'http://graph.example/'), undefined);
  assert.equal(proxyName(undefined, 'https://graph.example/'), undefined);
});
