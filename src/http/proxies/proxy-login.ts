/** Name and password, as they stand in an address; the password is undefined where there is no colon. */
export interface Login {
  user: string;
  password: string | undefined;
}

/** @param userinfo what stands before the `@` of an address */
export function splitLogin(userinfo: string): Login {
  const colon = userinfo.indexOf(':');
  if (colon < 0) return { user: userinfo, password: undefined };
  return { user: userinfo.slice(0, colon), password: userinfo.slice(colon + 1) };
}

/**
 * Takes percent-encoding away; a `%` that begins no escape stays as it is.
 *
 * @returns undefined when the escapes are not UTF-8
 */
export function decodeLoosely(text: string): string | undefined {
  try {
    return text.replace(/(?:%[\da-f]{2})+/gi, decodeURIComponent);
  } catch {
    return undefined;
  }
}
