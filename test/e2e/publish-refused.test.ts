import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWorld, type World } from '../harness/world.ts';

const twirp = (method: string, status: number, msg: string) => ({
  path: new RegExp(`/${method}$`),
  times: 99,
  status,
  body: { code: 'refused', msg },
});

async function errorOf(world: World) {
  const run = await world.audit();
  assert.equal(run.exitCode, 1);
  const [error = '', ...others] = run.annotations.error;
  assert.deepEqual(others, []);
  assert.ok((await run.listFiles()).includes('users.jsonl'), 'the list is there all the same');
  return error;
}

test('a storage that is full is told as such, and that running again is of no use before there is room', async () => {
  await using world = await createWorld({ users: 3 });
  world.github.faults.fail(twirp('CreateArtifact', 403, 'insufficient usage to create artifact'));
  const error = await errorOf(world);
  assert.match(error, /quota has been hit/);
  assert.match(error, /\nNext step: Delete artifacts .*\nMore: .*#artifact-quota$/);
});

test('a conflict over what this very upload has made blames no other job', async () => {
  await using world = await createWorld({ users: 3 });
  world.github.faults.fail(twirp('FinalizeArtifact', 409, 'it is finalized'));
  assert.match(await errorOf(world), /Failed to FinalizeArtifact: .*\(409\)[\s\S]*#artifact-refused$/);
});

test("a page in the storage's place is not quoted", async () => {
  await using world = await createWorld({ users: 3 });
  world.github.faults.fail({ path: /^\/blobs\//, times: 99, status: 403, body: `<html>${'no '.repeat(5_000)}` });
  const error = await errorOf(world);
  assert.match(error, /: HTTP 403 and a page in place of an answer of the storage\n/);
  assert.doesNotMatch(error, /<html>/);
});
