import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOutputDirectory } from '../src/github/output-directory.ts';
import { createFilesSink } from '../src/github/user-sink.ts';
import type { AuditPorts } from '../src/ports.ts';
import { type Findings, publish } from '../src/publish.ts';

test('evidence that cannot be made leaves no list behind that looks whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'publish-'));
  try {
    const directory = await openOutputDirectory(undefined, folder);
    const properties = ['id'];
    const { signal } = new AbortController();
    const secondPass = async () => undefined;
    const sink = createFilesSink({ directory, formats: ['jsonl'], properties, output: false, signal, secondPass });
    const page = sink.begin();
    page.user({ id: '1' }, { text: '', escaped: false, members: 0 });
    sink.add(page.end());
    await sink.finish();
    const found = { directory, sink, list: { queries: [] }, credential: { kind: 'secret' }, startedAt: 0 };
    const ports = { env: {}, pace: { now: () => 0 }, bundlePath: join(folder, 'nowhere/index.js') };
    const counts = { bySeverity: {} };
    const assessment = { files: [], findings: { rules: [], counts }, gates: [], baseline: { state: 'none' } };
    const findings = {
      ...found,
      assessment,
      inputs: { formats: ['jsonl'] },
      client: { spent: {} },
    } as unknown as Findings;
    await assert.rejects(publish(findings, ports as unknown as AuditPorts), { code: 'ENOENT' });
    await directory.discard();
    assert.deepEqual(await readdir(directory.path), []);
  } finally {
    await rm(folder, { recursive: true });
  }
});
