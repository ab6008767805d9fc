import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseProxyAddress } from '../../../src/http/proxies/proxy-address.ts';

/** What is given, and what every URL parser reads: the login decoded, host and port. */
const taken: [given: string, login: string, origin: string][] = [
  ['http://proxy.example:3128', ':', 'http://proxy.example:3128'],
  ['proxy.example:3128', ':', 'http://proxy.example:3128'],
  ['localhost:3128', ':', 'http://localhost:3128'],
  ['http:3128', ':', 'http://http:3128'],
  ['HTTP://Proxy.Example:3128/', ':', 'http://proxy.example:3128'],
  ['https://proxy.example:8443', ':', 'https://proxy.example:8443'],
  ['http://proxy.example', ':', 'http://proxy.example'],
  ['http://proxy.example:', ':', 'http://proxy.example'],
  ['http://[::1]:3128', ':', 'http://[::1]:3128'],
  ['[2001:db8::1]:3128', ':', 'http://[2001:db8::1]:3128'],
  ['http://proxy.example:03128/anything?x#y', ':', 'http://proxy.example:3128'],
  ['  http://proxy.example:3128\t', ':', 'http://proxy.example:3128'],
  ['http://proxy.example:3128\r\n', ':', 'http://proxy.example:3128'],
  ['http://me:secret@proxy.example:3128', 'me:secret', 'http://proxy.example:3128'],
  ['me:secret@proxy.example:3128', 'me:secret', 'http://proxy.example:3128'],
  ['http://me@proxy.example:3128', 'me:', 'http://proxy.example:3128'],
  ['http://me:@proxy.example:3128', 'me:', 'http://proxy.example:3128'],
  ['http://:secret@proxy.example:3128', ':secret', 'http://proxy.example:3128'],
  ['http://@proxy.example:3128', ':', 'http://proxy.example:3128'],
  ['http://DOMAIN\\me:se\\cret@proxy.example:3128', 'DOMAIN\\me:se\\cret', 'http://proxy.example:3128'],
  ['http://me:p@ss@proxy.example:3128', 'me:p@ss', 'http://proxy.example:3128'],
  ['http://me:a:b@proxy.example:3128', 'me:a:b', 'http://proxy.example:3128'],
  ['http://me:50%@proxy.example:3128', 'me:50%', 'http://proxy.example:3128'],
  ['http://me:%zz%4@proxy.example:3128', 'me:%zz%4', 'http://proxy.example:3128'],
  ['http://m%25e:a%2Fb%23c%3fd%40e@proxy.example:3128', 'm%e:a/b#c?d@e', 'http://proxy.example:3128'],
  ['http://me:zwei wörter 密码@proxy.example:3128', 'me:zwei wörter 密码', 'http://proxy.example:3128'],
  ['http://me:z%C3%B6@proxy.example:3128', 'me:zö', 'http://proxy.example:3128'],
  ['http://me:"\'`<>^{}|@proxy.example:3128', 'me:"\'`<>^{}|', 'http://proxy.example:3128'],
];
for (const [given, login, origin] of taken) {
  test(`${JSON.stringify(given)} is taken`, () => {
    const read = parseProxyAddress(given);
    assert.ok('url' in read, JSON.stringify(read));
    const { username, password, origin: place } = new URL(read.url);
    assert.equal(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`, login);
    assert.equal(place, origin);
  });
}

const refused: [given: string, problem: RegExp][] = [
  ['socks5://me:secret@proxy.example:1080', /a proxy of the kind socks5:\/\//],
  ['SOCKS5H://proxy.example:1080', /a proxy of the kind socks5h:\/\//],
  ['socks4://proxy.example', /socks4:/],
  ['socks://proxy.example', /socks:/],
  ['ftp://proxy.example', /ftp:/],
  ['quic://proxy.example', /another kind/],
  ['pac+http://proxy.example/proxy.pac', /PAC/],
  ['http://proxy.example/proxy.pac', /PAC/],
  ['http://wpad.example/wpad.dat', /PAC/],
  ['http://me:sec/ret@proxy.example:3128', /login/],
  ['http://me:sec?ret@proxy.example:3128', /login/],
  ['http://me:sec#ret@proxy.example:3128', /login/],
  ['http://me:secret%FF@proxy.example:3128', /UTF-8/],
  ['http://proxy.example:99999', /port/],
  ['http://proxy.example:0', /port/],
  ['http://proxy.example:secret', /port/],
  ['http://proxy.example:-1', /port/],
  ['http://proxy.example:31 28', /port/],
  ['http://::1:3128', /colons/],
  ['http:/proxy.example:3128', /scheme/],
  ['https:\\\\proxy.example:3128', /scheme/],
  ['http:', /scheme/],
  ['http//proxy.example:3128', /scheme/],
  ['http://http://proxy.example:3128', /scheme/],
  ['https://http//proxy.example', /scheme/],
  ['$PROXY', /host/],
  [`\${PROXY}`, /host/],
  ['http://***:3128', /host/],
  ['http://me:secret@', /host/],
  ['http://proxy\\x:3128', /host/],
  ['http://', /host/],
  [':3128', /host/],
  ['http://pro xy.example:3128', /host/],
  ['http://[secret]:3128', /host/],
  ['"http://proxy.example:3128"', /quotes/],
  ["'proxy.example:3128'", /quotes/],
  ['http://me:sec\nret@proxy.example:3128', /line break/],
  ['http://me:sec\u0000ret@proxy.example:3128', /control/],
];
for (const [given, problem] of refused) {
  test(`${JSON.stringify(given)} is refused, and nothing of it said again but a kind`, () => {
    const read = parseProxyAddress(given);
    assert.ok('problem' in read, JSON.stringify(read));
    assert.match(read.problem, problem);
    assert.doesNotMatch(read.problem, /secret|ret\b|proxy\.example|99999/);
  });
}
