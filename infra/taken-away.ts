import type { Held } from './held.ts';

/** Who may do what after an `up`. */
export interface Given {
  /** The `sub` claims of the tokens that are trusted. */
  subjects: readonly string[];
  permissions: readonly string[];
  /** Object ids, lower case. */
  owners: readonly string[];
}

/**
 * What an `up` takes away because the config says so, or because somebody else runs it: a sentence for each.
 * It goes, since it was named; whoever reads the preview can still say no.
 */
export function takenAway(given: Given, held: Held): string[] {
  const gone = (before: readonly string[], after: readonly string[]) => before.filter((one) => !after.includes(one));
  const owners = gone(held.owners, given.owners);
  return [
    ...gone(held.subjects, given.subjects).map(
      (subject) => `Workflow runs with the subject ${subject} cannot sign in any more after this up.`,
    ),
    ...gone(held.permissions, given.permissions).map(
      (permission) => `The consent to ${permission} is taken back by this up.`,
    ),
    ...(owners.length === 0 ? [] : [ownershipWarning(owners)]),
  ];
}

function ownershipWarning(owners: readonly string[]): string {
  return `This up takes the ownership of the application away from ${owners.join(', ')}; with Application.ReadWrite.OwnedBy alone they cannot run Pulumi any more. To keep them, name everybody in "owners": ${owners.map((owner, index) => `pulumi config set --path 'owners[${index}]' ${owner}`).join('; ')}.`;
}
