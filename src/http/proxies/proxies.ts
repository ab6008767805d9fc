import { Failure } from '../../base/failure.ts';
import { type Bypass, parseNoProxy } from './no-proxy.ts';
import { parseProxyAddress } from './proxy-address.ts';

export type Scheme = 'http' | 'https';

/** Which requests go through which proxy; {@link proxyFor} decides. */
export interface Proxies {
  /** Its address, with the login; undefined when requests of this scheme go out directly. */
  http: string | undefined;
  https: string | undefined;
  /** What goes out directly all the same. */
  bypass: Bypass;
}

/** Where a request goes. */
export interface Target {
  scheme: Scheme;
  /** As a URL has it. */
  hostname: string;
  /** As a URL has it: '' for the usual one. */
  port: string;
}

/** The environment of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * In the order in which they count, as for curl; an empty one does not. curl leaves HTTP_PROXY aside, for in a CGI
 * program whoever asks sets it; no Action is one, and GitHub's runner knows it.
 * Source: https://curl.se/docs/manpage.html#ENVIRONMENT
 */
const forHttps = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'];
const forHttp = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];
const forNone = ['no_proxy', 'NO_PROXY'];

/** Variables that hold the address of a proxy, and maybe a login. */
export const proxyVariables: readonly string[] = [...new Set([...forHttps, ...forHttp])];
/** All variables that say something about proxies. */
export const allProxyVariables: readonly string[] = [...proxyVariables, ...forNone];

/**
 * Reads which proxies are to be used.
 *
 * @returns undefined when there are none: nothing is set, or NO_PROXY exempts everything
 * @throws Failure `proxy-unusable`, which names each variable that is wrong, and nothing of what is in it
 */
export function readProxies(env: Variables): Proxies | undefined {
  const none = env[chosen(env, forNone) ?? ''] ?? '';
  const variables = { http: chosen(env, forHttp), https: chosen(env, forHttps) };
  if (none.trim() === '*' || (variables.http ?? variables.https) === undefined) return undefined;
  const problems = new Set<string>();
  const address = (variable: string | undefined) => {
    if (variable === undefined) return undefined;
    const read = parseProxyAddress(env[variable] ?? '');
    if ('url' in read) return read.url;
    problems.add(`${variable} ${read.problem}`);
    return undefined;
  };
  const proxies = { https: address(variables.https), http: address(variables.http), bypass: parseNoProxy(none) };
  if (problems.size > 0) throw new Failure('proxy-unusable', { problems: [...problems].join('; ') });
  return proxies;
}

/** @returns the address of the proxy, with the login; undefined when the request goes out directly */
export function proxyFor(proxies: Proxies, { scheme, hostname, port }: Target): string | undefined {
  const usual = scheme === 'https' ? 443 : 80;
  return proxies.bypass(hostname, Number(port || usual)) ? undefined : proxies[scheme];
}

/** @returns {@link proxyFor} without the login: what may be said of it */
export function proxyName(proxies: Proxies | undefined, address: string): string | undefined {
  const { protocol, hostname, port } = new URL(address);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  const proxy = proxies && proxyFor(proxies, { scheme, hostname, port });
  return proxy && new URL(proxy).origin;
}

function chosen(env: Variables, names: readonly string[]): string | undefined {
  return names.find((name) => (env[name] ?? '').trim() !== '');
}
