// Before all others: on an old Node they do not load.
import './base/needs-node.ts';

import http from 'node:http';
import https from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { audit } from './audit/audit.ts';
import { createDeadlineWatch, type DeadlineWatch } from './base/deadline-watch.ts';
import { type Facts, Failure } from './base/failure.ts';
import { safeLines } from './base/safe-text.ts';
import { giveBuffersRoom, keepYoungSpaceSmall, scavengeAlone } from './base/v8-heap.ts';
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
const log = createLog(core);
const runFacts = readRunFacts(env);
const stop = new AbortController();
/** Milliseconds that a piece of work may take beyond the deadline, and then all the clearing up. */
const [grace, clearing] = [20_000, 60_000];
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
  giveBuffersRoom();
  scavengeAlone();
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
  const temporaryFolder = env.RUNNER_TEMP || tmpdir();
  const watch = watchDeadline(performance.now() + timeLimit, temporaryFolder);
  const timer = setTimeout(() => {
    watch.acknowledge();
    stop.abort(new Failure('time-limit', { reason: 'The audit needs more time than time-limit gives it.' }));
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
  // Nothing of others has come yet when the first request has left.
  const transport = createTransport(stop.signal, (url) => proxyName(proxies, url), watch.start);
  await audit(loaded, {
    log,
    pace,
    transport,
    signal: stop.signal,
    run: { ...runFacts, acceptedBy: await acceptedBy(env) },
    artifacts: createArtifactStore({
      env,
      token: githubToken,
      fetch: fetchOverHttp,
      transport,
      pace,
      say: log.info,
      mask: core.setSecret,
    }),
    repositoryVisibility: (limits) =>
      repositoryVisibility({ env: env, token: githubToken, fetch: fetchOverHttp, pace, say: log.info }, limits),
    requestIdToken: (audience) =>
      requestIdToken({ env, transport, pace: { ...pace, say: log.info }, mask: core.setSecret }, audience),
    mask,
    setOutput: core.setOutput,
    writeSummary: core.writeSummary,
    temporaryFolder,
    clearLater(folder) {
      core.saveState('folder', folder);
      watch.tell({ folder });
    },
    bundlePath: import.meta.filename,
    reviewProgram: availableParallelism() > 1 ? besideThis('worker') : undefined,
    learn(facts) {
      known = { ...known, ...facts };
      if ('doing' in facts) watch.tell({ lastWords: lastWords() });
    },
  });
  clearTimeout(timer);
  watch.end();
  // A page that was asked for ahead and is not wanted any more must not keep the process alive.
  stop.abort();
  // Nor must a tunnel through a proxy that leads nowhere: that cannot be aborted.
  setTimeout(() => process.exit(), 2_000).unref();
}

/** @param deadline as `performance.now()` counts */
function watchDeadline(deadline: number, temporary: string): DeadlineWatch {
  return createDeadlineWatch({
    program: besideThis('watchdog'),
    ...{ left: () => deadline - performance.now(), grace, clearing, temporary },
    onTrouble: (reason) =>
      log.info(`The second thread that holds time-limit ended (${reason}): one long piece of work may now exceed it.`),
  });
}

/** Path of the program of another thread. */
function besideThis(name: string): string {
  const { filename, dirname } = import.meta;
  return join(dirname, name + extname(filename));
}

/** What is said in this thread's place when it does not end. */
function lastWords(): string {
  const reason = 'One piece of work did not end, or clearing up took too long: the process was killed.';
  const failure = new Failure('time-limit', { reason, progress: 'Nothing that is not whole was published.' });
  return core.errorLine(safeLines(problemText(explain(failure, known))));
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
