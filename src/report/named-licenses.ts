import type { ChangeSamples } from '../compare/user-changes.ts';
import { licenseNames, licensesProperty, withNamesOfLicenses } from '../users/license-names.ts';
import type { GraphUser } from '../users/user-type.ts';

/** What changed, with the names of licences in place of their ids: for people, who know no product by its id. */
export function samplesForPeople(samples: ChangeSamples): ChangeSamples {
  return {
    ...samples,
    added: samples.added.map(namedUser),
    removed: samples.removed.map(namedUser),
    changed: samples.changed.map((user) => ({ ...user, changes: user.changes.map(withNamesOfLicenses) })),
  };
}

function namedUser(user: GraphUser): GraphUser {
  const licenses = user[licensesProperty];
  return Array.isArray(licenses) ? { ...user, [licensesProperty]: licenseNames(licenses) } : user;
}
