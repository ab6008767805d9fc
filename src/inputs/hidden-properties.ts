import type { Parsed } from '../base/expected.ts';
import { weaknessOf } from '../privacy/pseudonym-key.ts';
import { closestProperty, isKnownProperty, spelledByGraph } from '../users/property-names.ts';
import { sponsorsProperty } from '../users/sponsors.ts';
import { signInProperty } from '../users/user.ts';
import { parseSelection, quotedInput } from './value-parsers.ts';

/** Names of properties as `select` takes them, without `id` beside them and without sets. */
export function parseHiddenNames(text: string): Parsed<string[]> {
  const parsed = parseSelection(text);
  if ('takes' in parsed) return parsed;
  const names = text.split(/[,\r\n]/).map((name) => name.trim());
  const set = names.find((name) => /^(audit|profile)$/i.test(name));
  if (set !== undefined) return { takes: `names of properties (not the set ${quotedInput(set)})` };
  return { value: [...new Set(names.filter((name) => name !== '').map(spelledByGraph))] };
}

/** Of few values, or none that is a text: whoever counts them knows them, and a pseudonym hides nothing. */
const notPseudonymous: ReadonlySet<string> = new Set([
  'accountEnabled',
  'ageGroup',
  'assignedLicenses',
  'assignedPlans',
  'consentProvidedForMinor',
  'creationType',
  'externalUserState',
  'isManagementRestricted',
  'isResourceAccount',
  'legalAgeGroupClassification',
  'licenseAssignmentStates',
  'onPremisesProvisioningErrors',
  'onPremisesSyncEnabled',
  'passwordPolicies',
  'passwordProfile',
  'provisionedPlans',
  'serviceProvisioningErrors',
  'showInAddressList',
  signInProperty,
  'userType',
]);
const isDate = (name: string) => /DateTime$|Date$|^birthday$/.test(name);

/** What the inputs say of what is hidden, and of what is read. */
export interface HiddenInputs {
  redact: readonly string[];
  pseudonymize: readonly string[];
  /** '' when there is none. */
  pseudonymKey: string;
  properties: readonly string[];
  signInActivity: boolean;
  includeSponsors: boolean;
}

/** What `redact`, `pseudonymize` and `pseudonym-key` cannot mean together. */
export function checkHidden(
  { redact, pseudonymize, pseudonymKey, properties, signInActivity, includeSponsors }: HiddenInputs,
  wrong: (input: string, got: string, takes: string, hint?: string) => void,
): void {
  const added = [...(signInActivity ? [signInProperty] : []), ...(includeSponsors ? [sponsorsProperty] : [])];
  const read = new Set([...properties, ...added].map((name) => name.toLowerCase()));
  for (const [input, names] of [
    ['redact', redact],
    ['pseudonymize', pseudonymize],
  ] as const) {
    // A typing error would publish what somebody wants hidden.
    for (const name of names.filter((one) => !read.has(one.toLowerCase()) && !isKnownProperty(one))) {
      wrong(
        input,
        quotedInput(name),
        'properties of a user that are known, or that select names',
        closestProperty(name),
      );
    }
  }
  if (redact.includes('id')) {
    wrong(
      'redact',
      quotedInput('id'),
      'properties other than id, by which the list is sorted and compared; pseudonymize takes it',
    );
  }
  const both = pseudonymize.find((name) => redact.includes(name));
  if (both !== undefined) wrong('pseudonymize', quotedInput(both), 'properties that redact does not leave out');
  const odd = pseudonymize.find((name) => notPseudonymous.has(name) || isDate(name));
  if (odd !== undefined) {
    wrong('pseudonymize', quotedInput(odd), 'properties of texts that few users share; redact takes others');
  }
  checkKey(pseudonymize.length > 0, pseudonymKey, wrong);
}

function checkKey(
  isNeeded: boolean,
  key: string,
  wrong: (input: string, got: string, takes: string, hint?: string) => void,
): void {
  const takes = 'a random key of 32 bytes or more, from a secret, beside pseudonymize';
  const hint = ' Make one with: openssl rand -base64 32.';
  if (key === '') {
    if (isNeeded) wrong('pseudonym-key', 'empty', takes, hint);
    return;
  }
  const weakness = weaknessOf(key);
  if (weakness !== undefined) wrong('pseudonym-key', `a key that has ${weakness} (not shown)`, takes, hint);
  else if (!isNeeded) wrong('pseudonym-key', 'a key, and nothing to pseudonymize', takes);
}
