import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createCertificate } from '../harness/certificates.ts';
import { audit } from './audit.ts';
import { createStack, type Outputs } from './stack.ts';
import { administratorGraph } from './tenant.ts';

const day = 24 * 60 * 60 * 1000;
const github = { repository: 'contoso/audit', environments: ['production'] };

test('nothing that a workflow signs in with goes away unless somebody said so by name', async (t) => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  await stack.must('up', '--skip-preview');
  const first = await stack.outputs();
  const graph = await administratorGraph(emulator);
  const registered = async (): Promise<string[]> => {
    const [application] = (await graph('GET', `/applications?$filter=appId eq '${first.clientId}'`)).value;
    return application.keyCredentials.map((key: { customKeyIdentifier: string }) => key.customKeyIdentifier).sort();
  };
  const signsIn = async (outputs: Outputs) => {
    const run = await audit(emulator, outputs);
    await run.cleanup();
    return run.exitCode === 0;
  };
  const refused = async (config: object) => {
    const before = await registered();
    await stack.configure(config);
    for (const command of ['preview', 'up'] as const) {
      const { code, text } = await stack.pulumi(command === 'up' ? ['up', '--skip-preview'] : ['preview']);
      assert.notEqual(code, 0, text);
      assert.match(text, /error: (One setting is|\d+ settings are) wrong; nothing was changed\./);
      assert.doesNotMatch(text, / {4}at |unhandled/, 'no stack trace');
      if (command === 'up') {
        assert.deepEqual(await registered(), before);
        return text;
      }
    }
    throw new Error('unreachable');
  };

  await t.test(
    'the default certificate, when another is named, GitHub is trusted, or its name is changed',
    async () => {
      for (const config of [
        { certificates: { second: {} } },
        { github },
        { github, certificates: { second: {} }, active: 'second' },
      ]) {
        const text = await refused(config);
        assert.match(
          text,
          /pulumi config set --path certificates\.first\.validityDays 180\n\s+pulumi config set active first/,
        );
      }
      assert.ok(await signsIn(first));
    },
  );

  await t.test('what would be lost is told with everything else that is wrong', async () => {
    const text = await refused({
      displayName: 'x'.repeat(121),
      owners: ['me'],
      cloud: 'mars',
      permissions: ['Directory.Read.All'],
      certificates: { second: { pem: 'no certificate' }, third: {} },
      active: 'fourth',
      github: { repository: 'contoso' },
      repository: 'audit',
    });
    const named = ['displayName', 'owners', 'cloud', 'permissions', 'certificates.second.pem', 'active', 'repository'];
    for (const name of [...named, 'github.repository', 'certificates']) {
      assert.match(text, new RegExp(`^ +- "${name}"`, 'm'));
    }
  });

  await t.test('the two lines, written as they are said, keep it', async () => {
    await stack.configure({ certificates: { second: {} } });
    await stack.must('config', 'set', '--path', 'certificates.first.validityDays', '180');
    await stack.must('config', 'set', 'active', 'first');
    await stack.must('up', '--skip-preview');
    assert.equal((await registered()).length, 2);
    assert.deepEqual(await stack.outputs(), first);
  });

  await t.test('the active one is not removed, nor switched and removed at once; the other one is', async () => {
    assert.match(await refused({ certificates: { second: {} }, active: 'second' }), /leaves out "first"/);
    await refused({ certificates: { first: {}, third: {} }, active: 'first' });
    await stack.configure({ certificates: { first: {} }, active: 'first' });
    await stack.must('up', '--skip-preview');
    assert.deepEqual(await registered(), [first.certificateThumbprint]);
    assert.ok(await signsIn(first));
  });

  await t.test('what ended or has not begun cannot become active; what ends soon warns at every up', async () => {
    const [ended, early, soon] = await Promise.all(
      [
        [-100, -1],
        [1, 100],
        [-1, 20],
      ].map(async ([from = 0, to = 0]) => {
        const [notBefore, notAfter] = [new Date(Date.now() + from * day), new Date(Date.now() + to * day)];
        return (await createCertificate({ notBefore, notAfter })).certificatePem;
      }),
    );
    const beside = (pem: string | undefined) => ({ certificates: { first: {}, other: { pem } }, active: 'other' });
    assert.match(await refused(beside(ended)), /"active" names "other", which ended on/);
    assert.match(await refused(beside(early)), /"active" names "other", which is not valid before/);
    await stack.configure({ ...beside(soon), active: 'first' });
    assert.match((await stack.must('up', '--skip-preview')).text, /warning: Certificate "other" ends on/);
    const again = await stack.must('up', '--skip-preview', '--expect-no-changes');
    assert.match(again.text, /warning: Certificate "other" ends on/);
    assert.match(
      await refused({ ...beside(early), active: 'first' }),
      /"certificates\.other" is not the certificate that/,
    );
    await stack.configure({ certificates: { first: {} }, active: 'first' });
    await stack.must('up', '--skip-preview');
  });

  await t.test('the last one goes in two steps, for GitHub', async () => {
    await stack.configure({ github, certificates: { first: {} }, active: 'none' });
    await stack.must('up', '--skip-preview');
    assert.ok(!('certificatePem' in (await stack.outputs())));
    assert.ok(await signsIn(first), 'the workflow that has it still signs in');
    await stack.configure({ github });
    await stack.must('up', '--skip-preview');
    assert.deepEqual(await registered(), []);
  });

  await t.test('subjects and consent that go are told', async () => {
    const trust = { ...github, environments: ['staging'], pullRequests: true };
    await stack.configure({ github: trust, grantAdminConsent: false });
    const { text } = await stack.must('preview');
    assert.match(text, /warning: Runs of pull requests may sign in \(repo:contoso\/audit:pull_request\)/);
    assert.match(text, /warning: Workflow runs with the subject repo:contoso\/audit:environment:production cannot/);
    assert.match(text, /warning: The consent to User\.Read\.All is taken back/);
  });
});
