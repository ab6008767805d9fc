import { hex32 } from './hash.ts';
import type { SeedFacts, SeedProperty } from './seed-facts.ts';

/** What directory synchronization leaves on a seeded user. */
export function onPremisesProperties(facts: SeedFacts): Record<string, SeedProperty> {
  const { hash, chance, isSynced, format, anchor, alias } = facts;
  const forest = `corp.${facts.domain}`;
  const authority = [0, 1, 2].map((part) => hash(part, 80)).join('-');
  const ofSynced = (index: number, value: () => unknown) => (isSynced(index) ? value() : null);
  /** Most objects came with a run of the last two days; a few have not been seen for months. */
  const lastSync = (index: number) =>
    anchor - 1 - (hash(index, 81) % (chance(index, 82, 3) ? 200 * 86_400 : 2 * 86_400));
  return {
    onPremisesSyncEnabled: (index) => (isSynced(index) ? true : null),
    onPremisesLastSyncDateTime: (index) => ofSynced(index, () => format(lastSync(index))),
    onPremisesSamAccountName: (index) => ofSynced(index, () => alias(index).slice(0, 20)),
    onPremisesDomainName: (index) => ofSynced(index, () => forest),
    onPremisesUserPrincipalName: (index) => ofSynced(index, () => `${alias(index)}@${facts.domain}`),
    onPremisesImmutableId: (index) =>
      ofSynced(index, () => {
        const digits = [83, 84, 85, 86].map((salt) => hex32(hash(index, salt))).join('');
        return Buffer.from(digits, 'hex').toString('base64');
      }),
    onPremisesSecurityIdentifier: (index) => ofSynced(index, () => `S-1-5-21-${authority}-${1000 + index}`),
    onPremisesDistinguishedName: (index) =>
      ofSynced(index, () => {
        const components = forest.split('.').map((label) => `DC=${label}`);
        return `CN=${escapeName(facts.displayName(index))},OU=People,${components.join(',')}`;
      }),
    onPremisesProvisioningErrors(index) {
      if (!isSynced(index) || !chance(index, 87, 0.5)) return [];
      return [
        {
          category: 'PropertyConflict',
          occurredDateTime: format(lastSync(index)),
          propertyCausingError: 'ProxyAddresses',
          value: `smtp:${alias(index)}@${facts.domain}`,
        },
      ];
    },
  };
}

/** Source: RFC 4514, section 2.4 */
function escapeName(name: string): string {
  return name.replace(/[,+"\\<>;]/g, '\\$&');
}
