import type { AppRole } from './tenant.ts';

/** The application id of Microsoft Graph in every tenant. */
export const microsoftGraphAppId = '00000003-0000-0000-c000-000000000000';

/** The tenant that owns Microsoft's own applications. */
export const microsoftServicesTenantId = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

/**
 * The hosts under which Graph is known as a resource.
 * Source: https://learn.microsoft.com/graph/deployments
 */
export const microsoftGraphResources: readonly string[] = [
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
];

/**
 * Application permissions that a tenant can grant here.
 * Source: https://learn.microsoft.com/graph/permissions-reference
 */
export const microsoftGraphAppRoles: readonly AppRole[] = [
  appRole('df021288-bdef-4463-88db-98f22de89214', 'User.Read.All', "Read all users' full profiles"),
  appRole('97235f07-e226-4f63-ace3-39588e11d3a1', 'User.ReadBasic.All', "Read all users' basic profiles"),
  appRole('741f803b-c850-494e-b5df-cde7c675a1ca', 'User.ReadWrite.All', "Read and write all users' full profiles"),
  appRole('eccc023d-eccf-4e7b-9683-8813ab36cecc', 'User.DeleteRestore.All', 'Delete and restore all users'),
  appRole('7ab1d382-f21e-4acd-a863-ba3e13f7da61', 'Directory.Read.All', 'Read directory data'),
  appRole('19dbc75e-c2e2-444c-a770-ec69d8559fc7', 'Directory.ReadWrite.All', 'Read and write directory data'),
  appRole('b0afded3-3588-46d8-8b3d-9842eff778da', 'AuditLog.Read.All', 'Read all audit log data'),
  appRole(
    '3b37c5a4-1226-493d-bec3-5d6c6b866f3f',
    'CustomSecAttributeAssignment.Read.All',
    'Read custom security attribute assignments',
  ),
  appRole(
    '8556a004-db57-4d7a-8b82-97a13428e96f',
    'User-LifeCycleInfo.Read.All',
    "Read all users' lifecycle information",
  ),
  appRole('40f97065-369a-49f4-947c-6a255697ae91', 'MailboxSettings.Read', 'Read all user mailbox settings'),
  appRole('498476ce-e0fe-48b0-b801-37ba7e2685c6', 'Organization.Read.All', 'Read organization information'),
  appRole('9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', 'Application.Read.All', 'Read all applications'),
  appRole('1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', 'Application.ReadWrite.All', 'Read and write all applications'),
  appRole(
    '18a4783c-866b-4cc7-a460-3d5e5662c884',
    'Application.ReadWrite.OwnedBy',
    'Manage apps that this app creates or owns',
  ),
  appRole(
    '06b708a9-e830-4db3-a914-8e69da51d44f',
    'AppRoleAssignment.ReadWrite.All',
    'Manage app permission grants and app role assignments',
  ),
];

function appRole(id: string, value: string, displayName: string): AppRole {
  return {
    id,
    value,
    displayName,
    description: displayName,
    allowedMemberTypes: ['Application'],
    isEnabled: true,
    origin: 'Application',
  };
}
