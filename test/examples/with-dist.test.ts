import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';
import { missingPrograms } from './programs.ts';
import { example, runWorkflow } from './run-workflow.ts';

const skip = missingPrograms('bash', 'curl', 'jq');

test('an audit by the committed dist ends in an issue that names nobody', { skip }, async () => {
  const permissions = {};
  await using world = await createWorld({ users: 60, github: { permissions } });
  const text = await example('notice-issue.yml');
  const { emulator, github, app, certificate } = world;
  const day = (inputs?: Record<string, boolean>) =>
    runWorkflow(text, {
      github,
      permissions,
      vars: { ENTRA_TENANT_ID: emulator.tenantId, ENTRA_CLIENT_ID: app.clientId },
      secrets: { ENTRA_CERTIFICATE: certificate.keyPem + certificate.certificatePem },
      ...(inputs && { inputs }),
      async action(given) {
        const { exitCode, outputs } = await world.audit(given);
        return { result: exitCode === 0 ? 'success' : 'failure', outputs };
      },
    });

  // Everything is accepted once, so that there is something to compare with.
  await day({ 'accept-changes': true });
  const gone = [...emulator.directory.users()].slice(0, 10);
  for (const { id } of gone) emulator.directory.delete(id);
  const { jobs } = await day();
  assert.deepEqual([jobs.audit?.result, jobs.notice?.result], ['failure', 'success'], jobs.notice?.lines.join('\n'));
  const issue = github.issues.all.find(({ state }) => state === 'open');
  assert.match(issue?.body ?? '', /\*\*Action needed: .+ 10 left/);
  assert.match(issue?.body ?? '', /- Failed gates: .*removed>5%/);
  for (const user of gone) assert.ok(!issue?.body?.includes(String(user.userPrincipalName)));
});
