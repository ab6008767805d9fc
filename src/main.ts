import http from 'node:http';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { audit } from './audit/audit.ts';
import { type Facts, Failure } from './base/failure.ts';
import { safeLines } from './base/safe-text.ts';
import { keepOldSpaceSmall, keepYoungSpaceSmall } from './base/v8-heap.ts';
import { guardDisk, guardDiskSync } from './disk/output-folder.ts';
import { cloudNames } from './entra/clouds.ts';
import * as core from './github/commands.ts';
import { createLog } from './github/log.ts';
import { maskSecret } from './github/mask-secret.ts';
import { createTransport } from './http/transport.ts';
import { loadInputs } from './inputs/inputs.ts';
import { docsBase } from './problems/docs-link.ts';
import { explain, problemText } from './problems/explain.ts';

const { env } = process;
const log = createLog(core, process.stdout);
const stop = new AbortController();
/** What is known so far, for the wording of a failure. */
let known: Facts = { docsBase: docsBase(env), doing: 'starting', progress: 'No user had been read yet.' };

try {
  await run();
} catch (error) {
  // What a stopped request throws is of no interest beside the reason for stopping.
  const failure = stop.signal.aborted ? stop.signal.reason : error;
  core.setFailed(safeLines(problemText(explain(failure, known))));
  if (env.RUNNER_DEBUG === '1') log.info(stackOf(error));
  // Whatever is still under way (an upload, an open connection) must not keep a failed run alive.
  process.exit();
}

async function run(): Promise<void> {
  keepYoungSpaceSmall();
  keepOldSpaceSmall();
  useProxy();
  const mask = (secret: string) => maskSecret(core.setSecret, secret);
  for (const name of ['certificate', 'certificate-password', 'client-secret', 'github-token'])
    mask(core.getInput(name));
  const loaded = loadInputs({ getInput: core.getInput, env, cloudNames });
  const { timeLimit } = loaded.inputs;
  known = { ...known, minutes: timeLimit / 60_000 };
  const timer = setTimeout(() => {
    stop.abort(new Failure('time-limit', { reason: 'There was more to do than time to do it in.' }));
  }, timeLimit);
  // A cancelled workflow sends SIGINT, then SIGTERM some seconds later.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => stop.abort(new Failure('cancelled', { signal })));
  }
  await audit(loaded, {
    env,
    log,
    transport: createTransport(stop.signal),
    fetch,
    pace: {
      now: Date.now,
      random: Math.random,
      sleep: (milliseconds) => delay(milliseconds, undefined, { signal: stop.signal }),
      deadline: Date.now() + timeLimit,
    },
    signal: stop.signal,
    mask,
    getIDToken: core.getIDToken,
    // Without its file, setOutput prints the value to the log.
    setOutput(name, value) {
      const path = env.GITHUB_OUTPUT;
      if (path) guardDiskSync(path, () => core.setOutput(name, value));
    },
    async writeSummary(markdown) {
      const path = env.GITHUB_STEP_SUMMARY;
      if (path) await guardDisk(path, () => core.summary.addRaw(markdown).write());
    },
    loadArtifactClient: async () => {
      const { DefaultArtifactClient } = await import('@actions/artifact');
      return new DefaultArtifactClient();
    },
    temporaryFolder: env.RUNNER_TEMP || tmpdir(),
    bundlePath: import.meta.filename,
    learn: (facts) => {
      known = { ...known, ...facts };
    },
  });
  clearTimeout(timer);
  // A page that was asked for ahead and is not wanted any more must not keep the process alive.
  stop.abort();
  // Nor must a tunnel through a proxy that leads nowhere: that cannot be aborted.
  setTimeout(() => process.exit(), 2_000).unref();
}

/** Node takes no notice of HTTPS_PROXY, HTTP_PROXY and NO_PROXY by itself. Added in Node 24.14. */
function useProxy(): void {
  const wanted = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].filter((name) => env[name]);
  if (wanted.length === 0) return;
  if (http.setGlobalProxyFromEnv) http.setGlobalProxyFromEnv();
  else log.warning(`${wanted[0]} is set, but this runner's Node ${process.version} cannot use it: update the runner.`);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
