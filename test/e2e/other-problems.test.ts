import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startEmulator } from '../../emulator/index.ts';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { listCompared } from '../harness/list-alone.ts';
import { startReplies } from '../harness/reply-server.ts';
import type { ActionRun } from '../harness/run-action.ts';
import { createWorld } from '../harness/world.ts';

async function refused(inputs: ActionInputs): Promise<ActionRun> {
  await using world = await createWorld({ inputs: listCompared, users: 3, credential: 'secret' });
  const run = await world.audit({ publish: 'none', ...inputs });
  assert.equal(run.exitCode, 1);
  assert.equal(run.outputs['users-file'], undefined);
  return run;
}

test('a redirection is not followed with a credential', async () => {
  using elsewhere = await startReplies(() => ({
    status: 302,
    body: '',
    headers: { location: 'https://evil.example/' },
  }));
  const run = await refused({ 'graph-url': elsewhere.origin });
  assert.match(
    run.annotations.error[0] ?? '',
    /^127\.0\.0\.1:\d+ answered with a redirection \(HTTP 302\)\. It was not followed/,
  );
});

for (const [name, hint] of [
  ['shoeSize', ''],
  ['displayNam', ' Did you mean "displayName"?'],
] as const) {
  test(`a property that users do not have, ${name}, is named, with a guess and the words of Graph`, async () => {
    const run = await refused({ select: `mail, ${name}` });
    const [error = ''] = run.annotations.error;
    assert.ok(error.startsWith(`Users have no property "${name}", says Microsoft Graph.${hint}\n`), error);
    assert.match(
      error,
      /A typing error in select[\s\S]*In its own words: .*'(shoeSize|displayNam)'[\s\S]*#property-unknown/,
    );
  });
}

test('a certification authority that nobody knows is told, and how to make it known', async () => {
  await using emulator = await startEmulator({ https: true, users: 3 });
  const run = await refused({ 'authority-url': emulator.origin });
  assert.match(
    run.annotations.error[0] ?? '',
    /^The TLS certificate of localhost:\d+ is not trusted[\s\S]*NODE_EXTRA_CA_CERTS/,
  );
});
