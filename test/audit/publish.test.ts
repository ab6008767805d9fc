import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { digestOfBundle } from '../../src/audit/bundle-digest.ts';
import { publish } from '../../src/audit/publish.ts';
import type { AuditResult } from '../../src/audit/result.ts';
import { openOutputFolder } from '../../src/disk/output-folder.ts';
import type { Host } from '../../src/host.ts';
import { createListBuilder } from '../../src/list/list-builder.ts';

/** What an audit of one user has found out, and a program to take the digest of; all of it in `folder`. */
async function audited(folder: string) {
  const directory = await openOutputFolder(join(folder, 'out'), folder, []);
  const properties = ['id'];
  const { signal } = new AbortController();
  const sink = createListBuilder({
    folder: directory,
    formats: ['jsonl'],
    properties,
    output: false,
    named: [],
    signal,
  });
  const page = sink.begin();
  page.user({ id: '1' });
  sink.add(page.end());
  const written = await sink.finish();
  const assessment = {
    files: [],
    findings: { rules: [], counts: { bySeverity: {} } },
    gates: [],
    baseline: { state: 'none' },
  };
  const found = {
    folder: directory,
    written,
    assessment,
    list: { queries: [], parts: [] },
    conclusion: { headline: {}, needs: [] },
    credential: { kind: 'secret' },
    recycleBin: { list: undefined, outcome: null },
    sponsors: null,
    startedAt: 0,
  };
  const bundleSha256 = digestOfBundle(join(folder, 'dist/index.js'));
  bundleSha256.catch(() => {});
  const rest = {
    inputs: { formats: ['jsonl'], redact: [], pseudonymize: [], filter: '' },
    session: { client: { spent: {} } },
    bundleSha256,
  };
  const run = { action: {}, workflowRun: null };
  const artifacts = { opensUnzipped: false };
  const host = { run, artifacts, pace: { now: () => 0 } } as unknown as Host;
  return { directory, findings: { ...found, ...rest } as unknown as AuditResult, host };
}

for (const [what, spoil, failure] of [
  ['cannot be made', async () => {}, { code: 'ENOENT' }],
  [
    'cannot get its name',
    async (folder: string) => {
      await mkdir(join(folder, 'out/manifest.json/in the way'), { recursive: true });
    },
    { code: 'disk-refused' },
  ],
] as const) {
  test(`evidence that ${what} leaves no list behind that looks whole`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'publish-'));
    try {
      // The program's digest is of all files beside it: without any there is no evidence.
      if (what !== 'cannot be made') await mkdir(join(folder, 'dist'));
      const { directory, findings, host } = await audited(folder);
      await spoil(folder);
      await assert.rejects(publish(findings, host), failure);
      await directory[Symbol.asyncDispose]();
      assert.deepEqual(
        (await readdir(directory.path)).filter((name) => name !== 'manifest.json'),
        [],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
