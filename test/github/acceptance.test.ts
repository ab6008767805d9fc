import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { acceptedBy } from '../../src/github/acceptance.ts';

const byHand = { GITHUB_EVENT_NAME: 'workflow_dispatch', GITHUB_ACTOR: 'octocat' };
const ticked = { inputs: { 'accept-changes': 'true' } };
const cases: [string, unknown, object, string | undefined][] = [
  ['ticked', ticked, {}, 'octocat'],
  ['ticked, as a boolean', { inputs: { 'accept-changes': true } }, {}, 'octocat'],
  ['run again by somebody else', ticked, { GITHUB_TRIGGERING_ACTOR: 'mona_corp' }, 'mona_corp'],
  ['an app', ticked, { GITHUB_TRIGGERING_ACTOR: 'helper[bot]' }, 'helper[bot]'],
  ['what is no login', ticked, { GITHUB_ACTOR: '::error::x' }, '(unknown)'],
  ['not ticked', { inputs: { 'accept-changes': 'false' } }, {}, undefined],
  ['no such input', { inputs: null }, {}, undefined],
  ['another event with such a payload', ticked, { GITHUB_EVENT_NAME: 'repository_dispatch' }, undefined],
  ['a payload that is none', 'inputs', {}, undefined],
];
for (const [what, payload, env, expected] of cases) {
  test(`who accepted: ${what}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'acceptance-'));
    try {
      const path = join(folder, 'event.json');
      await writeFile(path, JSON.stringify(payload));
      assert.equal(await acceptedBy({ ...byHand, GITHUB_EVENT_PATH: path, ...env }), expected);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}

test('without a payload nobody accepted', async () => {
  assert.equal(await acceptedBy(byHand), undefined);
  assert.equal(await acceptedBy({ ...byHand, GITHUB_EVENT_PATH: '/nowhere' }), undefined);
});
