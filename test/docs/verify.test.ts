import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';

const page = await readFile(join(import.meta.dirname, '../../docs/verify.md'), 'utf8');
const [, script = ''] = /```sh verify\n([\s\S]*?)```/.exec(page) ?? [];
const [address = ''] = /https:\/\/github\.com\/\S+/.exec(script) ?? [];

/** As it builds; that the real one gives the bytes of dist/ is a part of `npm run check`. */
const npm = `#!/bin/sh
case "$*" in
  'ci --ignore-scripts') ;;
  'run build') mkdir dist && eval "$BUILD" ;;
  *) exit 1 ;;
esac
`;

for (const [what, build, told] of [
  ['the same', 'echo bundle > dist/index.js; echo other > dist/post.js', 'dist/ is built from src/'],
  ['another', 'echo bungle > dist/index.js; echo other > dist/post.js', ' M dist/index.js'],
  ['one file less', 'echo bundle > dist/index.js', ' D dist/post.js'],
  [
    'one file more',
    'echo bundle > dist/index.js; echo other > dist/post.js; echo more > dist/more.js',
    '?? dist/more.js',
  ],
] as const) {
  test(`the commands of docs/verify.md tell when the build gives ${what}`, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'verify-'));
    try {
      const repository = join(folder, 'repository');
      const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' }).trim();
      await mkdir(join(repository, 'dist'), { recursive: true });
      git('init', '--quiet');
      await writeFile(join(repository, 'dist/index.js'), 'bundle\n');
      await writeFile(join(repository, 'dist/post.js'), 'other\n');
      git('add', '.');
      const commit = () =>
        git('-c', 'user.name=a', '-c', 'user.email=a@b.example', 'commit', '-q', '-m', 'x', '--allow-empty');
      commit();
      const pinned = git('rev-parse', 'HEAD');
      commit();
      const programs = join(folder, 'bin');
      await mkdir(programs);
      await writeFile(join(programs, 'npm'), npm);
      await chmod(join(programs, 'npm'), 0o755);
      const env = {
        PATH: [programs, process.env.PATH].join(delimiter),
        COMMIT: pinned,
        BUILD: build,
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: `url.${repository}.insteadOf`,
        GIT_CONFIG_VALUE_0: address,
      };
      const { stdout, stderr } = spawnSync('bash', [], { cwd: folder, env, input: script, encoding: 'utf8' });
      assert.equal(stdout.trimEnd(), told, stderr);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
}
