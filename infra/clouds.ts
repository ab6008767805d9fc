export const cloudNames = ['public', 'us-gov', 'us-gov-dod', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

/** What differs from cloud to cloud. The Action's own table, src/entra/clouds.ts, must agree; a test compares them. */
export interface Cloud {
  /** Origin of the sign-in pages, without a trailing slash. */
  authorityUrl: string;
  /** Audience of a federated (OIDC) assertion. */
  tokenExchangeAudience: string;
  /** What `azuread:environment` calls the cloud; the first name is the one to recommend. */
  environments: readonly string[];
}

/**
 * Sources: https://learn.microsoft.com/graph/deployments (hosts),
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-create-trust (audiences),
 * https://www.pulumi.com/registry/packages/azuread/installation-configuration (environments)
 */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    authorityUrl: 'https://login.microsoftonline.com',
    tokenExchangeAudience: 'api://AzureADTokenExchange',
    environments: ['public', 'global'],
  },
  'us-gov': {
    authorityUrl: 'https://login.microsoftonline.us',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
    environments: ['usgovernment', 'usgovernmentl4'],
  },
  'us-gov-dod': {
    authorityUrl: 'https://login.microsoftonline.us',
    tokenExchangeAudience: 'api://AzureADTokenExchangeUSGov',
    environments: ['usgovernmentl5', 'dod'],
  },
  china: {
    authorityUrl: 'https://login.partner.microsoftonline.cn',
    tokenExchangeAudience: 'api://AzureADTokenExchangeChina',
    environments: ['china'],
  },
};
