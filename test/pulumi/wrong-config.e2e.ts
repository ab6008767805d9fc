import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import { createStack } from './stack.ts';
import { leftovers } from './tenant.ts';

test('wrong config is told before anything is made: types by the CLI, the rest by the program, all at once', async () => {
  await using emulator = await startEmulator({ https: true, users: 5 });
  await using stack = await createStack(emulator);
  const upWith = async (config: object) => {
    await stack.configure(config);
    const { code, text } = await stack.pulumi(['up', '--skip-preview']);
    assert.notEqual(code, 0, text);
    return text;
  };
  assert.match(await upWith({ validityDays: 'long' }), /configuration key 'validityDays' must be of type 'integer'/);
  assert.match(await upWith({ owners: 'me' }), /configuration key 'owners' must be of type 'array<string>'/);
  const text = await upWith({ validityDays: 731, permissions: ['Directory.Read.All'], certficates: {} });
  assert.match(text, /error: 3 settings are wrong; nothing was changed\./);
  assert.match(text, /"permissions" names Directory\.Read\.All, which this program never grants: it reads groups/);
  assert.doesNotMatch(text, / {4}at /, 'no stack trace');
  assert.deepEqual(await leftovers(emulator), []);
});
