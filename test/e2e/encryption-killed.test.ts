import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterRequests } from '../harness/after-requests.ts';
import { createAgeKey, filesThatHold } from '../harness/age-files.ts';
import { createWorld } from '../harness/world.ts';

const { recipient, identity } = await createAgeKey();
const keys = { 'encrypt-to': recipient, 'age-identity': identity };
const moments = fc.record({
  signals: fc.constantFrom<NodeJS.Signals[]>(['SIGKILL'], ['SIGTERM'], ['SIGINT', 'SIGTERM']),
  /** Requests after which it strikes, and milliseconds after them: the files are encrypted behind the last. */
  requests: fc.integer({ min: 0, max: 14 }),
  milliseconds: fc.integer({ min: 0, max: 400 }),
});

test('killed or cancelled at any moment, nothing plain is outside of the scratch folder, which only a kill leaves', async () => {
  await using world = await createWorld({ users: 3_100 });
  await world.audit(keys);
  world.emulator.faults.add({ kind: 'delay', milliseconds: 20, match: { path: '/v1.0/users', times: 'always' } });
  await fc.assert(
    fc.asyncProperty(moments, async ({ signals, ...moment }) => {
      const folder = await mkdtemp(join(tmpdir(), 'killed-'));
      try {
        const over = new AbortController();
        const reached = afterRequests(world.emulator, moment, over.signal);
        const run = await world.audit(
          { ...keys, publish: 'none', 'output-directory': folder },
          { signalAfter: { when: reached, signal: signals }, timeout: 30_000 },
        );
        over.abort();
        for (const place of [folder, join(run.temporaryDirectory, '..')]) {
          assert.deepEqual(await filesThatHold(place, ['contoso.example', '"userPrincipalName"']), []);
        }
        const names = await readdir(folder, { recursive: true });
        const plain = names.filter((name) => !/\.age$|^manifest\.json$|^SHA256SUMS$|^\.entra-user-audit-/.test(name));
        assert.deepEqual(plain, []);
        // Whoever was asked to stop clears up; whoever was killed cannot.
        if (run.exitCode === 0 || run.exitCode === 1) {
          assert.deepEqual(
            names.filter((name) => name.startsWith('.')),
            [],
          );
        }
        if (run.exitCode === 1) {
          assert.match(run.annotations.error[0] ?? '', /^The audit was stopped by SIG/);
          assert.deepEqual(names, []);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`${signal} in the middle of the upload leaves nothing plain, not even in the scratch folder`, async () => {
    await using world = await createWorld({ users: 50 });
    // It is tried again for longer than the signal needs.
    world.github.faults.fail({ path: /CreateArtifact/, status: 503, times: 20 });
    const inputs = { 'encrypt-to': recipient, baseline: 'none' };
    const run = await world.audit(inputs, {
      signalAfter: { when: /^CreateArtifact: attempt 1 of 5 failed/, signal },
    });
    assert.notEqual(run.exitCode, 0);
    const left = await readdir(run.temporaryDirectory, { recursive: true, withFileTypes: true });
    const files = left.filter((entry) => entry.isFile()).map(({ name }) => name);
    assert.ok(files.includes('users.jsonl.age'), 'the files are whole and stay');
    assert.deepEqual(
      files.filter((name) => !/\.age$|^manifest\.json$|^SHA256SUMS$/.test(name)),
      [],
    );
  });
}

test('an upload that is refused leaves the encrypted files, and nothing plain', async () => {
  await using world = await createWorld({ users: 50 });
  world.github.faults.fail({ path: /CreateArtifact/, status: 400, times: 20 });
  const run = await world.audit({ 'encrypt-to': recipient, baseline: 'none' });
  assert.equal(run.exitCode, 1);
  assert.match(run.annotations.error[0] ?? '', /^The list was not published as an artifact/);
  assert.ok((await run.listFiles()).includes('users.jsonl.age'));
  assert.deepEqual(await filesThatHold(join(run.temporaryDirectory, '..'), ['contoso.example']), []);
  assert.deepEqual(
    (await readdir(run.outputs.directory ?? '')).filter((name) => name.startsWith('.')),
    [],
  );
});
