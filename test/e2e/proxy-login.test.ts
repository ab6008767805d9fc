import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { listCompared } from '../harness/list-alone.ts';
import { startProxy } from '../harness/proxy.ts';
import { createWorld, type World } from '../harness/world.ts';

/** What every run asks for that signs in with GitHub's token, compares with an earlier run and publishes. */
const asked = [
  /^GET \S+\/oidc\/token\?/,
  /^POST \S+\/oauth2\/v2\.0\/token$/,
  /^GET \S+\/v1\.0\/users\?/,
  /^GET \S+\/repos\/\S+\/runs\?/,
  /^GET \S+\/artifacts\/\d+\/zip$/,
  /^GET \S+\/blobs\//,
  /^POST \S+\/CreateArtifact$/,
  /^PUT \S+\/blobs\/\S+$/,
  /^POST \S+\/FinalizeArtifact$/,
];

test('everything goes through a proxy that demands a login, and no form of the login is shown anywhere', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 30, credential: 'oidc' });
  await world.audit();
  const password = 'p@ss/w#rd?50%25%\\ ö"\'&x';
  await using proxy = await startProxy({ login: `DOMAIN\\auditor:${password}` });
  // As somebody types it who encodes only what would not do otherwise.
  const typed = 'p%40ss%2Fw%23rd%3F50%2525%\\ ö"\'&x';
  const env = { HTTP_PROXY: ` DOMAIN\\auditor:${typed}@${proxy.host}\n`, http_proxy: '', NO_PROXY: 'other.example' };
  const before = countRequests(world);
  const run = await world.audit({}, { env, debug: true });
  assert.deepEqual({ ...run.annotations, notice: [] }, { error: [], warning: [], notice: [] });
  assert.equal(run.outputs['added-count'], '0', 'compared with the first run');
  assert.ok(run.outputs['artifact-id']);
  for (const request of asked)
    assert.ok(
      proxy.forwarded.some((line) => request.test(line)),
      String(request),
    );
  assert.equal(proxy.forwarded.length, countRequests(world) - before, 'nothing went another way');
  assert.ok(!proxy.forwarded.some((line) => /[?&]comp=/.test(line)), 'what is less than a block goes in one request');

  const credentials = Buffer.from(`DOMAIN\\auditor:${password}`).toString('base64');
  const forms = [typed, password, encodeURIComponent(password), encodeURI(password), credentials];
  const printed = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const written = await Promise.all(
    (await run.listFiles()).map((name) => readFile(join(run.outputs.directory ?? '', name), 'utf8')),
  );
  const shown = [...printed, run.stderr, run.summary, JSON.stringify(run.outputs), ...written].join('\n');
  for (const form of forms) assert.ok(!shown.includes(form), form);
  assert.doesNotMatch(shown, /auditor/);
  for (const form of [typed, password, credentials]) assert.ok(run.masks.includes(form), `${form} is masked`);
});

/** Without those of Entra, which asks the issuer for its keys. */
function countRequests({ emulator, github }: World): number {
  return [...emulator.requests, ...github.requests].filter(({ path }) => !path.startsWith('/.well-known')).length;
}
