import assert from 'node:assert/strict';
import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { previousBaseline } from '../../src/compare/previous-baseline.ts';
import type { AuditScope } from '../../src/evidence/past-manifest.ts';
import { createArtifactStore } from '../../src/github/artifact-store.ts';
import { listCompared } from '../harness/list-alone.ts';
import { spoiledArtifacts } from '../harness/spoiled-artifacts.ts';
import { whyNotCompared } from '../harness/why-not-compared.ts';
import { createWorld } from '../harness/world.ts';

const job = { GITHUB_REPOSITORY: 'contoso/audit', GITHUB_RUN_ID: '9', GITHUB_API_URL: 'https://api.github.example' };
const pace = { now: () => 0, deadline: 400_000, sleep: async () => {}, random: () => 0 };

/** GitHub, where run 8 of this workflow has this artifact. */
function storeWith(zip: Buffer) {
  const ids = { repository: { id: 1 }, head_repository: { id: 1 } };
  const run = { id: 8, workflow_id: 5, head_branch: 'main', conclusion: 'success', event: 'schedule', ...ids };
  const workflow_run = { repository_id: 1, head_repository_id: 1 };
  const artifact = { id: 80, name: 'entra-users', size_in_bytes: zip.length, workflow_run };
  const fetch: typeof globalThis.fetch = async (address) => {
    const { pathname } = new URL(String(address));
    if (pathname.endsWith('/zip')) return new Response(new Uint8Array(zip));
    if (pathname.endsWith('/artifacts')) return Response.json({ artifacts: [artifact] });
    return Response.json(pathname.endsWith('/workflows/5/runs') ? { workflow_runs: [run] } : run);
  };
  const nothingUploaded = { transport: () => Promise.reject(new Error('nothing is uploaded here')), mask() {} };
  return createArtifactStore({ env: job, token: 'ghs_x', fetch, pace, ...nothingUploaded });
}

test('what is wrong with an artifact is told as what it is, and nothing of it is left', async (t) => {
  await using world = await createWorld({ inputs: listCompared, users: 12 });
  const { outputs, workflowRun } = await world.audit();
  const [published] = world.github.artifacts(workflowRun?.id ?? 0);
  assert.ok(published);
  const today: AuditScope = JSON.parse(await readFile(outputs['manifest-file'] ?? '', 'utf8'));
  const { signal } = new AbortController();
  for (const [reason, zip] of [[undefined, published.zip] as const, ...spoiledArtifacts(published.zip)]) {
    await t.test(reason?.source ?? 'nothing', async () => {
      await using folder = await mkdtempDisposable(`${tmpdir()}/spoiled-`);
      const options = { artifactName: 'entra-users', folder: folder.path, today };
      const baseline = await previousBaseline(options, { artifacts: storeWith(zip), pace, signal });
      if (baseline.state === 'unusable') assert.deepEqual(await readdir(folder.path), []);
      const told = await whyNotCompared(baseline, outputs['users-file'] ?? '');
      if (reason === undefined) return assert.equal(told, undefined);
      assert.match(told ?? '', reason);
      assert.match(told ?? '', /^There is no comparison with an earlier list: .*\b8\b/);
    });
  }
});
