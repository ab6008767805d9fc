import { sponsorsProperty } from '../users/sponsors.ts';
import type { GraphUser } from '../users/user-type.ts';

/** The guests who come from one domain. */
export interface GuestDomain {
  /** Null: all other domains, and guests whose domain is not known. */
  domain: string | null;
  guests: number;
  enabled: number;
  /** Invited, and not accepted. */
  pending: number;
  /** When the first of them was created. */
  oldest: string | null;
  /** Guests of whom it is known that nobody answers for them; null where nobody asked. */
  withoutSponsor: number | null;
}

/** Counts guests by where they come from, in memory that does not grow with their number. */
export interface GuestDomains {
  add(guest: GraphUser): void;
  /** The most frequent first, then all others. @returns undefined where no guest's domain is known */
  domains(): GuestDomain[] | undefined;
}

/** Nobody reads on beyond as many, and somebody may mean harm. */
const maximumDomains = 5_000;
const shownDomains = 20;

/** @param properties what was selected, and may be seen */
export function createGuestDomains(properties: readonly string[]): GuestDomains {
  const asksSponsors = properties.includes(sponsorsProperty);
  const known = new Map<string, GuestDomain>();
  const others = emptyDomain(null, asksSponsors);
  return {
    add(guest) {
      const name = homeDomain(guest);
      let domain = name === undefined ? others : known.get(name);
      if (domain === undefined && name !== undefined && known.size < maximumDomains) {
        domain = emptyDomain(name, asksSponsors);
        known.set(name, domain);
      }
      count(domain ?? others, guest);
    },
    domains() {
      if (known.size === 0) return undefined;
      const sorted = [...known.values()].sort(
        (a, b) => b.guests - a.guests || ((a.domain ?? '') < (b.domain ?? '') ? -1 : 1),
      );
      const rest = sorted.slice(shownDomains).reduce(bothOf, { ...others });
      return [...sorted.slice(0, shownDomains), ...(rest.guests > 0 ? [rest] : [])];
    },
  };
}

/**
 * A guest's own address, or what Entra made of it for a name: `ada_fabrikam.example#EXT#@contoso.example`.
 * Source: https://learn.microsoft.com/entra/external-id/user-properties
 */
function homeDomain({ mail, userPrincipalName: name }: GraphUser): string | undefined {
  const address = typeof mail === 'string' && mail.includes('@') ? mail : undefined;
  const domain = address === undefined ? domainInName(name) : address.slice(address.lastIndexOf('@') + 1);
  return domain === undefined || domain === '' ? undefined : domain.toLowerCase();
}

function domainInName(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  const end = name.indexOf('#EXT#@');
  const start = end < 0 ? -1 : name.lastIndexOf('_', end);
  return start < 0 ? undefined : name.slice(start + 1, end);
}

function emptyDomain(domain: string | null, asksSponsors: boolean): GuestDomain {
  return { domain, guests: 0, enabled: 0, pending: 0, oldest: null, withoutSponsor: asksSponsors ? 0 : null };
}

function count(domain: GuestDomain, { accountEnabled, externalUserState, createdDateTime, sponsors }: GraphUser): void {
  domain.guests += 1;
  if (accountEnabled === true) domain.enabled += 1;
  if (externalUserState === 'PendingAcceptance') domain.pending += 1;
  if (typeof createdDateTime === 'string') domain.oldest = earlier(domain.oldest, createdDateTime);
  if (domain.withoutSponsor !== null && Array.isArray(sponsors) && sponsors.length === 0) domain.withoutSponsor += 1;
}

function bothOf(one: GuestDomain, other: GuestDomain): GuestDomain {
  return {
    domain: null,
    guests: one.guests + other.guests,
    enabled: one.enabled + other.enabled,
    pending: one.pending + other.pending,
    oldest: other.oldest === null ? one.oldest : earlier(one.oldest, other.oldest),
    withoutSponsor: one.withoutSponsor === null ? null : one.withoutSponsor + (other.withoutSponsor ?? 0),
  };
}

function earlier(one: string | null, other: string): string {
  return one === null || other < one ? other : one;
}
