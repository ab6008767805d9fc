import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseNoProxy } from '../../../src/http/proxies/no-proxy.ts';

const rows: [list: string, hostname: string, port: number, isExempt: boolean][] = [
  ['', 'graph.example', 443, false],
  ['*', 'graph.example', 443, true],
  ['other.example, *', '127.0.0.1', 443, true],
  ['graph.example', 'graph.example', 443, true],
  ['GRAPH.example', 'Graph.Example', 443, true],
  ['example', 'graph.example', 443, true],
  ['.example', 'graph.example', 443, true],
  ['*.example', 'graph.example', 443, true],
  ['.graph.example', 'graph.example', 443, true],
  ['graph.example.', 'graph.example', 443, true],
  ['graph.example', 'graph.example.', 443, true],
  ['raph.example', 'graph.example', 443, false],
  ['graph.example', 'example', 443, false],
  ['a.graph.example', 'graph.example', 443, false],
  ['.', 'graph.example', 443, false],
  ['*.', 'graph.example', 443, false],
  [' , ,', 'graph.example', 443, false],
  ['a.example,graph.example', 'graph.example', 443, true],
  ['a.example graph.example\n', 'graph.example', 443, true],
  ['a.example ,\tgraph.example', 'graph.example', 443, true],
  ['graph.example:443', 'graph.example', 443, true],
  ['graph.example:443', 'graph.example', 8443, false],
  ['.example:8443', 'graph.example', 8443, true],
  ['localhost', 'localhost', 80, true],
  ['localhost', '127.0.0.1', 80, false],
  ['localhost', 'app.localhost', 80, true],
  ['127.0.0.1', '127.0.0.1', 80, true],
  ['127.0.0.1', '127.0.0.2', 80, false],
  ['0.0.1', '127.0.0.1', 80, false],
  ['127.0.0.1:8080', '127.0.0.1', 8080, true],
  ['127.0.0.1:8080', '127.0.0.1', 80, false],
  ['127.0.0.0/8', '127.1.2.3', 80, true],
  ['10.0.0.0/8', '127.0.0.1', 80, false],
  ['10.0.0.0/33', '10.0.0.1', 80, false],
  ['10.0.0.0/', '10.0.0.1', 80, false],
  ['10.0.0.0/8', '10.example', 80, false],
  ['graph.example/8', 'graph.example', 80, false],
  ['::1', '::1', 80, true],
  ['::1', '[::1]', 80, true],
  ['[::1]', '[::1]', 80, true],
  ['0:0:0:0:0:0:0:1', '[::1]', 80, true],
  ['[::1]:8080', '[::1]', 8080, true],
  ['[::1]:8080', '[::1]', 80, false],
  ['fe80::/10', '[fe80::1]', 80, true],
  ['[2001:db8::]/32', '[2001:db8:1::1]', 80, true],
  ['2001:db8::/129', '[2001:db8::1]', 80, false],
];
for (const [list, hostname, port, isExempt] of rows) {
  test(`${JSON.stringify(list)} ${isExempt ? 'exempts' : 'does not exempt'} ${hostname}:${port}`, () => {
    assert.equal(parseNoProxy(list)(hostname, port), isExempt);
  });
}
