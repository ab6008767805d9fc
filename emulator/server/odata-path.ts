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

/**
 * The ways to write a path of Graph that lead to the same: the tenant before the resource, or `myorganization` for it,
 * as in Azure AD Graph, and doubled slashes, which the Graph SDK for Python sends with its own base address.
 * Source: https://learn.microsoft.com/graph/migrate-azure-ad-graph-request-differences#basic-requests
 *
 * @param url path and query as they were sent
 */
export function plainGraphPath(url: string, tenant: { id: string; domain: string }): string {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  const [start = '', version = '', ...rest] = path.split('/');
  if (start !== '' || !/^(v1\.0|beta)$/i.test(version)) return url;
  const segments = rest.filter((segment, index) => segment !== '' || index === rest.length - 1);
  const first = segments[0]?.toLowerCase() ?? '';
  if ([tenant.id, tenant.domain, 'myorganization'].includes(first)) segments.shift();
  return `/${version}/${segments.join('/')}${end < 0 ? '' : url.slice(end)}`;
}
