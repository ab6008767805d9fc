import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { withEvidence } from '../harness/published-files.ts';
import { createWorld } from '../harness/world.ts';

test('the manifest says what was asked, when, by whom, and what came of it', async () => {
  await using world = await createWorld({ users: 40 });
  const { emulator, app, certificate } = world;
  const before = Date.now();
  const run = await world.audit(
    { select: 'displayName', filter: 'accountEnabled eq true', formats: 'csv' },
    { env: { GITHUB_ACTION_REPOSITORY: 'acme/entra-user-audit', GITHUB_ACTION_REF: 'v1' } },
  );
  assert.equal(run.exitCode, 0);
  const manifest = JSON.parse(await readFile(run.outputs['manifest-file'] ?? '', 'utf8'));
  const { startedAt, endedAt, files, rules, ...rest } = manifest;
  assert.deepEqual(
    rules.map(({ id }: { id: string }) => id),
    ['deleted-burst'],
    'of the properties that were selected no rule can tell anything: what is left looks at the recycle bin',
  );
  assert.ok(before <= Date.parse(startedAt) && Date.parse(startedAt) <= Date.parse(endedAt));
  const users = Number(run.outputs['user-count']);
  assert.ok(users > 30 && users < 40);
  const csv = await readFile(run.outputs['users-file'] ?? '');
  assert.deepEqual(files[0], {
    name: 'users.csv',
    bytes: csv.length,
    sha256: createHash('sha256').update(csv).digest('hex'),
  });
  const names = files.map(({ name }: { name: string }) => name);
  assert.deepEqual([...names, 'manifest.json'].sort(), withEvidence('users.csv'));
  const script = 'LC_ALL=C; cat dist/*.js | sha256sum | cut -d " " -f 1';
  const bundle = execFileSync('sh', ['-c', script], { cwd: join(import.meta.dirname, '../..') });
  assert.deepEqual(rest, {
    schemaVersion: 1,
    tool: {
      name: 'entra-user-audit',
      version: JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')).version,
      repository: 'acme/entra-user-audit',
      ref: 'v1',
      bundleSha256: bundle.toString().trim(),
    },
    run: {
      repository: 'contoso/directory-audit',
      workflow: 'Audit',
      runId: String(run.workflowRun?.id),
      runAttempt: '1',
      sha: run.workflowRun?.sha,
      ref: 'refs/heads/main',
      actor: 'octocat',
    },
    tenantId: emulator.tenantId,
    clientId: app.clientId,
    cloud: 'public',
    credential: {
      kind: 'certificate',
      certificate: {
        thumbprint: certificate.thumbprintSha1,
        thumbprintSha256: certificate.thumbprintSha256,
        notBefore: new Date(Math.floor(certificate.notBefore.getTime() / 1000) * 1000).toISOString(),
        notAfter: new Date(Math.floor(certificate.notAfter.getTime() / 1000) * 1000).toISOString(),
      },
    },
    queries: [
      `GET ${emulator.origin}/v1.0/users?$select=id,displayName&$top=999&$filter=accountEnabled%20eq%20true`,
      `GET ${emulator.origin}/v1.0/users/$count?$filter=accountEnabled%20eq%20true`,
    ],
    properties: ['id', 'displayName'],
    withoutValues: [],
    filter: 'accountEnabled eq true',
    encryption: null,
    counts: { before: users, after: users, listed: users },
    secondReading: null,
    reconciled: true,
    types: null,
    changes: null,
    findings: { open: 0, accepted: 0, new: null, high: 0, medium: 0, low: 0 },
    previous: null,
    chain: { state: 'first', length: 1, reason: null, lookedPast: [] },
    history: [],
    gates: [
      {
        gate: 'unreconciled',
        state: 'passed',
        fails: false,
        detail: `the list holds ${users}, Graph counted ${users} before and ${users} after it`,
      },
    ],
    read: {
      reads: 1,
      shards: [],
      fallback: null,
      pages: 1,
      requests: 4,
      retries: 0,
      throttled: 0,
      resourceUnits: rest.read.resourceUnits,
      waitedMilliseconds: 0,
    },
    signInActivity: null,
    deletedUsers: {
      query: `GET ${emulator.origin}/v1.0/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName,displayName,userType,deletedDateTime&$top=999`,
      status: 'read',
      pages: 1,
      users: 0,
    },
    sponsors: null,
    roster: null,
    creationDates: [],
  });
  assert.ok(rest.read.resourceUnits >= 3);
});
