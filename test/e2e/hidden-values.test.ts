import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { type PublishedChanges, readJson } from '../harness/published-files.ts';
import { reportDataOf, rowsOf } from '../harness/report-data.ts';
import type { ActionRun } from '../harness/run-action.ts';
import { createWorld, type World } from '../harness/world.ts';

type Users = (Record<string, unknown> & { id: string })[];
type Found = {
  findings: { rule: string; user: { id: string } | null; isNew: boolean | null; accepted: object | null }[];
};

const key = () => randomBytes(32).toString('base64');
const marker = () => `Mk${randomBytes(8).toString('hex')}`;
const domain = 'contoso.example';
const everything = { formats: 'jsonl, json, csv, html', summary: 'changes', publish: 'both', 'fail-on': 'never' };

/** Every byte that somebody else may read: files, the artifact's, log, summary and outputs. */
async function published(run: ActionRun, { github }: World): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const folder = run.outputs.directory;
  if (folder) for (const name of await run.listFiles()) texts.set(name, await readFile(join(folder, name), 'utf8'));
  for (const { name: artifact, mimeType, zip } of github.artifacts(run.workflowRun?.id ?? 0)) {
    const files = mimeType === 'application/zip' ? unzipSync(zip) : { [artifact]: zip };
    for (const [name, bytes] of Object.entries(files)) texts.set(`artifact: ${name}`, Buffer.from(bytes).toString());
  }
  // What is packed in the page is searched as it is unpacked.
  for (const [name, text] of [...texts]) {
    if (name.endsWith('.html')) texts.set(`rows of ${name}`, JSON.stringify(rowsOf(reportDataOf(text).table)));
  }
  texts.set('stdout', run.stdout).set('summary', run.summary).set('outputs', JSON.stringify(run.outputs));
  return texts;
}

function fold(text: string): string {
  return text.normalize('NFKC').toUpperCase().toLowerCase();
}

async function assertNowhere(values: readonly unknown[], run: ActionRun, world: World): Promise<void> {
  for (const [name, text] of await published(run, world)) {
    const folded = fold(text);
    for (const value of values) {
      assert.ok(!folded.includes(fold(String(value))), `${String(value)} stands in ${name}`);
      assert.ok(
        !folded.includes(encodeURIComponent(String(value)).toLowerCase()),
        `${String(value)} stands in ${name}`,
      );
    }
  }
}

/** Users with a value of their own in each property, about most of whom there is a finding. */
function people(world: World, number: number) {
  const { directory } = world.emulator;
  const all = { addresses: [] as string[], names: [] as string[], ids: [] as string[], upns: [] as string[] };
  const shared = `${marker()}@${domain}`;
  for (let index = 0; index < number; index += 1) {
    const [upn, mail, name] = [`${marker()}@${domain}`, `${marker()}@${domain}`, `${marker()} É${marker()}`];
    const own = index < 2 ? shared : mail;
    const user = directory.create({
      ...{
        userPrincipalName: index === 3 ? `${mail.replace('@', '_')}#EXT#@${domain}` : upn,
        mail: own,
        displayName: name,
      },
      ...{ userType: index === 4 ? 'Guest' : 'Member', accountEnabled: true, department: index === 5 ? mail : 'Sales' },
      ...{
        proxyAddresses: [`SMTP:${own.toUpperCase()}`, `smtp:${upn}`],
        otherMails: [mail],
        passwordPolicies: 'DisablePasswordExpiration',
      },
      ...(index > 3 && { manager: all.ids[3] }),
    });
    all.addresses.push(upn, mail, own);
    all.names.push(name, ...name.split(' '));
    all.ids.push(user.id);
    all.upns.push(String(user.userPrincipalName));
  }
  return all;
}

test('what is pseudonymized stands nowhere; changes and findings go by pseudonyms from run to run', async () => {
  await using world = await createWorld({ users: 0 });
  const { directory } = world.emulator;
  const made = people(world, 12);
  const [first = '', second = '', third = ''] = made.ids;
  const inputs = {
    ...everything,
    ...{ pseudonymize: 'id, userPrincipalName, mail, proxyAddresses, otherMails, displayName', 'pseudonym-key': key() },
    ...{ select: 'profile', 'include-manager': 'true', rules: 'password-never-expires: on' },
  };
  const before = await world.audit(inputs);
  assert.deepEqual(before.annotations.error, []);
  const hidden = [...made.addresses, ...made.names, ...made.ids];
  await assertNowhere(hidden, before, world);

  directory.delete(first);
  directory.update(second, { department: 'Elsewhere' });
  directory.update(third, { mail: `${marker()}@${domain}` });
  const more = people(world, 1);
  const run = await world.audit(inputs);
  assert.deepEqual(
    [run.outputs['added-count'], run.outputs['removed-count'], run.outputs['changed-count']],
    ['1', '1', '2'],
  );
  await assertNowhere([...hidden, ...more.addresses, ...more.names, ...more.ids], run, world);
  const { findings } = await readJson<Found>(join(run.outputs.directory ?? '', 'findings.json'));
  assert.ok(findings.some(({ rule, isNew }) => rule === 'password-never-expires' && isNew === false));
  const users = await readJson<Users>(join(run.outputs.directory ?? '', 'users.json'));
  const ids = users.map(({ id }) => id);
  assert.deepEqual(ids, ids.toSorted());
  for (const { user } of findings)
    if (user) assert.ok(ids.includes(user.id), 'a finding names its user as the list does');
  const changes = await readJson<PublishedChanges>(run.outputs['changes-file']);
  assert.deepEqual(changes.changed.map(({ changes: of }) => of.map(({ property }) => property).join()).sort(), [
    'department',
    'mail',
  ]);

  const other = await world.audit({ ...inputs, 'pseudonym-key': key() });
  assert.match(other.annotations.warning.join(), /its pseudonyms were made with another pseudonym-key/);
  assert.deepEqual([other.exitCode, other.outputs['changed-count']], [0, '']);
});

