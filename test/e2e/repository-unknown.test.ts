import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GitHubFault } from '../../emulator/github/faults.ts';
import { refusals } from '../../emulator/github/refusals.ts';
import { countGraphRequests } from '../harness/graph-requests.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld, type World } from '../harness/world.ts';

const path = /\/repos\/[^/]+\/[^/]+$/;
const name = 'contoso/directory-audit';

/** What GitHub says instead of how visible the repository is, and how that is told: test/github/ has more of it. */
const outOfReach: readonly (readonly [string, Omit<GitHubFault, 'path'>, RegExp])[] = [
  ['404', { status: 404, body: { message: 'Not Found' } }, /GitHub answered HTTP 404 "Not Found"/],
  ['403', refusals.notAccessible, /HTTP 403 "Resource not accessible by integration"/],
  ['a cut connection, again and again', { status: 0, instead: 'cut' }, /GitHub could not be reached/],
  ['a page of a proxy', { status: 200, body: '<html>Please log in</html>' }, /something that is not JSON/],
  ['another document', { status: 200, body: { total_count: 0 } }, /GitHub answered without saying it/],
];

async function worldOf(fault: Omit<GitHubFault, 'path'>): Promise<World> {
  const world = await createWorld({ inputs: listCompared, users: 5 });
  world.github.faults.fail({ path, times: 99, ...fault });
  return world;
}

for (const [what, fault, reason] of outOfReach) {
  test(`${what} instead of the repository, and no payload: it counts as public`, async () => {
    await using world = await worldOf(fault);
    const before = countGraphRequests(world.emulator);
    const run = await world.audit({}, { event: {} });
    assert.equal(run.exitCode, 1);
    assert.equal(countGraphRequests(world.emulator), before, 'nothing was asked of Graph');
    const [error = '', ...others] = run.annotations.error;
    assert.ok(error.startsWith(`It is not known who can read the repository ${name} (`), error);
    assert.match(error, reason);
    assert.match(error, /; the event's payload names no repository\), so it counts as public: everybody who/);
    for (const way of ['github-token', 'encrypt-to', 'publish: none', 'allow-public-repository: true'])
      assert.ok(error.includes(way), error);
    assert.deepEqual([others, run.annotations.warning, run.outputs, run.summary], [[], [], {}, '']);
  });
}

for (const [what, fault, reason] of outOfReach.slice(0, 2)) {
  test(`${what} instead of the repository: the payload of the event tells`, async () => {
    for (const [visibility, exitCode, warnings] of [
      ['private', 0, 0],
      ['internal', 0, 1],
      ['public', 1, 0],
    ] as const) {
      await using world = await worldOf(fault);
      const before = countGraphRequests(world.emulator);
      const event = { repository: { full_name: name, private: visibility !== 'public', visibility } };
      const run = await world.audit({ baseline: 'none' }, { event });
      assert.deepEqual([run.exitCode, run.annotations.warning.length], [exitCode, warnings], visibility);
      if (exitCode === 0) assert.ok(run.lines.some((line) => line.startsWith('How visible') && reason.test(line)));
      else {
        assert.match(run.annotations.error[0] ?? '', /is public: everybody/);
        assert.equal(countGraphRequests(world.emulator), before);
      }
    }
  });
}

for (const [what, event, reason] of [
  ['of another repository', { repository: { full_name: 'contoso/other', private: true } }, /of another repository/],
  ['that says nothing', { repository: { full_name: name } }, /the event's payload does not say it/],
  ['without a repository', { repository: null, schedule: '17 5 * * *' }, /names no repository/],
] as const) {
  test(`a payload ${what} is not believed`, async () => {
    await using world = await worldOf(refusals.notAccessible);
    const run = await world.audit({}, { event });
    assert.equal(run.exitCode, 1);
    assert.match(run.annotations.error[0] ?? '', reason);
  });
}

test('a payload that is as old as the first attempt of its run is not believed when it says private', async () => {
  await using world = await worldOf(refusals.notAccessible);
  const run = await world.audit({}, { run: world.github.startRun({ attempt: 2 }) });
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /the event's payload is older than this attempt \(2\) of the run/);
});

test('no payload that a file system has in its place keeps anybody waiting', async () => {
  await using world = await worldOf(refusals.notAccessible);
  for (const GITHUB_EVENT_PATH of ['/dev/zero', '/nowhere/event.json', '']) {
    const run = await world.audit({}, { env: { GITHUB_EVENT_PATH } });
    assert.match(run.annotations.error[0] ?? '', /payload cannot be read|there is no payload/);
  }
});

test('a silent GitHub is not waited for until the time is over', async () => {
  await using world = await worldOf({ status: 0, instead: 'silence' });
  const run = await world.audit({ 'time-limit': '1' }, { event: {} });
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /GitHub did not answer in time|GitHub could not be reached/);
});

test('a fault that passes costs nothing', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  world.github.faults.fail({ path, status: 502 });
  world.github.faults.fail({ path, status: 0, instead: 'cut' });
  const run = await world.audit({}, { event: {} });
  assert.deepEqual([run.exitCode, run.annotations.warning], [0, []]);
});

test('whoever knows better says so, and is warned', async () => {
  await using world = await worldOf(refusals.notAccessible);
  const run = await world.audit({ 'allow-public-repository': 'true' }, { event: {} });
  assert.equal(run.exitCode, 0);
  assert.match(run.annotations.warning[0] ?? '', /^It is not known who can read the repository .* If it is public,/);
});

test('where nothing is published in the open it does not matter', async () => {
  await using world = await worldOf(refusals.notAccessible);
  const run = await world.audit({ publish: 'none', baseline: 'none' }, { event: {} });
  assert.deepEqual([run.exitCode, run.annotations.warning], [0, []]);
});
