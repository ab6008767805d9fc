import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';

const PROLOGUE = `
import { DefaultArtifactClient } from '@actions/artifact';
const client = new DefaultArtifactClient();
const answer = (value) => console.log('\\nANSWER ' + JSON.stringify(value));
`;

/**
 * Runs a script with GitHub's own artifact client as `client`, in a process with a job's environment, since the client
 * reads it when it is loaded.
 *
 * @param script the body of a module; calls `answer(value)` once
 * @returns what it answered
 * @throws Error with the log when the process fails
 */
export async function withArtifactClient(env: Record<string, string>, script: string): Promise<unknown> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', PROLOGUE + script], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH ?? '', ...env },
  });
  const line = stdout.split('\n').findLast((text) => text.startsWith('ANSWER '));
  return line === undefined ? undefined : JSON.parse(line.slice('ANSWER '.length));
}

/** A fresh folder with the given files, gone after the test. */
export async function folderWith(t: TestContext, files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'artifact-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}
