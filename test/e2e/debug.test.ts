import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('RUNNER_DEBUG=1 shows where a failure came from', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3, consent: false });
  const quiet = await world.audit();
  assert.doesNotMatch(quiet.lines.join('\n'), /\bat .*index\.js/);
  const loud = await world.audit({}, { debug: true });
  assert.match(loud.lines.join('\n'), /\bat .*index\.js/);
});
