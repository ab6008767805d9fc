import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { baselineAtPath } from '../../src/compare/baseline.ts';

const today = { tenantId: 't', clientId: 'c', cloud: 'public', filter: null };
const user = '{"id":"1","mail":null}\n';

for (const [what, bytes, reason] of [
  ['with a byte order mark', Buffer.from(`\ufeff${user}`), /^line 1 is no user.*; it begins with a byte order mark/],
  ['in UTF-16', Buffer.from(`\ufeff${user}`, 'utf16le'), /^line 1 is no user.*; it begins with a byte order mark/],
  [
    'that is users.json',
    Buffer.from(`[\n${user}]\n`),
    /^line 1 is no user.*; it is one JSON array, as users\.json is$/,
  ],
  ['that is something else', Buffer.from('id,mail\n1,\n'), /^line 1 is no user[^;]*$/],
  ['with the line ends of Windows', Buffer.from(user.replace('\n', '\r\n')), /^line 1 ends with CR LF/],
] as const) {
  test(`an earlier list ${what} is told as what it is`, async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'baseline-'));
    const path = join(folder.path, 'users.jsonl');
    await writeFile(path, bytes);
    const baseline = await baselineAtPath(path, Promise.resolve(today));
    assert.equal(baseline.state, 'unusable');
    assert.match(String(baseline.failure.facts.reason), reason);
  });
}
