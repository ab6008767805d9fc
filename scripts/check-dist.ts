import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differingFiles } from './compare-folders.ts';
import { run } from './run.ts';

/** Bundles into a folder of its own and compares byte by byte. @throws Error naming what is stale, new or missing */
export async function checkDist(): Promise<void> {
  const fresh = await mkdtemp(join(tmpdir(), 'dist-'));
  try {
    await run('node', ['scripts/build.ts', fresh]);
    const stale = await differingFiles(fresh, join(import.meta.dirname, '../dist'));
    if (stale.length > 0) throw new Error(`run "npm run build" and commit dist/ (stale: ${stale.join(', ')})`);
  } finally {
    await rm(fresh, { recursive: true });
  }
}
