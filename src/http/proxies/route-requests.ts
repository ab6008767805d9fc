import type http from 'node:http';
import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import type { Proxies } from './proxies.ts';

/** The two modules of Node that requests go through, whoever sends them. */
export interface HttpModules {
  http: typeof http;
  https: typeof https;
}

/**
 * Lets every request of this process go as the proxies say.
 *
 * Node itself, the client of GitHub's services and that of Azure's storage each read HTTPS_PROXY and NO_PROXY for
 * themselves, and no two of them alike: one goes to this machine directly whatever is set, one knows no ports, one no
 * `*`. But all of them send through `request` of node:http and node:https, so that is where it is decided; what goes
 * through a proxy gets an agent of Node's own, which knows how.
 * Source: https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support
 *
 * @returns takes it back
 */
export function routeRequests({ bypass, ...proxies }: Proxies, { http, https }: HttpModules): () => void {
  const agent = (Agent: typeof http.Agent | typeof https.Agent, proxy?: string) =>
    new Agent({ ...agentOptions, ...(proxy && { proxyEnv: { http_proxy: proxy, https_proxy: proxy } }) });
  const ways = (Agent: typeof http.Agent | typeof https.Agent, proxy: string | undefined): Ways => ({
    proxied: proxy === undefined ? undefined : agent(Agent, proxy),
    direct: agent(Agent),
    bypass,
  });
  const restorations = [
    replace(http, 80, ways(http.Agent, proxies.http)),
    replace(https, 443, ways(https.Agent, proxies.https)),
  ];
  return () => {
    for (const restore of restorations) restore();
  };
}

/** Those of Node's global agents. */
const agentOptions = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 } as const;

interface Ways {
  /** Undefined when there is no proxy for this scheme. */
  proxied: Agent | undefined;
  /** For whoever brings no agent: the global one may have been given a proxy by NODE_USE_ENV_PROXY. */
  direct: Agent;
  bypass: Proxies['bypass'];
}

type Given = Parameters<typeof http.request> | [RequestOptions | string | URL, OnResponse?];
type OnResponse = (response: IncomingMessage) => void;

function replace(module: typeof http | typeof https, defaultPort: number, ways: Ways): () => void {
  const { request: send, get } = module;
  const request = (...given: Given): ClientRequest => {
    const { options, onResponse } = understand(given);
    return send({ ...options, agent: agentFor(options, defaultPort, ways) }, onResponse);
  };
  Object.assign(module, { request, get: (...given: Given) => request(...given).end() });
  return () => Object.assign(module, { request: send, get });
}

/** The many ways to say what is asked for, as one. */
function understand([first, second, third]: Given): { options: RequestOptions; onResponse: OnResponse | undefined } {
  if (typeof first !== 'string' && !(first instanceof URL)) return { options: first, onResponse: second as OnResponse };
  const url = urlToHttpOptions(new URL(first));
  if (typeof second === 'function') return { options: url, onResponse: second };
  return { options: { ...url, ...second }, onResponse: third };
}

function agentFor(options: RequestOptions, defaultPort: number, { proxied, direct, bypass }: Ways) {
  const { host, hostname = host ?? 'localhost', port, agent, socketPath } = options;
  if (!proxied || socketPath || bypass(String(hostname), Number(port || defaultPort))) return agent ?? direct;
  return proxied;
}
