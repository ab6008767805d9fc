import type { Clock } from '../directory/clock.ts';
import type { GraphCaller } from '../entra/caller.ts';
import { GraphError } from './errors.ts';

/** Resource units per window: a number, those of the documents by the size of the tenant, or no limit. */
export type Budget = number | 'documented' | 'off';

export interface Throttling {
  /** May be set while the emulator runs. */
  budget: Budget;
  /**
   * Books the resource units of a request, refused ones included.
   *
   * @param units resource units
   * @param users how many users the tenant has
   * @returns response headers
   * @throws GraphError 429 TooManyRequests with Retry-After in seconds
   */
  charge(caller: Pick<GraphCaller, 'appId' | 'tenantId'>, units: number, users: number): Record<string, string>;
}

export interface ThrottlingOptions {
  clock: Clock;
  /** The documents' by default. */
  budget?: Budget;
}

interface Window {
  start: number;
  used: number;
}

const appAndTenant = 10_000;
const appInAllTenants = { milliseconds: 20_000, units: 150_000 };

/**
 * Throttling of the identity and access service by resource units.
 * Source: https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function createThrottling({ clock, budget = 'documented' }: ThrottlingOptions): Throttling {
  const windows = new Map<string, Window>();
  let current: Budget = budget;

  const book = (key: string, milliseconds: number, units: number): Window => {
    const now = clock.now();
    let window = windows.get(key);
    if (!window || now >= window.start + milliseconds || now < window.start) {
      window = { start: now, used: 0 };
      windows.set(key, window);
    }
    window.used += units;
    return window;
  };

  return {
    get budget() {
      return current;
    },
    set budget(next) {
      if (typeof next === 'number' && !(next >= 0)) {
        throw new RangeError(`a budget is a number of resource units of at least 0, not ${next}`);
      }
      current = next;
    },
    charge({ appId, tenantId }, units, users) {
      const headers: Record<string, string> = { 'x-ms-resource-unit': String(units) };
      if (current === 'off') return headers;
      const limit = current === 'documented' ? documentedBudget(users) : current;
      const tenant = book(`${appId} ${tenantId}`, appAndTenant, units);
      const everywhere = book(appId, appInAllTenants.milliseconds, units);
      const share = limit === 0 ? Number.POSITIVE_INFINITY : tenant.used / limit;
      if (share >= 0.8) {
        headers['x-ms-throttle-limit-percentage'] = String(Math.min(1.8, Math.round(share * 100) / 100));
      }
      const isOver = share > 1;
      if (!isOver && everywhere.used <= appInAllTenants.units) return headers;
      const until = isOver ? tenant.start + appAndTenant : everywhere.start + appInAllTenants.milliseconds;
      throw new GraphError(429, 'TooManyRequests', 'Too many requests. Please try again later.', {
        ...headers,
        'retry-after': String(Math.max(1, Math.ceil((until - clock.now()) / 1000))),
        'x-ms-throttle-scope': `${isOver ? 'Tenant_Application' : 'Application'}/ReadWrite/${appId}/${tenantId}`,
        'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      });
    },
  };
}

/** Resource units per 10 seconds of one app in a tenant: small below 50 users, large above 500. */
function documentedBudget(users: number): number {
  return users < 50 ? 3500 : users <= 500 ? 5000 : 8000;
}
