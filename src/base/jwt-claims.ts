/**
 * Reads what a JSON Web Token says. The signature is not checked: it is a hint for people, never a decision.
 *
 * @returns whatever stands in it, of whatever types
 * @throws SyntaxError when it is no such token
 */
export function jwtClaims(token: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
}
