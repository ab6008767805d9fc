import type { GitHubFault } from './faults.ts';

/** How GitHub's REST API refuses, in its own shape, to be given as a fault: `fail({ path, ...refusals.saml })`. */
type Refusal = Pick<GitHubFault, 'status' | 'body' | 'headers'>;

const rest = 'https://docs.github.com/rest';

/**
 * A secondary limit may come with nothing but its message to tell it from a missing permission.
 * Sources: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 * https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export const refusals = {
  secondaryLimit: {
    status: 403,
    body: {
      documentation_url: `${rest}/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits`,
      message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    },
  },
  /** The name that the secondary limit had before. */
  abuseDetection: {
    status: 403,
    body: {
      message: 'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.',
      documentation_url: 'https://developer.github.com/v3/#abuse-rate-limits',
    },
  },
  badCredentials: { status: 401, body: { message: 'Bad credentials', documentation_url: rest, status: '401' } },
  notAccessible: {
    status: 403,
    body: { message: 'Resource not accessible by integration', documentation_url: rest, status: '403' },
  },
  singleSignOn: {
    status: 403,
    headers: { 'x-github-sso': 'required; url=https://github.com/orgs/contoso/sso?authorization_request=x' },
    body: {
      message:
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      documentation_url:
        'https://docs.github.com/articles/authenticating-to-a-github-organization-with-saml-single-sign-on/',
    },
  },
  allowList: {
    status: 403,
    body: {
      message:
        'Although you appear to have the correct authorization credentials, the `contoso` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    },
  },
  /** Source: https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api, status 451 */
  blocked: {
    status: 451,
    body: { message: 'Repository access blocked', block: { reason: 'dmca', html_url: 'https://github.com/contact' } },
  },
} as const satisfies Record<string, Refusal>;

/** The primary limit. @param resetsAt milliseconds since the epoch */
export function primaryLimit(resetsAt: number): Refusal {
  return {
    status: 403,
    headers: {
      'x-ratelimit-limit': '1000',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-used': '1000',
      'x-ratelimit-resource': 'core',
      'x-ratelimit-reset': String(Math.ceil(resetsAt / 1000)),
    },
    body: { message: 'API rate limit exceeded for installation.', documentation_url: `${rest}/rate-limit` },
  };
}
