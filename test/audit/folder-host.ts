import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { audit } from '../../src/audit/audit.ts';
import type { ArtifactFiles, ArtifactStore, Host, RepositoryVisibility } from '../../src/host.ts';
import { createTransport } from '../../src/http/transport.ts';
import { loadInputs } from '../../src/inputs/inputs.ts';

/** What a job of this other CI system has seen of an audit. */
export interface FolderJob {
  log: string[];
  warnings: string[];
  outputs: Record<string, string>;
  summary: string;
}

/**
 * Runs an audit in a CI system that is a folder: `runs/<number>/<artifact>/` holds what each run has left. It knows no
 * GitHub: no variables, no REST, no zip.
 *
 * @param home of the CI system, from job to job
 * @param visibility who can read the folder
 * @throws Failure of the audit
 */
export async function runFolderJob(
  home: string,
  inputs: Record<string, string>,
  visibility: RepositoryVisibility['visibility'] = 'private',
): Promise<FolderJob> {
  const runs = join(home, 'runs');
  await mkdir(runs, { recursive: true });
  const number = (await readdir(runs)).length + 1;
  await mkdir(join(runs, String(number)));
  const job: FolderJob = { log: [], warnings: [], outputs: {}, summary: '' };
  const stop = new AbortController();
  const host: Host = {
    log: {
      info: (text) => job.log.push(text),
      debug() {},
      notice: (text) => job.log.push(text),
      warning: (text) => job.warnings.push(text),
    },
    pace: { now: Date.now, random: Math.random, sleep: (time) => delay(time), deadline: Date.now() + 60_000 },
    transport: createTransport(stop.signal),
    signal: stop.signal,
    run: {
      action: { repository: null, ref: null },
      docsBase: '',
      workflowRun: {
        repository: 'folder',
        workflow: 'audit',
        runId: String(number),
        runAttempt: '1',
        sha: '',
        ref: 'main',
        actor: 'cron',
      },
      url: `file://${join(runs, String(number))}`,
    },
    artifacts: folderStore(runs, number),
    repositoryVisibility: async () => ({ repository: 'folder', visibility }),
    requestIdToken: () => Promise.reject(new Error('a folder issues no tokens')),
    mask() {},
    setOutput(name, value) {
      job.outputs[name] = value;
    },
    async writeSummary(markdown) {
      job.summary += markdown;
    },
    temporaryFolder: await mkdtemp(join(home, 'job-')),
    bundlePath: import.meta.filename,
    learn() {},
  };
  const getInput = (name: string) => inputs[name] ?? '';
  try {
    await audit(loadInputs({ getInput, workspace: home, offersIdToken: false }), host);
  } finally {
    stop.abort();
  }
  return job;
}

function folderStore(runs: string, current: number): ArtifactStore {
  const pathOf = (runId: string, name: string) => join(runs, runId, name);
  return {
    maximumRuns: 30,
    async upload({ name, files }) {
      const target = pathOf(String(current), name);
      await mkdir(target);
      for (const { path } of files) await copyFile(path, join(target, basename(path)));
      return { name, id: `${current}/${name}`, digest: '0'.repeat(64), bytes: 0, url: undefined };
    },
    async *find(name) {
      for (let run = current - 1; run > 0; run -= 1) {
        const there = (await readdir(join(runs, String(run)))).includes(name);
        const id = pathOf(String(run), name);
        const artifact = there ? { id, runId: String(run), bytes: 0, sha256: undefined } : undefined;
        yield { runId: String(run), artifact, expired: false };
      }
    },
    download: ({ id }) => filesIn(id),
  };
}

async function filesIn(folder: string): Promise<ArtifactFiles> {
  const names = await readdir(folder);
  return {
    has: (name) => names.includes(name),
    async read(name, limit) {
      if ((await stat(join(folder, name))).size > limit) throw new Error(`its ${name} is enormous`);
      return readFile(join(folder, name));
    },
    async unpack(name, target, { sha256 }) {
      const content = await readFile(join(folder, name));
      if (createHash('sha256').update(content).digest('hex') !== sha256) throw new Error(`its ${name} was changed`);
      await copyFile(join(folder, name), target);
    },
    async close() {},
  };
}
