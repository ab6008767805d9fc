import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../../emulator/github/index.ts';
import { startEmulator } from '../../emulator/index.ts';
import { audit } from './audit.ts';
import { createStack } from './stack.ts';
import { administratorGraph } from './tenant.ts';

test("GitHub's OIDC token alone signs in: no certificate, no secret, and no other workflow run", async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using github = await startGitHub();
  const [owner, name] = github.subject().split(':')[1]?.split('/') ?? [];
  const numbered = github.subject({ subject: 'immutable' }).split(':')[1] ?? '';
  const trust = { environments: ['production'], branches: ['main'], issuer: github.origin };
  await using stack = await createStack(emulator, { config: { github: { repository: `${owner}/${name}`, ...trust } } });

  const forms = [
    { subject: 'classic', repository: `${owner}/${name}`, other: 'immutable' },
    { subject: 'immutable', repository: numbered, other: 'classic' },
  ] as const;
  for (const { subject, repository, other } of forms) {
    await t.test(`${subject} subjects`, async () => {
      await stack.configure({ github: { repository, ...trust } });
      await stack.must('up', '--skip-preview');
      await stack.must('up', '--skip-preview', '--expect-no-changes');
      const outputs = await stack.outputs();
      assert.deepEqual(
        ['certificatePem', 'certificateThumbprint', 'certificateExpiresOn'].filter((output) => output in outputs),
        [],
      );
      const runs = [
        { run: { subject, environment: 'production' }, code: 0 },
        { run: { subject, ref: 'refs/heads/main' }, code: 0 },
        { run: { subject, ref: 'refs/heads/other' }, code: 1 },
        { run: { subject, eventName: 'pull_request' }, code: 1 },
        { run: { subject: other, ref: 'refs/heads/main' }, code: 1 },
      ];
      for (const { run, code } of runs) {
        const audited = await audit(emulator, outputs, { github, run });
        assert.equal(audited.exitCode, code, `${JSON.stringify(run)}\n${audited.lines.join('\n')}`);
        if (code === 0) assert.equal(audited.outputs['user-count'], '5');
        else assert.match(audited.annotations.error[0] ?? '', /matches the subject of this run/);
        await audited.cleanup();
      }
    });
  }

  const graph = await administratorGraph(emulator);
  const { clientId } = await stack.outputs();
  const [{ id, keyCredentials }] = (await graph('GET', `/applications?$filter=appId eq '${clientId}'`)).value;
  const { value } = await graph('GET', `/applications/${id}/federatedIdentityCredentials`);
  assert.deepEqual(keyCredentials, []);
  assert.deepEqual(value.map((credential: { subject: string }) => credential.subject).sort(), [
    `repo:${numbered}:environment:production`,
    `repo:${numbered}:ref:refs/heads/main`,
  ]);
  await stack.must('destroy', '--skip-preview');
});
