import assert from 'node:assert/strict';
import { test } from 'node:test';
import { announceUsersOutput } from '../../src/audit/announce.ts';

function told(users: string) {
  const lines: [string, string][] = [];
  announceUsersOutput(users, {
    info: (text) => lines.push(['info', text]),
    warning: (text) => lines.push(['warning', text]),
  });
  return lines;
}

const half = 512 * 1024;
const cases: [string, string, string, RegExp][] = [
  ['a short list', '[]', 'info', /has 2 B, which are 4 B in UTF-16, .*: of the 1\.0 MiB .*, 1024\.0 KiB are left\.$/],
  ['just less than three quarters', 'x'.repeat(0.75 * half - 1), 'info', /256\.0 KiB are left\.$/],
  [
    'three quarters',
    'x'.repeat(0.75 * half),
    'warning',
    /has 384\.0 KiB, which are 768\.0 KiB .*256\.0 KiB are left\. Use/,
  ],
  ['just all', 'x'.repeat(half), 'warning', /0 B are left/],
  ['one character more', 'x'.repeat(half + 1), 'warning', /: 2 B more than the 1\.0 MiB .* GitHub refuses it/],
  ['letters of two bytes', 'ü'.repeat(half), 'warning', /has 1\.0 MiB, which are 1\.0 MiB in UTF-16.*0 B are left/],
  [
    'emoji of four bytes in both',
    '😀'.repeat(half / 2),
    'warning',
    /has 1\.0 MiB, which are 1\.0 MiB in UTF-16.*0 B are left/,
  ],
];
for (const [what, users, kind, expected] of cases) {
  test(`of an output with ${what} the log tells what is left`, () => {
    const [[level, text] = [], ...others] = told(users);
    assert.deepEqual([level, others], [kind, []]);
    assert.match(text ?? '', expected);
  });
}
