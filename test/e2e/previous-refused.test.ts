import assert from 'node:assert/strict';
import { test } from 'node:test';
import { primaryLimit, refusals } from '../../emulator/github/refusals.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const runs = /\/workflows\/.*\/runs$/;

test('a rate limit that GitHub says the end of is waited out, and the comparison is made', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit();
  const { faults } = world.github;
  faults.fail({ path: runs, ...refusals.secondaryLimit, headers: { 'retry-after': '5' } });
  faults.fail({ path: /\/artifacts$/, times: 2, ...primaryLimit(Date.now() + 1_000) });
  const run = await world.audit();
  assert.deepEqual([run.exitCode, run.outputs['added-count'], run.annotations.warning], [0, '0', []]);
  const waits = run.lines.filter((line) => line.startsWith('GitHub asks for patience'));
  assert.match(
    waits.join('\n'),
    /^GitHub asks for patience \(secondary rate limit: .*\): the earlier list is looked for again in 5\.0 s\.$/,
  );
});

test('a secondary rate limit is told as what it is, where the minute that it takes is not there', async (t) => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit();
  for (const [what, refusal] of [
    ['as its message alone tells', refusals.secondaryLimit],
    ['in its old words', refusals.abuseDetection],
  ] as const) {
    await t.test(what, async () => {
      const { faults, requests } = world.github;
      const before = requests.length;
      faults.fail({ path: runs, times: 99, ...refusal });
      const run = await world.audit({ 'time-limit': 1 });
      faults.clear();
      assert.equal(run.exitCode, 0);
      const [warning = ''] = run.annotations.warning;
      assert.match(
        warning,
        /^There is no comparison with an earlier list: a rate limit of GitHub could not be waited out/,
      );
      assert.ok(warning.includes(refusal.body.message), warning);
      assert.ok(!warning.includes('actions: read'), warning);
      assert.ok(warning.includes('does not say when it ends, and wants a minute at least'), warning);
      assert.ok(run.summary.includes('rate limit'), run.summary);
      const refused = requests.slice(before).filter(({ path, status }) => runs.test(path) && status === 403);
      assert.equal(refused.length, 1);
    });
  }
});

test('a rate limit that lasts longer than there is time says when it ends', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit();
  const reset = Date.parse(`${new Date(Date.now() + 3_000_000).toISOString().slice(0, 19)}Z`);
  world.github.faults.fail({ path: runs, times: 99, ...primaryLimit(reset) });
  const [warning = ''] = (await world.audit()).annotations.warning;
  const end = `${new Date(reset).toISOString().slice(0, 19)}Z`;
  assert.ok(
    warning.includes(`(primary rate limit: "API rate limit exceeded for installation."); it ends at ${end}`),
    warning,
  );
});

test('why GitHub refuses is told as such, and costs the comparison alone', async (t) => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit();
  for (const [what, refusal, row, words] of [
    ['a token that is none', refusals.badCredentials, 'previous-token-refused', 'Bad credentials'],
    [
      'a missing permission',
      refusals.notAccessible,
      'previous-forbidden',
      'The job lacks "permissions: actions: read"',
    ],
    ['single sign-on', refusals.singleSignOn, 'previous-policy', 'SAML'],
    ['an IP allow list', refusals.allowList, 'previous-policy', 'IP allow list enabled'],
    ['a blocked repository', refusals.blocked, 'previous-blocked', 'Repository access blocked'],
    [
      'a page of a firewall',
      { status: 403, body: '<html>no</html>' },
      'previous-unavailable',
      'something that is not JSON',
    ],
  ] as const) {
    await t.test(what, async () => {
      world.github.faults.fail({ path: /\/runs\/\d+$/, ...refusal });
      const run = await world.audit();
      assert.equal(run.exitCode, 0);
      const [warning = '', ...others] = run.annotations.warning;
      assert.ok(warning.includes(`docs/troubleshooting.md#${row}`) && warning.includes(words), warning);
      assert.equal(warning.includes('actions: read'), row === 'previous-forbidden', warning);
      // A firewall's page passes by itself, as far as anybody knows.
      const action = 'Action needed: the list could not be compared with an earlier one. The list is complete.';
      assert.deepEqual(others, row === 'previous-unavailable' ? [] : [action]);
    });
  }
});

test('answers that are cut, or are no JSON, are asked for again', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit();
  world.github.faults.fail({ path: runs, status: 200, body: '<html>Unicorn!</html>' });
  world.github.faults.fail({
    path: /\/artifacts$/,
    times: 2,
    status: 200,
    body: '{"total_count": 1, "artifacts": [{"id"',
  });
  const run = await world.audit();
  assert.deepEqual([run.outputs['added-count'], run.annotations.warning], ['0', []]);
});
