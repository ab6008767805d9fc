/** One of Microsoft's clouds, as its sign-in is reached. */
export interface LoginHosts {
  preferredNetwork: string;
  preferredCache: string;
  /** Every host of its sign-in, the preferred ones among them. */
  aliases: readonly string[];
  /** The host of its Microsoft Graph. */
  graph: string;
}

/**
 * The login hosts of the clouds. A client that is led here by a proxy, or by a hosts file, names them.
 * Source: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud, and what Entra's own
 * instance discovery answers
 */
export const loginHosts: readonly LoginHosts[] = [
  {
    preferredNetwork: 'login.microsoftonline.com',
    preferredCache: 'login.windows.net',
    aliases: ['login.microsoftonline.com', 'login.windows.net', 'login.microsoft.com', 'sts.windows.net'],
    graph: 'graph.microsoft.com',
  },
  {
    preferredNetwork: 'login.partner.microsoftonline.cn',
    preferredCache: 'login.partner.microsoftonline.cn',
    aliases: ['login.partner.microsoftonline.cn', 'login.chinacloudapi.cn'],
    graph: 'microsoftgraph.chinacloudapi.cn',
  },
  {
    preferredNetwork: 'login.microsoftonline.us',
    preferredCache: 'login.microsoftonline.us',
    aliases: ['login.microsoftonline.us', 'login.usgovcloudapi.net'],
    graph: 'graph.microsoft.us',
  },
];

/** @returns the cloud that signs in on this host; undefined for a host that is none of Microsoft's */
export function loginHostsOf(host: string): LoginHosts | undefined {
  return loginHosts.find(({ aliases }) => aliases.includes(host));
}
