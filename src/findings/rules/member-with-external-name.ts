import { type UserRule, userResource } from './rule.ts';

export const memberWithExternalName: UserRule = {
  kind: 'user',
  id: 'member-with-external-name',
  title: 'Member with an external user principal name',
  headline: { one: 'member has an external user principal name', many: 'members have external user principal names' },
  severity: 'medium',
  severityWhy:
    'Medium: such an account reads as much as an employee, and somebody gave it that on purpose or by mistake.',
  confuses:
    'People of a sister tenant who are synchronized as members (cross-tenant synchronization makes them so), and guests who were hired since.',
  why: 'An outside identity with userType Member may read as much of the directory as an employee.',
  fix: 'Unless the person belongs to another tenant of the same organization, set userType to Guest.',
  people: true,
  needs: ['userType', 'userPrincipalName'],
  shows: ['accountEnabled'],
  sources: [
    userResource,
    {
      title: 'Properties of a Microsoft Entra B2B collaboration user',
      url: 'https://learn.microsoft.com/entra/external-id/user-properties',
    },
  ],
  judge(user) {
    const { userType, userPrincipalName, accountEnabled } = user;
    if (userType !== 'Member' || typeof userPrincipalName !== 'string' || !/#ext#/i.test(userPrincipalName)) {
      return undefined;
    }
    return {
      why: `An outside identity with the rights of a member${accountEnabled === false ? ', disabled at present' : ''}.`,
      evidence: { userType, userPrincipalName, accountEnabled },
    };
  },
};
