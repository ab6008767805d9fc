import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

test('a secret in the wrong input is refused without being said again or sent anywhere', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 1 });
  const { keyPem, pfx } = world.certificate;
  const base64 = pfx().toString('base64');
  const clientSecret = `abc8Q~${'aB3.-_~'.repeat(5).slice(0, 34)}`;
  const cases: [inputs: ActionInputs, hidden: string][] = [
    [{ 'tenant-id': base64 }, base64],
    [{ select: base64 }, base64],
    [{ filter: keyPem }, keyPem],
    [{ 'client-id': clientSecret }, clientSecret],
    [{ 'authority-url': 'https://auditor:hush-hush-hush-hush@login.example' }, 'hush-hush-hush-hush'],
    [{ baseline: base64 }, base64],
    [{ certificate: undefined, 'certificate-path': keyPem }, keyPem],
    [{ certificate: undefined, 'certificate-path': base64 }, base64],
    [{ certificate: undefined, 'client-secret': keyPem }, keyPem],
    [{ certificate: undefined, 'client-secret': base64 }, base64],
  ];
  const before = world.emulator.requests.length;
  for (const [inputs, hidden] of cases) {
    const run = await world.audit(inputs, { debug: true });
    const [name = ''] = Object.keys(inputs).filter((input) => inputs[input] !== undefined);
    assert.equal(run.exitCode, 1, name);
    const [error = '', ...others] = run.annotations.error;
    assert.ok(error.startsWith(`Input "${name}" is `), error);
    assert.match(error, /\nLikely cause: .+\nNext step: .+\nMore: docs\/troubleshooting\.md#input-wrong$/);
    assert.deepEqual(others, []);
    const printed = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    const text = [...printed, run.stderr].join('\n');
    for (let at = 30; at + 16 <= hidden.length; at += 16) assert.ok(!text.includes(hidden.slice(at, at + 16)), name);
    assert.ok(!text.includes(hidden), name);
  }
  assert.equal(world.emulator.requests.length, before);
});
