import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bundledPackages, licenseNotices } from '../../scripts/licenses.ts';

const root = join(import.meta.dirname, '../..');

test('the packages of a bundle are those of its modules, in whatever they stand', () => {
  const modules = [
    { name: './src/main.ts + 2 modules', modules: [{ name: './node_modules/a/lib/x.js' }, { name: './src/y.ts' }] },
    {
      name: './node_modules/@scope/b/index.js + 1 modules',
      modules: [{ modules: [{ name: './node_modules/c/i.js' }] }],
    },
    { name: './node_modules/a/node_modules/d/i.js' },
    { name: '../loader/node_modules/loader/i.js!./node_modules/e/i.ts' },
    { name: 'external "node:fs"' },
    { name: '../../node_modules/a/other.js' },
  ];
  assert.deepEqual(bundledPackages(modules), [
    'node_modules/@scope/b',
    'node_modules/a',
    'node_modules/a/node_modules/d',
    'node_modules/c',
    'node_modules/e',
  ]);
});

test('a package has the text of its licence, or its name; one that has neither is an error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'licenses-'));
  try {
    const packages: [string, object, string?][] = [
      ['b', { name: 'b', version: '2.0.0', license: 'MIT', author: { name: 'B' }, repository: 'x/b' }],
      ['a', { name: 'a', version: '1.0.0', license: 'ISC' }, 'Text of a\r\n'],
      ['c', { name: 'c', version: '3.0.0', licenses: [{ type: 'MIT' }, { type: 'X11' }] }],
      ['d', { name: 'd', version: '4.0.0' }],
    ];
    for (const [name, description, text] of packages) {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'package.json'), JSON.stringify(description));
      if (text !== undefined) await writeFile(join(folder, name, 'LICENSE-MIT.txt'), text);
    }
    const none = (author: string, from: string) =>
      `The package holds no text of its licence. Author: ${author}. Source: ${from}\n`;
    assert.equal(
      await licenseNotices(folder, ['b', 'a', 'c']),
      `a 1.0.0\nISC\nText of a\n\nb 2.0.0\nMIT\n${none('B', 'x/b')}\nc 3.0.0\nMIT OR X11\n${none('not named', 'not named')}`,
    );
    await assert.rejects(licenseNotices(folder, ['a', 'd']), /^Error: no licence is known of d 4\.0\.0$/);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the licences beside the bundle name every package that it is made of by name', async () => {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const lines = (await readFile(join(root, 'dist/licenses.txt'), 'utf8')).split('\n');
  const named = (name: string) => lines.some((line) => line.startsWith(`${name} `));
  const others = ['pend'];
  assert.deepEqual(
    [...Object.keys(dependencies), ...others].filter((name) => !named(name)),
    [],
  );
});
