import { decodeLoosely, splitLogin } from './proxy-login.ts';

/** A proxy's address: one that every URL parser reads alike, or what is wrong with it, as the rest of a sentence. */
export type ProxyAddress = { url: string } | { problem: string };

/**
 * Reads a proxy's address as curl takes it: the scheme may be missing, a `%` that begins no escape is a `%`, and what
 * comes behind the port says nothing. Blanks and line breaks around it, at which curl stumbles, are no part of it.
 * Without a port it is 80, or 443 with https, as it is for GitHub's runner and for Node; only curl takes 1080.
 * Source: https://curl.se/libcurl/c/CURLOPT_PROXY.html
 *
 * @returns a problem never quotes the text: in one that cannot be read, anything may be the password
 */
export function parseProxyAddress(text: string): ProxyAddress {
  const address = text.trim();
  if (/^["'`]|["'`]$/.test(address)) return { problem: 'stands in quotes' };
  if (/\p{Cc}/u.test(address)) return { problem: 'has a line break or another control character in it' };
  const [, scheme = 'http', authority = '', path = ''] =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?([^/?#]*)(.*)$/is.exec(address) ?? [];
  const kind = scheme.toLowerCase();
  if (kind !== 'http' && kind !== 'https') return { problem: `names ${kindOf(kind)}, not an HTTP proxy` };
  if (path.includes('@')) return { problem: 'has a /, ? or # in its login that is not percent-encoded' };
  if (/\.(pac|dat)$/i.test(path)) return { problem: 'names a file that tells proxies (PAC), not an HTTP proxy' };
  const at = authority.lastIndexOf('@');
  if (at < 0 && /^https?:(?!\/\/|\d)/i.test(address)) return { problem: 'has no // behind its scheme' };
  const login = at < 0 ? '' : encodeLogin(authority.slice(0, at));
  if (login === undefined) return { problem: 'has a login that is percent-encoded in something else than UTF-8' };
  const place = authority.slice(at + 1);
  if (/^https?:?$/i.test(place) && path.startsWith('//'))
    return { problem: 'has no : behind its scheme, or two schemes' };
  return locate(`${kind}://${login}`, place);
}

/** Only what is known to be a scheme is said again. */
const otherKinds: ReadonlySet<string> = new Set([
  'socks',
  'socks4',
  'socks4a',
  'socks5',
  'socks5h',
  'ftp',
  'ftps',
  'ssh',
]);

function kindOf(scheme: string): string {
  if (scheme.startsWith('pac')) return 'a file that tells proxies (PAC)';
  return otherKinds.has(scheme) ? `a proxy of the kind ${scheme}://` : 'a proxy of another kind';
}

/** @returns '' or with an `@` behind it; undefined when no text comes of its escapes */
function encodeLogin(userinfo: string): string | undefined {
  const { user, password } = splitLogin(userinfo);
  const [name, secret] = [user, password ?? ''].map(decodeLoosely);
  if (name === undefined || secret === undefined) return undefined;
  if (name === '' && secret === '') return '';
  return `${encodeURIComponent(name)}:${encodeURIComponent(secret)}@`;
}

/** @param before scheme and login */
function locate(before: string, place: string): ProxyAddress {
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(place) ?? [];
  if (/:.*:/.test(place) && !place.startsWith('['))
    return { problem: 'has too many colons (an IPv6 address stands in [ and ])' };
  if (port !== '' && !(/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)) {
    return { problem: 'has a port that is no number from 1 to 65535' };
  }
  const url = `${before}${host}${port && `:${Number(port)}`}`;
  // A backslash would begin a path; other signs are those of a variable that nobody filled in, and of a masked value.
  const isName = /^(?:\[.*\]|[\p{L}\p{M}\p{N}._-]+)$/u.test(host);
  if (!isName || !URL.canParse(url)) return { problem: 'names no host' };
  return { url: new URL(url).href };
}
