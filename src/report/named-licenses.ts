import type { ChangeSamples, PropertyChange } from '../compare/user-changes.ts';
import { licenseNames, licensesProperty } from '../users/license-names.ts';
import type { GraphUser } from '../users/user-type.ts';

/** What changed, with the names of licences in place of their ids: for people, who know no product by its id. */
export function withNamesOfLicenses(samples: ChangeSamples): ChangeSamples {
  return {
    ...samples,
    added: samples.added.map(namedUser),
    removed: samples.removed.map(namedUser),
    changed: samples.changed.map((user) => ({ ...user, changes: user.changes.map(namedChange) })),
  };
}

function namedUser(user: GraphUser): GraphUser {
  const licenses = user[licensesProperty];
  return Array.isArray(licenses) ? { ...user, [licensesProperty]: licenseNames(licenses) } : user;
}

function namedChange<C extends PropertyChange>(change: C): C {
  if (change.property !== licensesProperty) return change;
  const [before, after] = [licenseNames(change.before), licenseNames(change.after)];
  // Where services within a licence were switched, the names are the same: then what Graph sent says more.
  return before.join() === after.join() ? change : { ...change, before, after };
}
