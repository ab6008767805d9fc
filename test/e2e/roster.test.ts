import assert from 'node:assert/strict';
import { mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createWorld } from '../harness/world.ts';

const quiet = { publish: 'none', baseline: 'none', 'fail-on': 'never' };

test('a roster is compared: who left and is enabled, who is not in it, and how many have no account', async () => {
  await using world = await createWorld({ users: 40 });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'roster-'));
  const path = join(folder.path, 'hr.csv');
  const { directory } = world.emulator;
  const made = (name: string) =>
    directory.create({ userPrincipalName: `${name}@contoso.example`, displayName: name, employeeId: `X-${name}` });
  const [leaver, stranger] = [made('leaver'), made('stranger')];
  const known = [...directory.users()].filter(({ id, employeeId }) => employeeId && id !== stranger.id);
  const rows = known.map(({ id, employeeId }) => `${employeeId};${id === leaver.id ? '2020-01-31' : ''};confidential`);
  await writeFile(
    path,
    `\ufeffPersonalnummer;Austrittsdatum;Gehalt\r\n${rows.join('\r\n')}\r\nX-nobody;;\r\n`,
    'utf16le',
  );

  const run = await world.audit({ ...quiet, roster: path, 'fail-on': 'new-finding:enabled-after-leaving' });
  const text = (name: string) => readFile(join(run.outputs.directory ?? '', name), 'utf8');
  const { findings } = JSON.parse(await text('findings.json'));
  const of = (rule: string) =>
    findings.filter((one: { rule: string }) => one.rule === rule).map((one: { subject: string }) => one.subject);
  assert.deepEqual(of('enabled-after-leaving'), [leaver.id]);
  assert.ok(of('not-in-roster').includes(stranger.id) && !of('not-in-roster').includes(leaver.id));
  const { roster } = JSON.parse(await text('manifest.json'));
  const people = known.length + 1;
  assert.match(roster.sha256, /^[0-9a-f]{64}$/);
  assert.deepEqual(
    { ...roster, sha256: '' },
    { sha256: '', rows: people, nameless: 0, people, left: 1, withoutAccount: 1 },
  );
  assert.ok(run.lines.some((line) => line.includes('1 left; 1 of those who are here have no account in the list.')));
  assert.match(run.summary, /\| Roster \| /);
  assert.match(await text('findings.csv'), new RegExp(`^enabled-after-leaving,high,open,.*${leaver.id}`, 'm'));
  for (const published of ['findings.json', 'manifest.json', 'report.html']) {
    assert.doesNotMatch(await text(published), /confidential|X-nobody/);
  }
});

test('a roster that cannot be read is told before anything is sent, without what stands in it', async () => {
  await using world = await createWorld({ users: 1 });
  await using folder = await mkdtempDisposable(join(tmpdir(), 'roster-'));
  const path = join(folder.path, 'hr.csv');
  await writeFile(path, 'mail,end date\nada@contoso.example,03/04/2026\n');
  const before = world.emulator.requests.length;
  const run = await world.audit({ ...quiet, roster: path });
  assert.match(run.annotations.error[0] ?? '', /"roster" is ".*hr\.csv", line 2; it takes last days like 2026-10-31/);
  assert.ok(!run.lines.join().includes('ada@'));
  const without = await world.audit({ ...quiet, rules: 'not-in-roster: on' });
  assert.match(without.annotations.error[0] ?? '', /not-in-roster needs the input roster/);
  assert.equal(world.emulator.requests.length, before);
});
