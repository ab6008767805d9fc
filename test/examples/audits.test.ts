import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAgeKey } from '../harness/age-files.ts';
import type { ActionRun } from '../harness/run-action.ts';
import { createWorld, type World } from '../harness/world.ts';
import { missingPrograms } from './programs.ts';
import { example, runWorkflow, type WorkflowOptions } from './run-workflow.ts';

const skip = missingPrograms('bash', 'curl', 'jq');
const permissions = {};

/** A run of an example in which the committed dist does the audit. */
async function run(name: string, world: World, options: Partial<WorkflowOptions> = {}, workspace?: string) {
  const { emulator, github, app, certificate } = world;
  let audit: ActionRun | undefined;
  const end = await runWorkflow(await example(name), {
    github,
    permissions,
    async action(given, job) {
      audit = await world.audit(
        // Nothing of the world's own but where its services are: the example says all the rest.
        { certificate: undefined, 'client-secret': undefined, ...given, ...addresses(world) },
        {
          actionYml: job.actionYml,
          idToken: job.permissions['id-token'] === 'write',
          ...(workspace !== undefined && { env: { GITHUB_WORKSPACE: workspace } }),
        },
      );
      return { result: audit.exitCode === 0 ? 'success' : 'failure', outputs: audit.outputs };
    },
    ...options,
    vars: { ENTRA_TENANT_ID: emulator.tenantId, ENTRA_CLIENT_ID: app.clientId, AUDIT_ISSUE: '', ...options.vars },
    secrets: { ENTRA_CERTIFICATE: certificate.keyPem + certificate.certificatePem, ...options.secrets },
  });
  return { ...end, audit };
}

function addresses({ emulator }: World) {
  return { 'authority-url': emulator.origin, 'graph-url': emulator.origin };
}

test('audit.yml: what is accepted in the repository stays, what is not is told where people watch', {
  skip,
}, async () => {
  await using world = await createWorld({ users: 60, github: { permissions } });
  const { emulator, github } = world;
  const workspace = await mkdtemp(join(tmpdir(), 'checkout-'));
  try {
    const odd = emulator.directory.create({
      displayName: 'Anna',
      userPrincipalName: 'anna@contoso.example',
      userType: 'Guest',
      externalUserState: 'PendingAcceptance',
      externalUserStateChangeDateTime: '2020-01-01T00:00:00Z',
    });
    await mkdir(join(workspace, '.github'));
    await writeFile(
      join(workspace, '.github', 'accepted-findings.yml'),
      `- rule: guest-invitation-pending\n  user: ${odd.id}\n  reason: Starts in January\n  until: 2099-01-31\n`,
    );
    const watched = github.issues.open({ title: 'Entra user audit', body: null });
    const options = { vars: { AUDIT_ISSUE: String(watched.number) } };
    const first = await run('audit.yml', world, { ...options, inputs: { 'accept-changes': true } }, workspace);
    assert.equal(first.audit?.exitCode, 0, first.audit?.lines.join('\n'));
    assert.match(first.audit?.summary ?? '', /1 more accepted/);
    for (const { id } of [...emulator.directory.users()].slice(0, 10)) emulator.directory.delete(id);
    const second = await run('audit.yml', world, options, workspace);
    assert.deepEqual([second.jobs.audit?.result, second.jobs.notice?.result], ['failure', 'success']);
    assert.match(watched.comments.at(-1) ?? '', /^\*\*Action needed: .* left.*\*\*\n\n\[Open the run\]\(http/);
    assert.ok(!JSON.stringify(watched).includes('contoso.example'));
  } finally {
    await rm(workspace, { recursive: true });
  }
});

test('audit-oidc.yml signs in with the token of its environment, and no secret', async () => {
  await using world = await createWorld({ credential: 'oidc', run: { environment: 'audit' }, github: { permissions } });
  const { audit, jobs } = await run('audit-oidc.yml', world, { secrets: {} });
  assert.equal(jobs.audit?.result, 'success', audit?.lines.join('\n'));
});

test('encrypted-public.yml publishes from a public repository, and compares, with nobody in the clear', async () => {
  await using world = await createWorld({ users: 30, github: { permissions, repository: { visibility: 'public' } } });
  const [auditors, runs] = await Promise.all([createAgeKey(), createAgeKey()]);
  const options = { vars: { AUDIT_RECIPIENTS: auditors.recipient }, secrets: { ENTRA_AGE_IDENTITY: runs.identity } };
  await run('encrypted-public.yml', world, options);
  const { audit, jobs } = await run('encrypted-public.yml', world, options);
  assert.equal(jobs.audit?.result, 'success', audit?.lines.join('\n'));
  assert.equal(audit?.outputs['added-count'], '0');
  const files = (await audit?.listFiles()) ?? [];
  assert.ok(files.includes('users.jsonl.age'));
  assert.deepEqual(
    files.filter((name) => !name.endsWith('.age')),
    ['SHA256SUMS', 'manifest.json'],
  );
});

test('call-audit.yml runs the workflow of ours, which runs the Action and hands on what it found', async () => {
  await using world = await createWorld({ users: 30, github: { permissions } });
  const { audit, jobs } = await run('call-audit.yml', world);
  assert.equal(jobs.audit?.result, 'success', audit?.lines.join('\n'));
  assert.deepEqual(jobs.audit?.ran, ['Audit'], 'nothing is checked out where nothing of it is read');
  assert.equal(jobs.audit?.outputs['user-count'], '30');
  assert.equal(jobs.audit?.outputs.headline, audit?.outputs.headline);
  assert.ok(!('users-file' in (jobs.audit?.outputs ?? {})));
});
