import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseLossless } from '../../src/base/lossless-json.ts';
import { createJsonLinesSpool } from '../../src/disk/json-lines-spool.ts';

test('what is read again has every digit of its numbers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'spool-'));
  try {
    const text = '{"evidence":[{"n":9223372036854775807,"m":-0,"k":1.50}],"days":400}';
    const spool = createJsonLinesSpool<unknown>(join(folder, 'lines'));
    spool.add(parseLossless(text));
    const [values] = await Array.fromAsync(spool.portions());
    assert.deepEqual(
      values?.map((value) => JSON.stringify(value)),
      [text],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
