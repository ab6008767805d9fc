import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createMarks, readMarks } from '../../../src/audit/review/marks.ts';
import type { FindingMark } from '../../../src/report/users-table.ts';

const open = (id: string, severity: 'low' | 'high') => ({
  ...{ user: { id, userPrincipalName: null, displayName: null }, accepted: null, severity },
});

test('whom open findings are about is noted with their gravity; nothing of what is accepted, or about nobody', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'marks-'));
  const marks = createMarks(join(folder.path, 'marks'));
  marks.onFinding(open('b', 'low'));
  marks.onFinding({ ...open('a', 'high'), accepted: { reason: 'x', until: 'y' } });
  await marks.flush();
  marks.onFinding({ ...open('a', 'high'), user: null });
  marks.onFinding(open('a', 'high'));
  const read: FindingMark[] = [];
  await readMarks(await marks.end(), (mark) => read.push(mark));
  assert.deepEqual(read, [
    ['b', false],
    ['a', true],
  ]);
});

test('where nobody is marked there is nothing to read', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'marks-'));
  const file = await createMarks(join(folder.path, 'marks')).end();
  assert.deepEqual(file, { path: undefined });
  await readMarks(file, () => assert.fail());
});
