import type { SeedFacts, SeedProperty } from './seed-facts.ts';
import { departments, employeeTypes, jobTitles, type Place, places } from './workplaces.ts';

/** Names, contact data and work of a seeded user. */
export function personProperties(facts: SeedFacts): Record<string, SeedProperty> {
  const { hash, chance, isGuest, alias, domain } = facts;
  const place = (index: number) => places[hash(index, 30) % places.length] as Place;
  const pick = (list: readonly string[], index: number, salt: number) =>
    list[hash(index, salt) % list.length] as string;
  const ofMember = (index: number, salt: number, missing: number, value: () => unknown) =>
    isGuest(index) || chance(index, salt, missing) ? null : value();
  const hostileOr = (index: number, value: () => unknown) => facts.hostileName(index) ?? value();
  const mail = (index: number) => {
    if (isGuest(index)) return `${alias(index)}@${facts.partner(index)}`;
    return facts.isLicensed(index) || chance(index, 31, 50) ? `${alias(index)}@${domain}` : null;
  };
  const proxyAddresses = (index: number) => {
    const address = mail(index);
    if (address === null || (isGuest(index) && chance(index, 32, 50))) return [];
    return chance(index, 33, 40) ? [`SMTP:${address}`, `smtp:${alias(index)}@mail.${domain}`] : [`SMTP:${address}`];
  };
  const phone = (index: number, salt: number) => `${place(index).phonePrefix} ${1000 + (hash(index, salt) % 9000)}`;
  return {
    displayName: facts.displayName,
    givenName: (index) => facts.hostileName(index)?.slice(0, 64) ?? facts.person(index).given.written,
    surname: (index) => facts.person(index).surname.written,
    mail,
    otherMails(index) {
      return isGuest(index) ? [mail(index)] : chance(index, 34, 3) ? [`${alias(index)}@home.example`] : [];
    },
    proxyAddresses,
    businessPhones: (index) => (isGuest(index) || chance(index, 35, 30) ? [] : [phone(index, 36)]),
    mobilePhone: (index) => ofMember(index, 37, 40, () => phone(index, 38)),
    companyName(index) {
      return isGuest(index) ? facts.partner(index).replace('.example', '') : chance(index, 39, 20) ? null : 'Contoso';
    },
    department: (index) => ofMember(index, 40, 3, () => hostileOr(index, () => pick(departments, index, 41))),
    jobTitle: (index) => ofMember(index, 42, 5, () => hostileOr(index, () => pick(jobTitles, index, 43))),
    employeeId: (index) => ofMember(index, 44, 5, () => `E${String(100_000 + index)}`),
    employeeType: (index) => ofMember(index, 45, 10, () => pick(employeeTypes, index, 46)),
    employeeHireDate(index) {
      const created = facts.createdSeconds(index);
      return ofMember(index, 47, 15, () =>
        created === null ? null : `${facts.format(created).slice(0, 10)}T00:00:00Z`,
      );
    },
    officeLocation: (index) => ofMember(index, 48, 8, () => place(index).office),
    city: (index) => ofMember(index, 49, 4, () => place(index).city),
    state: (index) => ofMember(index, 49, 4, () => place(index).state),
    country: (index) => ofMember(index, 49, 4, () => place(index).country),
    streetAddress: (index) => ofMember(index, 49, 4, () => place(index).street),
    postalCode: (index) => ofMember(index, 49, 4, () => place(index).postalCode),
    usageLocation: (index) => (facts.isLicensed(index) ? place(index).usageLocation : null),
    preferredLanguage: (index) => ofMember(index, 50, 30, () => place(index).language),
    ageGroup: (index) => (chance(index, 51, 2) ? 'Adult' : null),
    legalAgeGroupClassification: (index) => (chance(index, 51, 2) ? 'Adult' : null),
  };
}
