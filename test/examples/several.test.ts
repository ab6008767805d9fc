import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { createAuditRepository, needed, quiet } from './audit-day.ts';
import { missingPrograms } from './programs.ts';
import { example } from './run-workflow.ts';

const skip = missingPrograms('bash');

test('each tenant is audited in its environment, into an artifact of its own', async () => {
  await using repository = await createAuditRepository();
  const seen: string[][] = [];
  const { jobs, succeeded } = await repository.day(await example('tenants.yml'), quiet, {
    action(inputs, { environment, permissions }) {
      assert.equal(permissions['id-token'], 'write');
      seen.push([environment, inputs['artifact-name'] ?? '', inputs['fail-on'] ?? '']);
      return environment === 'dev' ? needed : quiet;
    },
  });
  const gates = 'unreconciled, removed>5%, severity:high';
  assert.deepEqual(
    seen,
    ['production', 'subsidiary', 'dev'].map((tenant) => [tenant, `entra-users-${tenant}`, gates]),
  );
  assert.equal(succeeded, false);
  assert.deepEqual(
    [jobs['audit (production)']?.result, jobs['audit (dev)']?.result, jobs.audit?.result],
    ['success', 'failure', 'failure'],
  );
});

test('a change beside Pulumi fails the job that looks for it, and nothing is asked of Pulumi that changes anything', {
  skip,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drift-'));
  try {
    // What it says of no changes and of some is Pulumi's own business: the job goes by its exit code.
    const note = join(folder, 'seen');
    await writeFile(
      join(folder, 'pulumi'),
      `#!/bin/sh\necho "$*" >> '${note}'\n[ "$1" = install ] || exit "$DRIFT"\n`,
      {
        mode: 0o755,
      },
    );
    await using repository = await createAuditRepository({ PULUMI_ACCESS_TOKEN: 'pul-0123456789abcdef' });
    const text = await example('drift.yml');
    const look = async (drift: '0' | '255') => {
      const { jobs } = await repository.day(text, quiet, {
        vars: { DEPLOYER_TENANT_ID: 'contoso.example', DEPLOYER_CLIENT_ID: '99999999-aaaa-4bbb-8ccc-888888888888' },
        env: { PATH: `${folder}${delimiter}${process.env.PATH}`, DRIFT: drift },
      });
      return jobs.drift?.result;
    };
    assert.deepEqual([await look('0'), await look('255')], ['success', 'failure']);
    const asked = ['install', 'preview --stack production --refresh --expect-no-changes --diff'];
    assert.deepEqual((await readFile(note, 'utf8')).trimEnd().split('\n'), [...asked, ...asked]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
