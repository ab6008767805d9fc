import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createAgeKey, filesInZip, filesThatHold, openAge } from '../harness/age-files.ts';
import { listCompared } from '../harness/list-alone.ts';
import { createWorld } from '../harness/world.ts';

const marker = 'Zsuzsanna Marker-4711';
const address = 'marked.person.4711@contoso.example';

test('in a public repository, encrypted, with pseudonyms: two days are compared, nothing is left in the clear', async () => {
  const auditor = await createAgeKey();
  await using world = await createWorld({
    inputs: listCompared,
    users: 40,
    github: { repository: { visibility: 'public' } },
  });
  const { directory } = world.emulator;
  const { id } = directory.create({ userPrincipalName: address, displayName: marker, department: 'Payroll-0815' });
  const inputs = {
    'encrypt-to': auditor.recipient,
    'age-identity': auditor.identity,
    redact: 'displayName',
    pseudonymize: 'userPrincipalName',
    'pseudonym-key': 'k7Qz2mXw9vLr4TnB8sHd1GfJ6pYc3EuA',
    filter: "department ne 'Nowhere-at-all-1234'",
    formats: 'jsonl, csv, html',
  };
  const first = await world.audit(inputs);
  assert.deepEqual([first.exitCode, first.annotations.error, first.annotations.warning], [0, [], []]);
  directory.update(id as string, { department: 'Elsewhere' });
  const second = await world.audit(inputs);
  assert.deepEqual([second.exitCode, second.annotations.error, second.annotations.warning], [0, [], []]);
  assert.deepEqual(
    ['added', 'removed', 'changed'].map((kind) => second.outputs[`${kind}-count`]),
    ['0', '0', '1'],
  );

  const zip = world.github.artifacts(second.workflowRun?.id ?? 0)[0]?.zip ?? Buffer.alloc(0);
  for (const [name, bytes] of filesInZip(zip)) {
    const plain = name.endsWith('.age') ? await openAge(bytes, auditor) : bytes;
    for (const hidden of [marker, address]) assert.ok(!plain.includes(hidden), `${hidden} stands in ${name}`);
    if (!name.endsWith('.age')) assert.ok(!plain.includes('Nowhere-at-all-1234'), `the filter stands in ${name}`);
  }
  for (const run of [first, second]) {
    const shown = run.stdout + run.stderr + run.summary + JSON.stringify(run.outputs);
    for (const hidden of [marker, address, 'Payroll-0815', 'Nowhere-at-all-1234'])
      assert.ok(!shown.includes(hidden), hidden);
    assert.deepEqual(await filesThatHold(join(run.temporaryDirectory, '..'), [marker, address, 'Payroll-0815']), []);
  }
  const manifest = JSON.parse(await readFile(second.outputs['manifest-file'] ?? '', 'utf8'));
  assert.equal(manifest.encryption.filterWithheld, true);
  assert.equal(manifest.chain.state, 'linked');

  const other = await world.audit({ ...inputs, filter: "department ne 'Somewhere-else-5678'" });
  assert.match(other.annotations.warning.join('\n'), /it was read with another filter/);
});
