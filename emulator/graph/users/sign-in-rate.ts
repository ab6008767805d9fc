import type { Clock } from '../../directory/clock.ts';
import type { GraphCaller } from '../../entra/caller.ts';
import { GraphError } from '../errors.ts';

const limit = 5;
const span = 10_000;

/**
 * Lists with signInActivity are limited apart from everything else, as the reports that sign-ins come from are: five
 * requests in ten seconds for each app in a tenant.
 * Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-reports-service-limits
 *
 * @returns books one request; throws a GraphError 429 with Retry-After in seconds when it is one too many
 */
export function createSignInRate(clock: Clock): (caller: GraphCaller) => void {
  const requests = new Map<string, number[]>();
  return ({ appId }) => {
    const now = clock.now();
    const recent = (requests.get(appId) ?? []).filter((time) => time > now - span);
    requests.set(appId, [...recent, now]);
    const [oldest] = recent;
    if (recent.length < limit || oldest === undefined) return;
    throw new GraphError(429, 'TooManyRequests', 'Too many requests. Please try again later.', {
      'retry-after': String(Math.ceil((oldest + span - now) / 1000)),
    });
  };
}
