import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folders and files that a runner makes for a step. */
export interface JobFolders {
  /** RUNNER_TEMP */
  temporary: string;
  /** GITHUB_WORKSPACE */
  workspace: string;
  files: Record<'output' | 'state' | 'env' | 'path' | 'summary', string>;
  /** The variables that name them, and those that describe the machine. */
  env: Record<string, string>;
  remove(): Promise<void>;
}

const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/**
 * Makes everything afresh, the home folder among it: what lies on the machine must not matter.
 *
 * @param event the payload of the event that began the run
 */
export async function createJobFolders(event: object): Promise<JobFolders> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'job-')));
  const folder = async (name: string) => {
    await mkdir(join(root, name));
    return join(root, name);
  };
  const file = async (name: string, content = '') => {
    await writeFile(join(root, name), content);
    return join(root, name);
  };
  const [temporary, workspace, home, toolCache] = await Promise.all(
    ['temp', 'workspace', 'home', 'tools'].map(folder) as [
      Promise<string>,
      Promise<string>,
      Promise<string>,
      Promise<string>,
    ],
  );
  const files = {
    output: await file('set_output'),
    state: await file('save_state'),
    env: await file('set_env'),
    path: await file('add_path'),
    summary: await file('step_summary'),
  };
  return {
    temporary,
    workspace,
    files,
    env: {
      HOME: home,
      TMPDIR: tmpdir(),
      GITHUB_OUTPUT: files.output,
      GITHUB_STATE: files.state,
      GITHUB_ENV: files.env,
      GITHUB_PATH: files.path,
      GITHUB_STEP_SUMMARY: files.summary,
      GITHUB_EVENT_PATH: await file('event.json', JSON.stringify(event)),
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temporary,
      RUNNER_TOOL_CACHE: toolCache,
      RUNNER_OS: SYSTEMS[platform()] ?? 'Linux',
      RUNNER_ARCH: arch().toUpperCase(),
      RUNNER_NAME: 'GitHub Actions 1',
      RUNNER_ENVIRONMENT: 'github-hosted',
    },
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}
