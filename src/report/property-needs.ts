import { rules } from '../findings/rules/index.ts';
import { userColumns } from './user-columns.ts';
import { countedProperties } from './user-counts.ts';

/** What cannot do without which property, beside rules and report. */
const comparison: Readonly<Record<string, readonly string[]>> = {
  id: ['the order of the list', 'changes'],
  userPrincipalName: ['who was created again', 'accepted-findings'],
  createdDateTime: ['parts of a large list'],
};

/**
 * Which rules, columns and charts look at a property, in words for the documentation: whatever nobody here needs does
 * not belong into the audit set.
 *
 * @returns by property, in no order of its own
 */
export function propertyNeeds(): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, string[]>();
  const add = (property: string, by: string) => needs.set(property, [...(needs.get(property) ?? []), by]);
  for (const rule of rules) {
    // What is read of deleted users is not what is read of the others.
    if (rule.kind === 'whole' && rule.of !== undefined) continue;
    for (const property of rule.needs) add(property, rule.id);
  }
  for (const { property, label } of userColumns) add(property, `report: column "${label}"`);
  for (const [property, chart] of Object.entries(countedProperties)) add(property, `report: chart of ${chart}`);
  for (const [property, words] of Object.entries(comparison)) for (const by of words) add(property, by);
  return needs;
}
