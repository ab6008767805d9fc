import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkFailure } from '../../src/http/network-fault.ts';

const error = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });
const plain = { host: 'graph.example', isKnown: false };
const proxied = { ...plain, proxy: 'http://proxy.example:3128' };
const secure = { ...plain, proxy: 'https://proxy.example:3128' };

test('what may pass says who was asked, and through which proxy', () => {
  const rows = [
    [error('ECONNREFUSED'), plain, 'graph.example: ECONNREFUSED'],
    [error('ECONNREFUSED'), proxied, 'graph.example through the proxy http://proxy.example:3128: ECONNREFUSED'],
    [error('ERR_PROXY_TUNNEL', { statusCode: 502 }), proxied, /through the proxy .*: ERR_PROXY_TUNNEL$/],
    [error('EAI_AGAIN'), secure, /through the proxy https:/],
    [error('ENOTFOUND', { hostname: 'proxy.example' }), proxied, 'proxy.example: ENOTFOUND'],
    [error('ENOTFOUND'), { ...proxied, isKnown: true }, /^graph\.example through .*: EAI_AGAIN$/],
  ] as const;
  for (const [thrown, asked, message] of rows) {
    const { message: said } = networkFailure(thrown, asked);
    if (typeof message === 'string') assert.equal(said, message);
    else assert.match(said, message);
  }
});

test('a handshake fails with the host, or with a proxy that speaks TLS itself: which, nobody can tell', () => {
  for (const [thrown, code] of [
    [error('SELF_SIGNED_CERT_IN_CHAIN'), 'tls-refused'],
    [error('EPROTO'), 'tls-missing'],
  ] as const) {
    const facts = (host: string) => ({ code, facts: { host, reason: thrown.code } });
    const failureOf = (asked: typeof plain) => {
      const { code: told, facts: known } = networkFailure(thrown, asked) as { code: string; facts?: object };
      return { code: told, facts: known };
    };
    assert.deepEqual(failureOf(plain), facts('graph.example'));
    assert.deepEqual(failureOf(proxied), facts('graph.example'));
    assert.deepEqual(failureOf(secure), facts('graph.example or its proxy https://proxy.example:3128'));
  }
});
