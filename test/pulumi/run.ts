import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installInfraPackages } from '../../scripts/infra-packages.ts';
import { missingPrograms } from './toolchain.ts';

/**
 * `npm run test:e2e`: the Pulumi program with the real engine and the real providers, where these are installed; with
 * `--required`, as in CI, it fails where they are not.
 */
const missing = await missingPrograms();
if (missing.length > 0) {
  const required = process.argv.includes('--required');
  console.log(
    `${required ? 'Not run' : 'Skipped'}: the end-to-end tests of infra/ need ${missing.join(', ')} on PATH (infra/README.md, "Testing").`,
  );
  if (required) process.exitCode = 1;
} else {
  await installInfraPackages();
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const scenarios = (await readdir(import.meta.dirname)).filter((name) => name.endsWith('.e2e.ts')).sort();
  const chosen = scenarios.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  const files = chosen.map((name) => join(import.meta.dirname, name));
  const child = spawn(process.execPath, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], {
    stdio: 'inherit',
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}
