import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { baselineAtPath } from '../../src/compare/baseline.ts';

const today = { tenantId: 'contoso.example', clientId: 'c', cloud: 'public', filter: null };

test('an earlier list whose members are no names of properties is not used, and they are not printed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'baseline-'));
  try {
    const path = join(folder, 'users.jsonl');
    for (const name of ['##[error]forged', 'forged\n::error::x', 'forged name', 'x'.repeat(100_000)]) {
      await writeFile(path, `${JSON.stringify({ id: '1', [name]: 'a' })}\n`);
      const baseline = await baselineAtPath(path, today);
      assert.ok(baseline.state === 'unusable');
      assert.equal(baseline.failure.facts.reason, 'its first line holds what is no property of a user');
    }
    await writeFile(path, `${JSON.stringify({ id: '1', displayName: 'a', '@odata.type': 'b', x_y: 1 })}\n`);
    assert.equal((await baselineAtPath(path, today)).state, 'ready');
  } finally {
    await rm(folder, { recursive: true });
  }
});
