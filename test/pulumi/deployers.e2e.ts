import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createStack } from './stack.ts';
import { administratorGraph, leftovers } from './tenant.ts';

test('another deployer is warned before it takes the ownership away; with everybody named nothing changes', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const first = await stack.must('up', '--skip-preview');
  assert.doesNotMatch(
    first.text.replace(/warning: using pulumi-resource-\w+ from \$PATH|\d warnings?/g, ''),
    /warning/,
    'no cosmetic warnings',
  );
  const graph = await administratorGraph(emulator);
  const idOf = async (clientId: string): Promise<string> =>
    (await graph('GET', `/servicePrincipals?$filter=appId eq '${clientId}'`)).value[0].id;
  const [pipeline, person] = await Promise.all([
    idOf(emulator.deployer.clientId),
    idOf(emulator.administrator.clientId),
  ]);
  const other = { deployer: emulator.administrator };
  for (const command of [['preview'], ['up', '--skip-preview']]) {
    const { code, text } = await stack.pulumi(command, other);
    assert.equal(code, 0, text);
    assert.match(text, new RegExp(`warning: This up takes the ownership of the application away from ${pipeline}`));
  }
  const locked = await stack.pulumi(['up', '--skip-preview']);
  assert.notEqual(locked.code, 0, 'the pipeline has lost it');

  await stack.configure({ owners: [pipeline, person] });
  assert.equal((await stack.pulumi(['up', '--skip-preview'], other)).code, 0);
  const quiet = await stack.must('up', '--skip-preview', '--expect-no-changes');
  assert.doesNotMatch(quiet.text, /takes the ownership/);
});

test('a second stack of the tenant takes a name of its own, and an owner must exist', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  await stack.must('up', '--skip-preview');
  await using second = await createStack(emulator);
  const refused = await second.pulumi(['up', '--skip-preview']);
  assert.notEqual(refused.code, 0);
  assert.match(refused.text, /An existing "azuread_application" with name "entra-user-audit"/);
  await second.configure({ displayName: 'Second reader' });
  await second.must('up', '--skip-preview');
  await second.must('destroy', '--skip-preview');
  await stack.must('preview', '--refresh', '--expect-no-changes');

  const nobody = '99999999-9999-4999-8999-999999999999';
  await stack.configure({ owners: [nobody] });
  const wrong = await stack.pulumi(['up', '--skip-preview']);
  assert.notEqual(wrong.code, 0);
  assert.ok(wrong.text.includes(nobody), wrong.text);
  await stack.configure({});
  await stack.must('up', '--refresh', '--skip-preview');
  await stack.must('destroy', '--skip-preview');
  assert.deepEqual(await leftovers(emulator), []);
});
