import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { audit } from './audit/audit.ts';
import { type Facts, Failure } from './base/failure.ts';
import { safeLines } from './base/safe-text.ts';
import { keepOldSpaceSmall, keepYoungSpaceSmall } from './base/v8-heap.ts';
import { acceptedBy } from './github/acceptance.ts';
import { createArtifactStore } from './github/artifact-store.ts';
import * as core from './github/commands.ts';
import { createLog } from './github/log.ts';
import { maskSecret } from './github/mask-secret.ts';
import { requestIdToken } from './github/oidc-token.ts';
import { repositoryVisibility } from './github/repository-visibility.ts';
import { readRunFacts } from './github/run-facts.ts';
import { fetchOverHttp } from './http/fetch-over-http.ts';
import { hideSecrets } from './http/hide-secrets.ts';
import { allProxyVariables, type Proxies, proxyName, readProxies } from './http/proxies/proxies.ts';
import { proxySecrets } from './http/proxies/proxy-secrets.ts';
import { routeRequests } from './http/proxies/route-requests.ts';
import { createTransport } from './http/transport.ts';
import { loadInputs, secretInputs } from './inputs/inputs.ts';
import { identitiesIn } from './privacy/age-keys.ts';
import { explain, problemText } from './problems/explain.ts';

const { env } = process;
const log = createLog(core, process.stdout);
const runFacts = readRunFacts(env);
const stop = new AbortController();
/** What is known so far, for the wording of a failure. */
let known: Facts = { docsBase: runFacts.docsBase, doing: 'starting', progress: 'No user had been read yet.' };

try {
  await run();
} catch (error) {
  // What a stopped request throws is of no interest beside the reason for stopping.
  const failure = stop.signal.aborted ? stop.signal.reason : error;
  core.setFailed(safeLines(problemText(explain(failure, known))));
  if (env.RUNNER_DEBUG === '1') log.info(hideSecrets(stackOf(error), secretsHere()));
  // Whatever is still under way (an upload, an open connection) must not keep a failed run alive.
  process.exit();
}

async function run(): Promise<void> {
  keepYoungSpaceSmall();
  keepOldSpaceSmall();
  const mask = (secret: string) => maskSecret(core.setSecret, secret);
  for (const secret of proxySecrets(env)) mask(secret);
  for (const name of secretInputs) mask(core.getInput(name));
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0') throw new Failure('tls-unchecked');
  // Given in the wrong place, it is a secret all the same.
  const given = Object.entries(env).filter(([name]) => name.startsWith('INPUT_'));
  for (const [, text = ''] of given) for (const identity of identitiesIn(text)) mask(identity);
  const proxies = useProxies();
  const loaded = loadInputs({
    getInput: core.getInput,
    workspace: env.GITHUB_WORKSPACE || process.cwd(),
    offersIdToken: Boolean(env.ACTIONS_ID_TOKEN_REQUEST_URL),
  });
  const { timeLimit, githubToken } = loaded.inputs;
  known = { ...known, minutes: timeLimit / 60_000 };
  const timer = setTimeout(() => {
    stop.abort(new Failure('time-limit', { reason: 'There was more to do than time to do it in.' }));
  }, timeLimit);
  // A cancelled workflow sends SIGINT, then SIGTERM some seconds later; a terminal that closes sends the others.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    process.once(signal, () => stop.abort(new Failure('cancelled', { signal })));
  }
  // What a library throws where nobody can catch it ends the audit as any error does, and clears up.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.once(event, (error: unknown) => stop.abort(error));
  }
  const pace = {
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds: number) => delay(milliseconds, undefined, { signal: stop.signal }),
    deadline: Date.now() + timeLimit,
  };
  await audit(loaded, {
    log,
    pace,
    transport: createTransport(stop.signal, (url) => proxyName(proxies, url)),
    signal: stop.signal,
    run: { ...runFacts, acceptedBy: await acceptedBy(env) },
    artifacts: createArtifactStore({
      env,
      token: githubToken,
      fetch: fetchOverHttp,
      pace,
      say: log.info,
      loadClient: loadArtifactClient,
    }),
    repositoryVisibility: (limits) =>
      repositoryVisibility({ env, token: githubToken, fetch: fetchOverHttp, pace, say: log.info }, limits),
    requestIdToken: (audience) => requestIdToken(core.getIDToken, audience, [env.ACTIONS_ID_TOKEN_REQUEST_TOKEN ?? '']),
    mask,
    setOutput: core.setOutput,
    writeSummary: core.writeSummary,
    temporaryFolder: env.RUNNER_TEMP || tmpdir(),
    clearLater: (folder) => core.saveState('folder', folder),
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

async function loadArtifactClient() {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}

/** Before anything is sent. @throws Failure `proxy-unusable`, `proxy-unknown` */
function useProxies(): Proxies | undefined {
  const proxies = readProxies(env);
  // It is decided: no library may read them otherwise.
  for (const name of allProxyVariables) delete env[name];
  if (proxies === undefined) return undefined;
  // Added in Node 24.14, last of what is needed here.
  if (!http.setGlobalProxyFromEnv) throw new Failure('proxy-unknown', { version: process.version });
  routeRequests(proxies, { http, https });
  syncBuiltinESMExports();
  return proxies;
}

/** What libraries and services may have put into the messages of their errors. */
function secretsHere(): string[] {
  const { ACTIONS_RUNTIME_TOKEN: runtime = '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: idToken = '' } = env;
  return [runtime, idToken, ...secretInputs.map((name) => core.getInput(name))];
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
