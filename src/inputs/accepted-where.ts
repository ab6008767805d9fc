import { isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Expected } from '../base/expected.ts';
import { quoted } from '../base/quoted.ts';
import type { UserClass } from '../findings/acceptances.ts';
import { closestProperty, isKnownProperty, isTellableName } from '../users/property-names.ts';

/** A class of users, or what is wrong with it and where. */
export type ParsedClass = { where: UserClass } | (Expected & { at: Node | undefined });

/** Properties whose values have parts: no text of a file is equal to them. */
const withParts = new Set(
  `assignedLicenses assignedPlans authorizationInfo customSecurityAttributes employeeOrgData identities
  licenseAssignmentStates mailboxSettings manager onPremisesExtensionAttributes onPremisesProvisioningErrors
  onPremisesSipInfo passwordProfile print provisionedPlans serviceProvisioningErrors signInActivity`.match(/\w+/g),
);

/**
 * Reads `where` of an accepted finding: properties, each with a value or a list of them. All of them must be true of a
 * user; of a list one is enough. `null` without quotes is no value.
 *
 * @param selected properties that the list will have
 */
export function parseClass(node: Node | undefined, selected: readonly string[]): ParsedClass {
  const shape = 'properties with values in where, like "userType: Guest"';
  if (!isMap(node) || node.items.length === 0) return { at: node, takes: shape };
  const where: Record<string, (string | null)[]> = {};
  for (const { key, value } of node.items) {
    const at = key as Node;
    const given = isScalar(key) ? String(key.value) : '';
    const known = knownProperty(given, selected);
    if ('takes' in known) return { at, ...known };
    if (Object.hasOwn(where, known.name)) return { at, takes: `${known.name} once in where` };
    const values = (isSeq(value) ? value.items : [value]).map(textOf);
    if (values.length === 0 || values.includes(undefined)) {
      return { at, takes: `a text, or a list of texts, as ${known.name} in where` };
    }
    where[known.name] = values as (string | null)[];
  }
  return { where };
}

/** A property as the list spells it. */
function knownProperty(given: string, selected: readonly string[]): { name: string } | Expected {
  const name = selected.find((one) => one.toLowerCase() === given.toLowerCase());
  const shown = isTellableName(given) ? quoted(given) : 'what else stands there';
  if (name === undefined) {
    const mayBeSelected = isKnownProperty(given) || /^extension_[0-9a-f]{32}_/i.test(given);
    if (mayBeSelected && isTellableName(given)) {
      return { takes: `properties that were selected in where (not ${shown}: add it to select)` };
    }
    return { takes: `properties of a user in where (not ${shown})`, hint: closestProperty(given) };
  }
  return withParts.has(name)
    ? { takes: `properties of text, numbers, true or false in where (not ${shown}, whose values have parts)` }
    : { name };
}

function textOf(node: unknown): string | null | undefined {
  if (!isScalar(node)) return undefined;
  const text = String(node.value ?? '');
  if (node.type === 'PLAIN' && /^(?:null|~)$/i.test(text)) return null;
  return text === '' ? undefined : text;
}