test('what is redacted stands nowhere, and rules judge by it all the same', async () => {
  await using world = await createWorld({ users: 0 });
  const made = people(world, 12);
  const inputs = {
    ...everything,
    redact: 'userPrincipalName, mail, proxyAddresses, otherMails, displayName',
    select: 'profile',
    'include-manager': 'true',
  };
  const plain = await world.audit({
    ...everything,
    select: 'profile',
    'include-manager': 'true',
    publish: 'none',
    baseline: 'none',
  });
  await assert.rejects(assertNowhere(made.addresses, plain, world), 'where nothing is hidden they are there');
  const whole = await world.audit(inputs);
  assert.deepEqual(whole.annotations.error, []);
  await assertNowhere([...made.addresses, ...made.names], whole, world);
  const found = async (of: ActionRun) =>
    (await readJson<Found>(join(of.outputs.directory ?? '', 'findings.json'))).findings.map(({ rule, user }) => [
      rule,
      user?.id,
    ]);
  assert.deepEqual(await found(whole), await found(plain));
  const [user] = await readJson<Users>(join(whole.outputs.directory ?? '', 'users.json'));
  assert.ok(user && !('mail' in user) && 'department' in user);
});

test('the text of filter and what Graph says of it do not tell what is hidden', async () => {
  await using world = await createWorld({ users: 0 });
  const made = people(world, 4);
  const [value = ''] = made.addresses;
  const inputs = { ...everything, redact: 'mail', filter: `mail eq '${value}' or startsWith(displayName,'M')` };
  const run = await world.audit(inputs);
  assert.deepEqual(run.annotations.error, []);
  const manifest = await readJson<{ filter: string }>(run.outputs['manifest-file']);
  assert.equal(manifest.filter, "mail eq '…' or startsWith(displayName,'…')");
  const texts = await published(run, world);
  assert.ok(
    ![...texts.values()].some((text) =>
      fold(decodeURIComponent(text.replaceAll('%', '%25'))).includes(`mail eq '${fold(value)}`),
    ),
  );
  const refused = await world.audit({ ...inputs, filter: `shoeSize eq '${value}'` }, { debug: true });
  assert.equal(refused.exitCode, 1);
  await assertNowhere([value], refused, world);
});

test('accepted findings name users as the directory does, or as findings.json did', async () => {
  await using world = await createWorld({ users: 0 });
  const made = people(world, 3);
  const [name = ''] = made.addresses;
  const inputs = {
    ...{ ...everything, pseudonymize: 'userPrincipalName, id', 'pseudonym-key': key() },
    rules: 'password-never-expires: on',
  };
  const first = await world.audit(inputs);
  const users = await readJson<Users>(join(first.outputs.directory ?? '', 'users.json'));
  const rule = 'password-never-expires';
  const entry = (user: unknown) => `- rule: ${rule}\n  user: ${user}\n  reason: so be it\n  until: 2099-01-01\n`;
  const path = join(first.temporaryDirectory, 'accepted.yml');
  const nobody = `${marker()}@${domain}`;
  const ofClass = (value: unknown) => entry('x').replace('user: x', `where: {userPrincipalName: ${value}}`);
  const byTruth = entry(name) + entry(made.ids[1]) + ofClass(made.upns[2]);
  await writeFile(path, byTruth + entry(users.at(0)?.id) + entry(nobody) + ofClass(nobody));
  const run = await world.audit({ ...inputs, 'accepted-findings': path });
  assert.deepEqual(run.annotations.error, []);
  const { findings } = await readJson<Found>(join(run.outputs.directory ?? '', 'findings.json'));
  const accepted = findings.filter((finding) => finding.rule === rule && finding.accepted).length;
  assert.equal(accepted, 3);
  await assertNowhere([name, made.ids[1], made.upns[2], nobody], run, world);
});

test('whichever properties are hidden, in whichever way: none of their values stands anywhere', async () => {
  const names = ['userPrincipalName', 'mail', 'proxyAddresses', 'otherMails', 'displayName', 'department', 'manager'];
  await using world = await createWorld({ users: 30 });
  people(world, 10);
  const pseudonymKey = key();
  for (let time = 0; time < 4; time += 1) {
    const ways = names.map((name) => [name, Math.floor(3 * Math.random())] as const);
    const named = (way: number) => ways.filter(([, chosen]) => chosen === way).map(([name]) => name);
    const [redact, pseudonymize] = [named(1), named(2)];
    const run = await world.audit({
      ...{ ...everything, select: 'profile', 'include-manager': 'true' },
      ...{ redact: redact.join(), pseudonymize: pseudonymize.join() },
      ...(pseudonymize.length > 0 && { 'pseudonym-key': pseudonymKey }),
    });
    assert.deepEqual(run.annotations.error, [], JSON.stringify(ways));
    const values = [...world.emulator.directory.users()].flatMap((user) =>
      [...redact, ...pseudonymize]
        .flatMap((name) => (user as Record<string, unknown>)[name])
        .filter((value) => typeof value === 'string')
        .map((value) => value.replace(/^smtp:/i, ''))
        .filter((value) => value.length >= 12),
    );
    await assertNowhere(values, run, world);
  }
});
