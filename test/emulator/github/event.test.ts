import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startGitHub } from '../../../emulator/github/index.ts';

test("the payload of an event has the repository's name and visibility", async (t) => {
  const github = await startGitHub({ repository: { owner: 'octo', name: 'inner', visibility: 'internal' } });
  t.after(github.close);
  const { repository } = github.event() as { repository: Record<string, unknown> };
  assert.deepEqual([repository.full_name, repository.visibility, repository.private], ['octo/inner', 'internal', true]);
});
