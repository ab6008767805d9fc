import type { Facts } from '../base/failure.ts';

/** A refusal of Graph, as far as what was asked and what the token holds tell its cause. */
interface Refusal {
  /** Which row of the table of problems words it; undefined leaves that to Graph's own code. */
  row?: string;
  facts?: Facts;
}

/** The least that answers a list of users, of those who were deleted, and of sponsors. */
export const permissionToList = 'User.Read.All';

/** Each of these answers a list of users. Source: https://learn.microsoft.com/graph/api/user-list#permissions */
const permissionsToList: ReadonlySet<string> = new Set([
  permissionToList,
  'User.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
]);

export const signInPermission = 'AuditLog.Read.All';

/**
 * Properties that take an application permission of their own beside it: the least one first, then those that hold it.
 * Source: https://learn.microsoft.com/graph/api/resources/user#properties, https://learn.microsoft.com/graph/permissions-reference
 */
const permissionsOfProperties: Readonly<Record<string, readonly [string, ...string[]]>> = {
  signInActivity: [signInPermission],
  customSecurityAttributes: ['CustomSecAttributeAssignment.Read.All', 'CustomSecAttributeAssignment.ReadWrite.All'],
  employeeLeaveDateTime: ['User-LifeCycleInfo.Read.All', 'User-LifeCycleInfo.ReadWrite.All'],
  mailboxSettings: ['MailboxSettings.Read', 'MailboxSettings.ReadWrite'],
};

/** What Graph answers of a single user only. Source: https://learn.microsoft.com/graph/api/user-list#response */
const ofOneUser = new Set(
  'aboutMe birthday hireDate interests mailboxSettings mySite pastProjects preferredName responsibilities schools skills'.split(
    ' ',
  ),
);

/** @param facts of the failure and of the audit: `status`, `request`, `words`, `roles` */
export function readRefusal(facts: Facts): Refusal {
  const asked = askedProperties(facts);
  if (facts.status === 403) return readForbidden(facts, asked);
  const single = asked.filter((name) => ofOneUser.has(name));
  if (facts.status === 501 && single.length > 0) {
    return { row: 'property-of-one-user', facts: { property: single.join(', ') } };
  }
  if (facts.status === 400 && facts.unknownProperty !== undefined) {
    const where = selectOf(facts).includes(String(facts.unknownProperty)) ? 'select' : 'filter';
    return { row: 'property-unknown', facts: { where } };
  }
  return {};
}

/** Consent is the cause only where the permission is not in the token. */
function readForbidden({ roles, graphCode }: Facts, asked: readonly string[]): Refusal {
  const granted = String(roles ?? '').split(', ');
  if (!granted.some((role) => permissionsToList.has(role))) return { row: 'Authorization_RequestDenied' };
  const special = asked.filter((name) => Object.hasOwn(permissionsOfProperties, name));
  const missing = special.filter((name) => !permissionsOfProperties[name]?.some((role) => granted.includes(role)));
  const needs = (names: readonly string[]) => names.map((name) => permissionsOfProperties[name]?.[0]).join(' and ');
  const isLicence = isAboutLicence(graphCode);
  if (missing.length > 0 && !isLicence) {
    return { row: 'property-needs-permission', facts: { property: missing.join(' and '), permission: needs(missing) } };
  }
  if (special.length > 0 || isLicence) {
    const property = special.join(' and ') || 'a property in select or filter';
    return { row: 'property-needs-licence', facts: { property } };
  }
  return { row: 'forbidden-with-permission', facts: { asked: asked.join(', ') || 'nothing out of the ordinary' } };
}

/** `Authentication_RequestFromNonPremiumTenantOrB2CTenant` and the like. */
export function isAboutLicence(graphCode: unknown): boolean {
  return /premium|licen[cs]e/i.test(String(graphCode));
}

/** @returns the properties that `$select` names, and those that `$filter` has a word for */
function askedProperties(facts: Facts): string[] {
  // What is looked for may have the name of a property.
  const filter = (parametersOf(facts).get('$filter') ?? '').replace(/'(?:[^']|'')*'/g, "''");
  const inFilter = Object.keys(permissionsOfProperties).filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(filter));
  return [...new Set([...selectOf(facts), ...inFilter])];
}

function selectOf(facts: Facts): string[] {
  return (parametersOf(facts).get('$select') ?? '').split(',').filter((name) => name !== '');
}

function parametersOf({ request }: Facts): URLSearchParams {
  const url = String(request ?? '').replace(/^GET /, '');
  return URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
}
