import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { createWorld, type World } from '../harness/world.ts';

test('NO_PROXY holds for sign-in, Graph, GitHub and upload alike', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5, credential: 'oidc' });
  await world.audit();
  const services = [world.emulator.origin, world.github.origin];
  const [tenant = '', github = ''] = services.map((origin) => new URL(origin).host);
  const rows: [list: Record<string, string>, through: string[]][] = [
    [{}, [tenant, github]],
    [{ NO_PROXY: `other.example,${tenant}` }, [github]],
    [{ no_proxy: `${github} other.example` }, [tenant]],
    [{ NO_PROXY: '127.0.0.0/8' }, []],
    [{ NO_PROXY: 'localhost, 127.0.0.1' }, []],
    [{ NO_PROXY: ' * ' }, []],
    [{ no_proxy: 'localhost', NO_PROXY: '*' }, [tenant, github]],
  ];
  for (const [list, through] of rows) {
    await using proxy = await startProxy();
    const before = countRequests(world);
    const run = await world.audit({}, { env: { ALL_PROXY: proxy.url, ...list } });
    assert.deepEqual(run.annotations.error, [], JSON.stringify(list));
    const arrived = countRequests(world).map((number, at) => number - (before[at] ?? 0));
    const forwarded = [tenant, github].map(
      (host) => proxy.forwarded.filter((line) => line.includes(` http://${host}/`)).length,
    );
    assert.deepEqual(
      forwarded,
      [tenant, github].map((host, at) => (through.includes(host) ? arrived[at] : 0)),
      JSON.stringify(list),
    );
    assert.ok((arrived[0] ?? 0) > 3 && (arrived[1] ?? 0) > 5, 'both were asked');
  }
});

/** Those to the tenant, and those to GitHub without those of Entra, which asks the issuer for its keys. */
function countRequests({ emulator, github }: World): number[] {
  return [emulator, github].map(
    ({ requests }) => requests.filter(({ path }) => !path.startsWith('/.well-known')).length,
  );
}
