import type http from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type https from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { type Proxies, proxyFor, type Scheme } from './proxies.ts';

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
export function routeRequests(proxies: Proxies, { http, https }: HttpModules): () => void {
  const restorations = [replace(http, 'http', proxies), replace(https, 'https', proxies)];
  return () => {
    for (const restore of restorations) restore();
  };
}

function replace(module: typeof http | typeof https, scheme: Scheme, proxies: Proxies): () => void {
  const { request: send, get, Agent } = module;
  const address = proxies[scheme];
  const proxied = address && new Agent({ ...agentOptions, proxyEnv: { [`${scheme}_proxy`]: address } });
  // Not the global one: NODE_USE_ENV_PROXY may have given it a proxy.
  const direct = new Agent(agentOptions);
  const request = (...given: Given): ClientRequest => {
    const { options, onResponse } = understand(given);
    const isProxied = !options.socketPath && proxyFor(proxies, { scheme, ...placeOf(options) }) !== undefined;
    return send({ ...options, agent: isProxied && proxied ? proxied : (options.agent ?? direct) }, onResponse);
  };
  Object.assign(module, { request, get: (...given: Given) => request(...given).end() });
  return () => Object.assign(module, { request: send, get });
}

/** Those of Node's global agents. */
const agentOptions = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 } as const;

type Given = Parameters<typeof http.request> | [RequestOptions | string | URL, OnResponse?];
type OnResponse = (response: IncomingMessage) => void;

/** The many ways to say what is asked for, as one. */
function understand([first, second, third]: Given): { options: RequestOptions; onResponse: OnResponse | undefined } {
  if (typeof first !== 'string' && !(first instanceof URL)) return { options: first, onResponse: second as OnResponse };
  const url = urlToHttpOptions(new URL(first));
  if (typeof second === 'function') return { options: url, onResponse: second };
  return { options: { ...url, ...second }, onResponse: third };
}

function placeOf({ host, hostname, port }: RequestOptions): { hostname: string; port: string } {
  return { hostname: hostname ?? host ?? 'localhost', port: String(port ?? '') };
}
