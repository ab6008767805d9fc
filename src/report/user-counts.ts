import type { Visitor } from '../list/walk-lists.ts';
import { licenseName, licensesProperty } from '../users/license-names.ts';
import { type GraphUser, type UserType, userTypeOf } from '../users/user-type.ts';
import type { Bar } from './charts.ts';
import { createGuestDomains, type GuestDomain } from './guest-domains.ts';

/** Counts users by what the charts show of them, in memory that does not grow with their number. */
export interface UserCounts extends Visitor {
  /** Accounts by type and state. */
  kinds(): Bar[];
  /** New accounts, month by month. */
  created(): Bar[];
  departments(): Bar[];
  /** Users by product that they have a licence of, each product once. */
  licences(): Bar[];
  /** Guests by the domain that they come from; undefined where no guest's is known. */
  guestDomains(): GuestDomain[] | undefined;
  /** The domain of most members' names; undefined where no name was read, or none that can be. */
  domain(): string | undefined;
}

/** What is counted, and in which chart it is shown. */
export const countedProperties = {
  userType: 'types and states',
  accountEnabled: 'types and states',
  createdDateTime: 'months of creation',
  department: 'departments',
  assignedLicenses: 'licences',
  mail: 'guests by home domain',
  externalUserState: 'guests by home domain',
} as const;

/** Nobody reads on beyond as many departments, and somebody may mean harm. */
const maximumDepartments = 5_000;
const shownDepartments = 10;
/** Of products and of domains of our own no tenant has as many. */
const maximumNames = 2_000;
const shownLicences = 20;
const shownMonths = 36;

/** @param properties what was selected: nothing is counted that nobody asked for */
export function createUserCounts(properties: readonly string[]): UserCounts {
  const kinds = new Map<string, number>();
  const months = new Map<string, number>();
  const departments = new Map<string, number>();
  const products = new Map<string, number>();
  const domains = new Map<string, number>();
  const guests = createGuestDomains(properties);
  let inOtherDepartments = 0;
  let ofOtherProducts = 0;
  const knowsKind = properties.includes('userType') || properties.includes('accountEnabled');
  return {
    onUser(user) {
      if (knowsKind) add(kinds, typeAndState(user));
      const month = typeof user.createdDateTime === 'string' ? user.createdDateTime.slice(0, 7) : '';
      if (/^(19|20)\d\d-\d\d$/.test(month)) add(months, month);
      for (const product of productsOf(user[licensesProperty])) {
        if (!add(products, product, maximumNames)) ofOtherProducts += 1;
      }
      const type = userTypeOf(user);
      if (type === 'member') add(domains, domainOf(user.userPrincipalName), maximumNames);
      if (type === 'guest') guests.add(user);
      const { department } = user;
      if (typeof department !== 'string' || department === '') return;
      if (!add(departments, department, maximumDepartments)) inOtherDepartments += 1;
    },
    kinds: () => [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)),
    created: () => lastMonths(months),
    departments: () => mostFrequent(departments, inOtherDepartments, shownDepartments),
    licences: () => mostFrequent(byName(products), ofOtherProducts, shownLicences),
    guestDomains: () => guests.domains(),
    domain: () => commonest(domains),
  };
}

/** Each once. They are few: to look through them costs less than a set for everybody. */
function productsOf(licences: unknown): string[] {
  const ids: string[] = [];
  if (!Array.isArray(licences)) return ids;
  for (const licence of licences as ({ skuId?: unknown } | null)[]) {
    const id = licence?.skuId;
    if (typeof id === 'string' && !ids.includes(id)) ids.push(id);
  }
  return ids;
}

function byName(products: ReadonlyMap<string, number>): Map<string, number> {
  const named = new Map<string, number>();
  for (const [id, value] of products) named.set(licenseName(id), (named.get(licenseName(id)) ?? 0) + value);
  return named;
}

function domainOf(name: unknown): string {
  return typeof name === 'string' && name.includes('@') ? name.slice(name.lastIndexOf('@') + 1).toLowerCase() : '';
}

/** Every tenant has a domain of Microsoft's, and most are known by another. */
function commonest(domains: ReadonlyMap<string, number>): string | undefined {
  const sorted = [...domains].filter(([name]) => name !== '').sort(([, left], [, right]) => right - left);
  const isOwn = ([name]: [string, number]) => !/\.onmicrosoft\.(com|us|cn)$|\.partner\.onmschina\.cn$/.test(name);
  return (sorted.find(isOwn) ?? sorted[0])?.[0];
}

const typeNames: Readonly<Record<UserType, string>> = {
  member: 'Members',
  guest: 'Guests',
  agent: 'Agents',
  'other type': 'Other types',
  unknown: 'Others',
};

function typeAndState(user: GraphUser): string {
  const { accountEnabled } = user;
  const type = typeNames[userTypeOf(user)];
  const state = accountEnabled === true ? ', enabled' : accountEnabled === false ? ', disabled' : '';
  return type + state;
}

/** Months without new accounts are there as well: a gap is news. */
function lastMonths(months: ReadonlyMap<string, number>): Bar[] {
  const last = [...months.keys()].sort().at(-1);
  const first = [...months.keys()].sort()[0];
  if (last === undefined || first === undefined) return [];
  const bars: Bar[] = [];
  const [year = 0, month = 0] = last.split('-').map(Number);
  for (let back = 0; back < shownMonths; back += 1) {
    const name = new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7);
    if (name < first) break;
    bars.unshift([name, months.get(name) ?? 0]);
  }
  return bars;
}

/** @param more what is not among the values, but among all others */
function mostFrequent(values: ReadonlyMap<string, number>, more: number, shown: number): Bar[] {
  const sorted = [...values].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const others = sorted.slice(shown).reduce((sum, [, value]) => sum + value, more);
  return [...sorted.slice(0, shown), ...(others > 0 ? [['all others', others] as const] : [])];
}

/** @returns false when there are too many names already */
function add(counts: Map<string, number>, name: string, most = Number.POSITIVE_INFINITY): boolean {
  const before = counts.get(name);
  if (before === undefined && counts.size >= most) return false;
  counts.set(name, (before ?? 0) + 1);
  return true;
}
