/** The clouds that the Action can sign in to. */
export const cloudNames = ['public', 'us-gov', 'us-gov-dod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

/** Where a cloud's services are; every URL is an origin without a trailing slash. */
export interface Cloud {
  authorityUrl: string;
  graphUrl: string;
  /** Audience of a federated (OIDC) assertion. */
  tokenExchangeAudience: string;
}

/**
 * Sources: https://learn.microsoft.com/graph/deployments (hosts),
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust (audiences)
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    authorityUrl: 'https://login.microsoftonline.com',
    graphUrl: 'https://graph.microsoft.com',
    tokenExchangeAudience: 'api://AzureADTokenExchange',
  },
  'us-gov': {
    authorityUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://graph.microsoft.us',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  'us-gov-dod': {
    authorityUrl: 'https://login.microsoftonline.us',
    graphUrl: 'https://dod-graph.microsoft.us',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
  },
  china: {
    authorityUrl: 'https://login.partner.microsoftonline.cn',
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    tokenExchangeAudience: 'api://AzureADTokenExchangeChina',
  },
};

/** The page on which an administrator consents to what the application declares. */
export function adminConsentUrl(authorityUrl: string, tenantId: string, clientId: string): string {
  return `${authorityUrl}/${tenantId}/adminconsent?client_id=${clientId}`;
}
