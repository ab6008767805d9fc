import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { listCompared } from '../harness/list-alone.ts';
import { withoutComparison } from '../harness/published-files.ts';
import { createWorld, type World } from '../harness/world.ts';

const text = (value: string) => Buffer.from(value);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/** What an audit published. */
async function firstAudit(world: World) {
  const run = await world.audit();
  const [published] = world.github.artifacts(run.workflowRun?.id ?? 0);
  assert.ok(published);
  const files = unzipSync(published.zip);
  return { published, files, manifest: JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString()) };
}

test("an artifact that is broken, foreign, enormous or made to do harm never costs today's list", async () => {
  await using world = await createWorld({ inputs: listCompared, users: 12 });
  const { published, files, manifest } = await firstAudit(world);
  const list = Buffer.from(files['users.jsonl'] ?? []);
  const zip = (changed: Zippable) => Buffer.from(zipSync({ ...(files as Zippable), ...changed }));
  const withManifest = (changed: object) => zip({ 'manifest.json': text(JSON.stringify({ ...manifest, ...changed })) });
  /** A list whose manifest agrees with it. */
  const withList = (content: Buffer, level: 0 | 6 = 6) =>
    zip({
      'users.jsonl': [content, { level }],
      'manifest.json': text(
        JSON.stringify({
          ...manifest,
          files: [{ name: 'users.jsonl', bytes: content.length, sha256: sha256(content) }],
        }),
      ),
    });
  const lines = list.toString().trimEnd().split('\n');
  const without = { ...files } as Zippable;
  delete without['users.jsonl'];

  const cases: [RegExp, Buffer][] = [
    [/the zip is broken \(End of central directory/, text('this is no zip')],
    [/the zip is broken/, Buffer.alloc(0)],
    [/the zip is broken/, published.zip.subarray(0, published.zip.length >> 1)],
    [/the zip is broken/, spoilData(published.zip, 'users.jsonl')],
    [/the zip is broken \(invalid relative path: \.\.\/\.\.\/evil/, zip({ '../../evil': text('x') })],
    [/the zip is broken \(absolute path: \/etc\/evil/, zip({ '/etc/evil': text('x') })],
    [/the zip is broken \(invalid characters in fileName/, zip({ 'a\\..\\evil': text('x') })],
    [/it holds no manifest\.json/, Buffer.from(zipSync({ 'users.jsonl': list }))],
    [/its users\.jsonl is enormous/, pretendSize(published.zip, 'users.jsonl', 0xfffffff0)],
    [/its manifest\.json is enormous/, zip({ 'manifest.json': Buffer.alloc(5 * 1024 * 1024, 32) })],
    [/its users\.jsonl unpacks to more than 200 times its size/, withList(Buffer.alloc(32 * 1024 * 1024, 10))],
    [/it holds thousands of files/, manyFiles(1_001)],
    [/it holds no users\.jsonl/, Buffer.from(zipSync(without))],
    [/its users\.jsonl has not the size/, zip({ 'users.jsonl': text('{}\n') })],
    [/its users\.jsonl has not the SHA-256/, zip({ 'users.jsonl': text(list.toString().replace('a', 'b')) })],
    [/has schemaVersion 99/, withManifest({ schemaVersion: 99 })],
    [/lacks what every manifest has/, withManifest({ counts: { listed: -1 } })],
    [/is not JSON/, zip({ 'manifest.json': text('{"schemaVersion": 1') })],
    [/is not an object/, zip({ 'manifest.json': text('null') })],
    [/its manifest does not name the users.jsonl in it/, withManifest({ files: [] })],
    [/it is of another tenant/, withManifest({ tenantId: 'fabrikam.example' })],
    [/it was read by another application/, withManifest({ clientId: '6f0c0b5e-4f0e-4c53-9f30-0d4c7d6b8b7a' })],
    [/it was read with another filter/, withManifest({ filter: 'accountEnabled eq true' })],
    [/it is cut: line 12 has no end/, withList(list.subarray(0, -1))],
    [/line 1 is no user/, withList(text('[]\n'))],
    [
      /one of its lines is not JSON/,
      withList(text(`${lines[0]?.replace('null', 'nul')}\n${lines.slice(1).join('\n')}\n`)),
    ],
    [/line 2 is out of order/, withList(text(`${lines.toReversed().join('\n')}\n`))],
    [/it holds another number of users than its manifest says/, withList(text(`${lines.slice(1).join('\n')}\n`))],
    [/line 1 is longer than any user/, withList(noise(9 * 1024 * 1024), 0)],
  ];
  for (const [reason, bytes] of cases) {
    const run = world.github.startRun();
    world.github.publish(run, 'entra-users', bytes);
    world.github.finishRun(run, 'success');
    const audit = await world.audit({ publish: 'none' });
    assert.equal(audit.exitCode, 0, `${reason}\n${audit.lines.join('\n')}`);
    const [warning = '', ...more] = audit.annotations.warning;
    // That something else was audited here before needs nobody.
    const needed = /of another tenant|by another application|with another filter/.test(reason.source) ? [] : [action];
    assert.deepEqual([reason, ...more], [reason, ...needed]);
    assert.match(warning, reason);
    assert.match(warning, /^There is no comparison with an earlier list: /);
    assert.ok(warning.includes(String(run.id)), 'the run is named');
    assert.deepEqual(await audit.listFiles(), withoutComparison('users.jsonl'));
    assert.equal(audit.outputs['user-count'], '12');
    assert.equal(audit.outputs['added-count'], '');
  }
});

const action = 'Action needed: the list could not be compared with an earlier one. The list is complete.';

test('a reason out of a hostile artifact is text wherever it is told', async () => {
  await using world = await createWorld({ users: 12 });
  const { files, manifest } = await firstAudit(world);
  const markup = '<img src=x>"|`[a]';
  const zips = [
    { 'manifest.json': text(JSON.stringify({ ...manifest, schemaVersion: markup })) },
    { [`../${markup}`]: text('x') },
  ];
  for (const changed of zips) {
    const earlier = world.github.startRun();
    world.github.publish(earlier, 'entra-users', Buffer.from(zipSync({ ...(files as Zippable), ...changed })));
    world.github.finishRun(earlier, 'success');
    const run = await world.audit({ publish: 'none' });
    assert.match(
      run.annotations.warning[0] ?? '',
      /^There is no comparison with an earlier list: .*<img src=x>"\|`\[a\]/,
    );
    const changes = run.summary.split('\n').filter((line) => line.startsWith('| Changes |'));
    assert.equal(changes.length, 1);
    assert.ok(changes[0]?.includes('&#60;img src=x&#62;&#34;&#124;&#96;&#91;a&#93;'), changes[0]);
    assert.doesNotMatch(run.summary, /<img|\[a\]/);
    const page = await readFile(run.outputs['report-file'] ?? '', 'utf8');
    assert.match(page, /What changed<\/h2><p>[^<]*&#60;img src=x&#62;&#34;\|`\[a\][^<]*<\/p>/);
    assert.ok(!page.includes('<img src=x'));
  }
});

test('earlier findings that are none cost what is new, and that is told', async () => {
  await using world = await createWorld({ users: 12 });
  const { files, manifest } = await firstAudit(world);
  const none = text('null');
  const named = manifest.files.map((file: { name: string }) =>
    file.name === 'findings.json' ? { name: file.name, bytes: none.length, sha256: sha256(none) } : file,
  );
  const changed = { 'findings.json': none, 'manifest.json': text(JSON.stringify({ ...manifest, files: named })) };
  const run = world.github.startRun();
  world.github.publish(run, 'entra-users', Buffer.from(zipSync({ ...(files as Zippable), ...changed })));
  world.github.finishRun(run, 'success');
  const audit = await world.audit({ publish: 'none' });
  assert.equal(audit.exitCode, 0);
  assert.deepEqual(audit.annotations.warning, [
    'It is not known which findings are new: findings.json beside the earlier list cannot be used (there is something in it that is no finding).',
  ]);
});

test('an artifact that is not what GitHub keeps a digest of is refused', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  const first = await world.audit();
  const [published] = world.github.artifacts(first.workflowRun?.id ?? 0);
  world.github.faults.fail({ path: /\/zip$/, status: 200, body: published?.zip.subarray(0, 100) ?? '' });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  assert.match(run.annotations.warning[0] ?? '', /its SHA-256 is not the one that GitHub keeps/);
});

test('an artifact that is enormous by what GitHub says is not even fetched', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 3 });
  await world.audit();
  const workflow_run = { repository_id: 1_296_269, head_repository_id: 1_296_269 };
  const artifact = {
    id: 1,
    name: 'entra-users',
    size_in_bytes: 3 * 1024 ** 3,
    expired: false,
    created_at: null,
    workflow_run,
  };
  world.github.faults.fail({
    path: /\/artifacts$/,
    times: 2,
    status: 200,
    body: { total_count: 1, artifacts: [artifact] },
  });
  const run = await world.audit();
  assert.equal(run.exitCode, 0);
  assert.match(run.annotations.warning[0] ?? '', /cannot be used: it is enormous\./);
  assert.ok(!world.github.requests.some(({ path }) => path.endsWith('/artifacts/1/zip')));
});

test('another select: what both have is compared, and it is told', async () => {
  await using world = await createWorld({ inputs: listCompared, users: 5 });
  await world.audit({ select: 'displayName, department' });
  const [user] = world.emulator.directory.users();
  world.emulator.directory.update(user?.id ?? '', { department: 'Elsewhere' });
  const run = await world.audit({ select: 'displayName, department, city' });
  assert.equal(run.outputs['changed-count'], '1');
  assert.match(run.annotations.warning[0] ?? '', /another select \(new are city\)\. Only what both have is compared/);
});

/** Headers and table of contents stay as they are; a file's data begins with a block type that there is not. */
function spoilData(zip: Buffer, name: string): Buffer {
  const spoiled = Buffer.from(zip);
  const header = spoiled.readUInt32LE(contentsEntry(spoiled, name) + 42);
  const data = header + 30 + spoiled.readUInt16LE(header + 26) + spoiled.readUInt16LE(header + 28);
  spoiled.fill(0xff, data, data + 8);
  return spoiled;
}

/** Where the table of contents tells of a file: which one comes first in an artifact is left to chance. */
function contentsEntry(zip: Buffer, name: string): number {
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    if (zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)) === name) return at;
  }
  throw new TypeError(`there is no ${name} in the zip`);
}

/** Changes what the table of contents says about a file's size. */
function pretendSize(zip: Buffer, name: string, size: number): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt32LE(size, contentsEntry(changed, name) + 24);
  return changed;
}

function manyFiles(number: number): Buffer {
  return Buffer.from(
    zipSync(Object.fromEntries(Array.from({ length: number }, (_, index) => [`f${index}`, text('')]))),
  );
}

/** Bytes without a line break that do not shrink. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, seed = Buffer.from('seed'); at < length; at += 32) {
    seed = createHash('sha256').update(seed).digest();
    seed.copy(bytes, at);
  }
  return Buffer.from(bytes.map((byte) => (byte === 10 ? 11 : byte)));
}
