/**
 * Secrets by their shape. Nobody masks what stands in an input that is not for secrets, so it is refused without being
 * said again. Sources: https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret and
 * https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN|-----END|PRIVATE KEY/, 'a PEM text'],
  // Five dashes, and the length with which DER begins.
  [/^["']?(?:LS0tLS|MI[A-Z])[\w+/=\s-]{60}/, 'a key or certificate in base64'],
  [/(?:^|[\s,;"'])[\w~.-]{3}\dQ~[\w~.-]{30,40}(?:$|[\s,;"'])/, 'what looks like a client secret'],
  [/(?:^|[\s,;"'])(?:gh[oprsu]_|github_pat_)\w{30}|^eyJ[\w-]+\.[\w-]+\./, 'a token'],
  [/^[a-z][a-z\d+.-]{0,20}:\/\/[^/\s]*@/i, 'an address with a login'],
];

/** @returns what kind of secret stands in a text, in words that may be shown; undefined when none does */
export function misplacedSecret(text: string): string | undefined {
  return shapes.find(([shape]) => shape.test(text))?.[1];
}

/** @returns what stands in place of a client secret, in words that may be shown; undefined when it may be one */
export function notAClientSecret(text: string): string | undefined {
  if (/^[*•]+$/.test(text)) return 'asterisks, as a log shows them in place of a secret';
  if (/^\$\{\{/.test(text)) return 'an expression that was not evaluated';
  const [pem, base64] = shapes;
  return [pem, base64].find((shape) => shape?.[0].test(text))?.[1];
}
