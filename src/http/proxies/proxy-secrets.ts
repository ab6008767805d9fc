import { proxyVariables, type Variables } from './proxies.ts';
import { decodeLoosely, splitLogin } from './proxy-login.ts';

/** A name that stands alone before the `@` may be a token; a shorter one stands in other words by chance. */
const shortestToken = 8;

/**
 * What of the proxies' addresses must never be printed, whether an address can be read or not: each password, and each
 * login as a whole, as they stand there, without percent-encoding, with it, and as they are sent. The name alone is no
 * secret: masked, it would blacken what has nothing to do with it, and drop outputs.
 */
export function proxySecrets(env: Variables): string[] {
  const logins = proxyVariables.flatMap((name) => userinfos(env[name] ?? ''));
  return [...new Set(logins.flatMap(formsOf))];
}

/** An address that cannot be read may have an `@` too many or too late: its login may end at the last of all. */
function userinfos(text: string): string[] {
  const address = text.replace(/^[\s"'`]+/, '').replace(/^[a-z][a-z\d+.-]*:\/\//i, '');
  const [authority = ''] = /^[^/?#]*/.exec(address) ?? [];
  const ends = [address.lastIndexOf('@'), authority.lastIndexOf('@')].filter((end) => end > 0);
  return [...new Set(ends)].map((end) => address.slice(0, end));
}

function formsOf(userinfo: string): string[] {
  const { user, password } = splitLogin(userinfo);
  const [name, secret] = [user, password ?? ''].map((part) => decodeLoosely(part) ?? part);
  const sent = Buffer.from(`${name}:${secret}`).toString('base64');
  if (password === undefined) return user.length < shortestToken ? [] : [...encodings(user), ...encodings(name), sent];
  const together = [name, secret].map((part) => encodeURIComponent(part ?? '')).join(':');
  return [...encodings(password), ...encodings(secret), userinfo, `${name}:${secret}`, together, sent];
}

/** As text, percent-encoded throughout, and as URL parsers encode it. */
function encodings(text = ''): string[] {
  const url = new URL('http://host');
  url.password = text;
  return [text, encodeURIComponent(text), url.password];
}
