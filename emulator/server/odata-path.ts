/**
 * Turns OData's key syntax into path segments, which the router understands: `/applications(appId='x')` becomes
 * `/applications/appId=x`, `/users('x')` becomes `/users/x`.
 * Source: https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_CanonicalURL
 *
 * @param url path and query as they were sent
 */
export function odataKeysToSegments(url: string): string {
  const [path = '', query] = url.split(/(\?.*)/s);
  if (!/^\/(v1\.0|beta)\//i.test(path)) return url;
  const segments = path.replace(
    /\/(\w+)(?:\(|%28)(?:(\w+)(?:=|%3D))?(?:'|%27)(.+?)(?:'|%27)(?:\)|%29)(?=\/|$)/gi,
    (_match, collection: string, name: string | undefined, key: string) =>
      `/${collection}/${name === undefined ? '' : `${name}=`}${key.replaceAll(/(?:'|%27){2}/g, '%27')}`,
  );
  return segments + (query ?? '');
}
