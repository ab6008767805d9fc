import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';

const script = join(import.meta.dirname, '../../../scripts/release/publish.ts');
const commit = '0123456789abcdef0123456789abcdef01234567';

interface GitHub {
  /** The commit of the tag, each time that it is asked for. */
  tag: string[];
  release?: { draft: boolean; immutable: boolean };
  /** Whether the repository has immutable releases. */
  immutable: boolean;
}

/** As gh answers; what it is asked to do it notes down. */
const gh = `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const [noun, verb, ...rest] = process.argv.slice(2);
const state = JSON.parse(readFileSync(process.env.GH_STATE));
const words = [noun, verb, ...rest].join(' ');
if (words === 'api repos/{owner}/{repo}/commits/v1.0.0 --jq .sha')
  console.log(state.tag.length > 1 ? state.tag.shift() : state.tag[0]);
else if (words.startsWith('api --paginate repos/{owner}/{repo}/releases --jq .[] | select(.tag_name == "v1.0.0")'))
  console.log(state.release ? JSON.stringify(state.release) : '');
else appendFileSync(process.env.GH_LOG, words + '\\n');
if (verb === 'delete') delete state.release;
if (verb === 'create') state.release = { draft: true, immutable: false };
if (verb === 'edit') state.release = { draft: false, immutable: state.immutable };
writeFileSync(process.env.GH_STATE, JSON.stringify(state));
`;

/** Publishes v1.0.0. @returns what gh was asked to do, and the words of the script */
async function publish(state: GitHub): Promise<{ asked: string[]; said: string; status: number | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'publish-'));
  try {
    const [program, assets, log] = [join(folder, 'gh'), join(folder, 'release'), join(folder, 'log')];
    await writeFile(program, gh);
    await chmod(program, 0o755);
    await mkdir(assets);
    for (const name of ['a.tar.gz', 'a.spdx.json', 'SHA256SUMS', 'subjects.sha256', 'notes.md', 'else'])
      await writeFile(join(assets, name), '');
    await writeFile(log, '');
    await writeFile(join(folder, 'state'), JSON.stringify(state));
    const env = {
      PATH: [folder, process.env.PATH].join(delimiter),
      GH_STATE: join(folder, 'state'),
      GH_LOG: log,
      GITHUB_REF_NAME: 'v1.0.0',
      GITHUB_SHA: commit,
    };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, assets], { env, encoding: 'utf8' });
    const asked = (await readFile(log, 'utf8')).replaceAll(`${assets}/`, '').trim().split('\n').filter(Boolean);
    return { asked, said: (stdout + stderr).trim(), status };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const published = [
  'release create v1.0.0 --draft --verify-tag --title v1.0.0 --notes-file notes.md SHA256SUMS a.spdx.json a.tar.gz',
  'release edit v1.0.0 --draft=false',
];

const posix = { skip: process.platform === 'win32' && 'the workflow runs on Linux' };

test('a release is a draft until it is whole, and immutable from then on', posix, async () => {
  const end = await publish({ tag: [commit], immutable: true });
  assert.deepEqual(end, { asked: published, said: `v1.0.0 is published from ${commit}, and immutable.`, status: 0 });
});

test('the draft of an attempt that broke off is made anew', posix, async () => {
  const end = await publish({ tag: [commit], release: { draft: true, immutable: false }, immutable: true });
  assert.deepEqual(end.asked, ['release delete v1.0.0 --yes', ...published]);
});

test('a release that is there is not touched', posix, async () => {
  const end = await publish({ tag: [commit], release: { draft: false, immutable: true }, immutable: true });
  assert.deepEqual([end.asked, end.status], [[], 1]);
  assert.match(end.said, /There is a release v1\.0\.0 already; nothing was published\.$/);
});

for (const [when, tag, asked] of [
  ['before the draft', ['f'.repeat(40)], []],
  ['before it is published', [commit, 'f'.repeat(40)], published.slice(0, 1)],
] as const) {
  test(`a tag that was moved ${when} is not released`, posix, async () => {
    const end = await publish({ tag: [...tag], immutable: true });
    assert.deepEqual([end.asked, end.status], [asked, 1]);
    assert.match(end.said, /v1\.0\.0 is f{40} by now, and 0123\w+ was built; nothing was published\.$/);
  });
}

test('a release that can be changed is an error, which says what to do', posix, async () => {
  const end = await publish({ tag: [commit], immutable: false });
  assert.equal(end.status, 1);
  assert.match(
    end.said,
    /v1\.0\.0 is published, but not immutable\. Delete the release, switch "Enable release immutability" on/,
  );
});
